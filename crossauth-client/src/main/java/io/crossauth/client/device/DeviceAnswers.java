package io.crossauth.client.device;

import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.OAuthErrorException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a poll means (RFC 8628 section 3.5): the {@code error} member decides, never
 * the status alone. GitHub and crossauth say {@code authorization_pending} with 200, Google with
 * 428.
 *
 * @param handlers who is asked first, by the error's name
 */
record DeviceAnswers(Map<String, DeviceErrorHandler> handlers) {

  private static final BigDecimal LONGEST_INTERVAL = BigDecimal.valueOf(600);

  /** An answer that ends the polling is done, be it tokens or a refusal. */
  PollAnswer<OAuthResponse> judge(OAuthResponse answer) {
    if (!(answer instanceof OAuthResponse.Refused refused)) {
      return new PollAnswer.Done<>(answer);
    }
    OAuthErrorException error = refused.error();
    DeviceErrorHandler handler = handlers.get(error.error());
    if (handler != null && handler.handle(error) == DeviceErrorHandler.Decision.STOP) {
      return new PollAnswer.Done<>(answer);
    }
    Duration pause = error.retryAfter().orElse(Duration.ZERO);
    return switch (error.error()) {
      case "authorization_pending" -> new PollAnswer.Pending<>(pause);
      case "slow_down" -> new PollAnswer.SlowDown<>(interval(refused.members()), pause);
      default -> {
        if (handler == null) {
          // Final, unless the poller knows it for the word of a server that is busy.
          throw error;
        }
        yield new PollAnswer.Pending<>(pause);
      }
    };
  }

  /** GitHub's {@code slow_down} names the new interval. */
  private static Optional<Duration> interval(Map<String, @Nullable Object> members) {
    Object value = members.get("interval");
    if (value instanceof Number number) {
      BigDecimal seconds = new BigDecimal(number.toString());
      if (seconds.signum() > 0) {
        return Optional.of(Duration.ofSeconds(seconds.min(LONGEST_INTERVAL).longValue()));
      }
    }
    return Optional.empty();
  }
}
