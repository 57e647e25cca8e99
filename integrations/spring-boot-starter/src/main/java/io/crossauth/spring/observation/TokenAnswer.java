package io.crossauth.spring.observation;

import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.util.Set;

/**
 * What came of a token request, in words of a few.
 *
 * @param outcome {@code success}, {@code pending}, {@code refused}, {@code unavailable} or {@code
 *     invalid}
 * @param code {@code none}, or why
 */
record TokenAnswer(String outcome, String code) {

  private static final int TOO_MANY = 429;
  private static final int SERVER = 500;

  private static final Set<String> PENDING = Set.of("authorization_pending", "slow_down");

  /** Words of RFC 6749, 8628, 8693, 8707, 9396, 9449, CIBA and OpenID Connect; no others count. */
  private static final Set<String> WORDS =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "invalid_scope",
          "access_denied",
          "expired_token",
          "authorization_pending",
          "slow_down",
          "invalid_target",
          "invalid_authorization_details",
          "invalid_dpop_proof",
          "use_dpop_nonce",
          "transaction_failed",
          "login_required",
          "interaction_required",
          "consent_required",
          "mfa_required",
          "server_error",
          "temporarily_unavailable");

  static TokenAnswer of(HttpReply reply) {
    if (reply.successful()) {
      return new TokenAnswer("success", "none");
    }
    int status = reply.status();
    String word = word(reply);
    if (status >= SERVER || status == TOO_MANY) {
      return new TokenAnswer("unavailable", word.isEmpty() ? "http." + status / 100 + "xx" : word);
    }
    if (word.isEmpty()) {
      return new TokenAnswer("invalid", "http." + status / 100 + "xx");
    }
    return new TokenAnswer(
        PENDING.contains(word.substring("oauth.".length())) ? "pending" : "refused", word);
  }

  /** A server may say what it likes, and each word would be a meter for ever. */
  private static String word(HttpReply reply) {
    try {
      return Json.object(reply.body()).get("error") instanceof String error
          ? "oauth." + (WORDS.contains(error) ? error : TokenRequest.OTHER)
          : "";
    } catch (JsonException | RuntimeException e) {
      return "";
    }
  }

  boolean failed() {
    return !outcome.equals("success") && !outcome.equals("pending");
  }
}
