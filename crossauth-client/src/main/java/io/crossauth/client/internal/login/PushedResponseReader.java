package io.crossauth.client.internal.login;

import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.internal.json.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to a pushed request.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9126#section-2.2">RFC 9126 section 2.2</a>
 */
final class PushedResponseReader {

  private static final int CREATED = 201;

  /** It goes into the address of a browser. */
  private static final int LONGEST = 2_000;

  private static final int LONGEST_NUMBER = 20;

  private PushedResponseReader() {}

  /**
   * The {@code request_uri}.
   *
   * @throws OAuthErrorException if the server refuses the request
   * @throws InvalidResponseException if the status is not 201, or a member is missing or wrong
   */
  static String read(OAuthResponse answer) {
    Map<String, @Nullable Object> members = answer.orThrow();
    if (answer.status() != CREATED) {
      throw invalid("status", "expected HTTP 201 (RFC 9126 section 2.2)", answer);
    }
    requireLifetime(members.get("expires_in"), answer);
    Object value = members.get("request_uri");
    if (value == null) {
      throw invalid("missing_member", "expected request_uri, found none", answer);
    }
    if (!(value instanceof String text)) {
      throw invalid(
          "wrong_type", "request_uri: expected a string, found " + Json.kind(value), answer);
    }
    if (text.length() > LONGEST || !isUri(text)) {
      throw invalid(
          "request_uri",
          "request_uri: expected an absolute URI of at most "
              + LONGEST
              + " characters, found a different value",
          answer);
    }
    return text;
  }

  private static void requireLifetime(@Nullable Object value, OAuthResponse answer) {
    if (value == null) {
      throw invalid("missing_member", "expected expires_in, found none", answer);
    }
    BigDecimal seconds = number(value);
    if (seconds == null || seconds.signum() <= 0) {
      throw invalid(
          "wrong_type",
          "expires_in: expected seconds, more than 0, found "
              + (seconds == null ? Json.kind(value) : "fewer"),
          answer);
    }
  }

  /** Some servers write the number as a string. */
  private static @Nullable BigDecimal number(Object value) {
    String text = value instanceof Number || value instanceof String ? value.toString() : "";
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean isUri(String text) {
    try {
      return new URI(text).isAbsolute() && text.chars().allMatch(c -> c > ' ' && c <= '~');
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static InvalidResponseException invalid(
      String rule, String message, OAuthResponse answer) {
    return new InvalidResponseException(
        rule, "pushed authorization request: " + message, answer.status(), null);
  }
}
