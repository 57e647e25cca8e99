package io.crossauth.client.internal.call;

import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpReply;
import java.util.Optional;

/**
 * The error of a resource that was asked with an access token: it stands in the challenge.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-3">RFC 6750 section 3</a>
 */
final class BearerError {

  private BearerError() {}

  static Optional<OAuthErrorException> in(HttpReply reply, SecretMasker secrets) {
    if (reply.status() != 401 && reply.status() != 403) {
      return Optional.empty();
    }
    String challenge = reply.headers().first("WWW-Authenticate").orElse("");
    String usual = reply.status() == 401 ? "invalid_token" : "insufficient_scope";
    String error = secrets.maskedIn(parameter(challenge, "error"));
    String description = secrets.maskedIn(parameter(challenge, "error_description"));
    return Optional.of(
        new OAuthErrorException(
            error.isEmpty() ? usual : error,
            description.isEmpty() ? null : description,
            null,
            reply.status(),
            null,
            null));
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
