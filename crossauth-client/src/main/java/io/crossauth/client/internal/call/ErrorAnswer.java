package io.crossauth.client.internal.call;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.http.RetryAfter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the error of an answer (RFC 6749 section 5.2). */
public final class ErrorAnswer {

  private ErrorAnswer() {}

  /** Empty if the {@code error} member is not a name by the rules. */
  static Optional<OAuthErrorException> of(
      String what,
      HttpReply reply,
      Map<String, @Nullable Object> members,
      SecretMasker secrets,
      Instant now) {
    if (!(members.get("error") instanceof String error) || !isName(error)) {
      return Optional.empty();
    }
    // Auth0's MFA endpoints say "message".
    Object said = members.getOrDefault("error_description", members.get("message"));
    String description = said instanceof String text ? secrets.maskedIn(text) : null;
    return Optional.of(
        new OAuthErrorException(
            ErrorNames.isKnown(error) ? error : secrets.maskedIn(error),
            description,
            members.get("error_uri") instanceof String text ? page(secrets.maskedIn(text)) : null,
            reply.status(),
            RetryAfter.of(reply.headers().first("Retry-After"), now).orElse(null),
            ErrorHints.of(what, error),
            ErrorMembers.of(members, secrets)));
  }

  static CrossauthException withoutJson(String what, HttpReply reply, Instant now) {
    if (reply.status() == 429 || reply.status() == 503) {
      return new OAuthErrorException(
          "temporarily_unavailable",
          null,
          null,
          reply.status(),
          RetryAfter.of(reply.headers().first("Retry-After"), now).orElse(null),
          "the " + what + " is busy or down; try again later");
    }
    return new InvalidResponseException(
        "status",
        what + ": expected an answer or an error in JSON, found a different document",
        reply.status(),
        null);
  }

  /** RFC 6749 appendix A.7: printable ASCII without the quote and the backslash. */
  public static boolean isName(String error) {
    return !error.isEmpty()
        && error.length() <= 200
        && error.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '"' && c != '\\');
  }

  /** A page that a person may open; nothing else. */
  public static @Nullable URI page(String text) {
    try {
      URI uri = new URI(text);
      return uri.getScheme() != null && uri.getScheme().matches("https?") ? uri : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
