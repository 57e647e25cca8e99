package io.crossauth.client.internal.call;

import io.crossauth.http.HttpReply;
import io.crossauth.internal.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a server asks to wait: {@code Retry-After} (RFC 9110 section 10.2.3), or the end of a
 * spent allowance as GitHub and others name it ({@code X-RateLimit-Remaining: 0} and {@code
 * X-RateLimit-Reset}).
 */
final class RequestedPause {

  private static final int MOST_DIGITS = 12;

  /** A smaller number cannot be a date: it counts seconds from now. */
  private static final long SECONDS_FROM_NOW = 1_000_000_000L;

  private RequestedPause() {}

  /** Null if the server asks for none. */
  static @Nullable Duration of(HttpReply reply, Instant now) {
    return RetryAfter.of(reply.headers().first("Retry-After"), now)
        .or(() -> untilReset(reply, now))
        .orElse(null);
  }

  /** Whether the server refuses because an allowance is spent. */
  static boolean isSpent(HttpReply reply) {
    return reply.headers().first("Retry-After").isPresent()
        || reply.headers().first("X-RateLimit-Remaining").filter("0"::equals).isPresent();
  }

  private static Optional<Duration> untilReset(HttpReply reply, Instant now) {
    boolean refused = reply.status() == 403 || reply.status() == 429;
    if (!refused || !isSpent(reply)) {
      return Optional.empty();
    }
    return reply
        .headers()
        .first("X-RateLimit-Reset")
        .filter(text -> text.length() <= MOST_DIGITS && text.matches("[0-9]+"))
        .map(Long::parseLong)
        .map(
            number ->
                number < SECONDS_FROM_NOW
                    ? Duration.ofSeconds(number)
                    : Duration.between(now, Instant.ofEpochSecond(number)))
        .map(RequestedPause::bounded);
  }

  private static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(RetryAfter.MAX) > 0 ? RetryAfter.MAX : pause;
  }
}
