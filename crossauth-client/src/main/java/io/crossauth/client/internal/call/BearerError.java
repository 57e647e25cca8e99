package io.crossauth.client.internal.call;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.JsonReply;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The error of a resource that was asked with an access token: it stands in the challenge. A 403
 * without one says nothing of the token.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 */
final class BearerError {

  private BearerError() {}

  static Optional<OAuthErrorException> in(HttpReply reply, SecretMasker secrets, Instant now) {
    if (reply.status() != 401 && reply.status() != 403) {
      return Optional.empty();
    }
    String challenge = reply.headers().first("WWW-Authenticate").orElse("");
    String error = secrets.maskedIn(parameter(challenge, "error"));
    if (reply.status() == 403 && error.isEmpty() && !isOfTokens(challenge)) {
      return Optional.of(withoutChallenge(reply, secrets, now));
    }
    String usual = reply.status() == 401 ? "invalid_token" : "insufficient_scope";
    String description = parameter(challenge, "error_description");
    return Optional.of(
        new OAuthErrorException(
            error.isEmpty() ? usual : error,
            description.isEmpty() ? said(reply, secrets) : secrets.sentence(description),
            null,
            reply.status(),
            RequestedPause.of(reply, now),
            Clocks.hint(ErrorHints.ofProof(error), error.isEmpty() ? usual : error, reply, now)));
  }

  private static boolean isOfTokens(String challenge) {
    String lower = challenge.toLowerCase(Locale.ROOT);
    return lower.startsWith("bearer") || lower.startsWith("dpop");
  }

  /** Not the token is refused, as far as is known: an allowance is spent, or a policy forbids. */
  private static OAuthErrorException withoutChallenge(
      HttpReply reply, SecretMasker secrets, Instant now) {
    Map<String, @Nullable Object> members = members(reply);
    Optional<OAuthErrorException> told = ErrorAnswer.of("resource", reply, members, secrets, now);
    boolean spent = RequestedPause.isSpent(reply);
    return told.orElseGet(
        () ->
            new OAuthErrorException(
                spent ? "temporarily_unavailable" : "access_denied",
                said(reply, secrets),
                null,
                reply.status(),
                RequestedPause.of(reply, now),
                spent
                    ? "too many calls; try again when the server says"
                    : "the server does not say that the token lacks a scope; look at its rules for"
                        + " this user, client and address"));
  }

  private static @Nullable String said(HttpReply reply, SecretMasker secrets) {
    return ForeignError.sentence(members(reply), secrets).orElse(null);
  }

  private static Map<String, @Nullable Object> members(HttpReply reply) {
    try {
      return JsonReply.object("resource", reply);
    } catch (InvalidResponseException e) {
      return Map.of();
    }
  }

  /** A quoted parameter of the challenge; empty if it is not there. */
  private static String parameter(String challenge, String name) {
    String start = name + "=\"";
    int at = challenge.indexOf(start);
    while (at > 0 && " ,".indexOf(challenge.charAt(at - 1)) < 0) {
      at = challenge.indexOf(start, at + 1);
    }
    int from = at + start.length();
    int to = at < 0 ? -1 : challenge.indexOf('"', from);
    return to < 0 ? "" : challenge.substring(from, to);
  }
}
