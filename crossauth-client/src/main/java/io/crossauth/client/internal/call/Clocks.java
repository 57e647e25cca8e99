package io.crossauth.client.internal.call;

import io.crossauth.http.HttpReply;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a refusal may be for the clock: of what is signed with a time, servers take what is some
 * seconds old.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.6.1">RFC 9110 section 6.6.1</a>
 */
final class Clocks {

  /** Where what was signed with a time is refused: proofs, assertions, tokens made by another. */
  private static final Set<String> FOR_TIME =
      Set.of(
          "invalid_dpop_proof",
          "use_dpop_nonce",
          // Keycloak, of a proof.
          "invalid_request",
          "invalid_client",
          "invalid_request_object",
          "invalid_token");

  private static final Duration TELLING = Duration.ofSeconds(5);

  private Clocks() {}

  /**
   * The hint, with what the clocks say if they differ and the error may come of it.
   *
   * @param hint the hint to the error itself; null for none
   * @param now this machine's time, when the answer had come
   */
  static @Nullable String hint(@Nullable String hint, String error, HttpReply reply, Instant now) {
    if (!FOR_TIME.contains(error)) {
      return hint;
    }
    return difference(reply, now)
        .map(found -> hint == null ? found : found + "; " + hint)
        .orElse(hint);
  }

  private static Optional<String> difference(HttpReply reply, Instant now) {
    try {
      return reply
          .headers()
          .first("Date")
          .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .map(theirs -> Duration.between(theirs, now))
          .filter(ahead -> ahead.abs().compareTo(TELLING) >= 0)
          .map(Clocks::told);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String told(Duration ahead) {
    return "the clock of this machine is "
        + ahead.abs().toSeconds()
        + " s "
        + (ahead.isNegative() ? "behind" : "ahead of")
        + " the server's, by the Date of the answer: set it right";
  }
}
