package io.crossauth.client.internal.polling;

import io.crossauth.client.internal.call.OAuthResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.error.OAuthErrorException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a poll means: the {@code error} member decides, never the status alone. GitHub
 * and crossauth say {@code authorization_pending} with 200, Google with 428.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.5">RFC 8628 section 3.5</a>
 */
public final class PollAnswers {

  private static final BigDecimal LONGEST_INTERVAL = BigDecimal.valueOf(600);

  private PollAnswers() {}

  /**
   * Tells {@code authorization_pending} and {@code slow_down} from the end of the polling.
   *
   * @throws OAuthErrorException if the answer is another error
   */
  public static PollAnswer<OAuthResponse> of(OAuthResponse answer) {
    return of(
        answer,
        error -> {
          throw error;
        });
  }

  /**
   * Tells {@code authorization_pending} and {@code slow_down} from the end of the polling.
   *
   * @param otherError what another error means; what it throws is thrown
   */
  public static PollAnswer<OAuthResponse> of(
      OAuthResponse answer, Function<OAuthErrorException, PollAnswer<OAuthResponse>> otherError) {
    if (!(answer instanceof OAuthResponse.Refused refused)) {
      return new PollAnswer.Done<>(answer);
    }
    OAuthErrorException error = refused.error();
    return switch (error.error()) {
      case "authorization_pending" -> pending(error);
      case "slow_down" -> new PollAnswer.SlowDown<>(interval(refused.members()), pause(error));
      default -> otherError.apply(error);
    };
  }

  /** Ask again, at least as late as {@code Retry-After} says. */
  public static PollAnswer<OAuthResponse> pending(OAuthErrorException error) {
    return new PollAnswer.Pending<>(pause(error));
  }

  private static Duration pause(OAuthErrorException error) {
    return error.retryAfter().orElse(Duration.ZERO);
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
