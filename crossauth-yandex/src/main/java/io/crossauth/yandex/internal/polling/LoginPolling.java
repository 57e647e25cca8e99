package io.crossauth.yandex.internal.polling;

import io.crossauth.client.internal.polling.Poller;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.platform.Platform;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.LoginTimeoutException;
import io.crossauth.yandex.error.YandexNetworkException;
import io.crossauth.yandex.internal.device.DeviceCodes;
import io.crossauth.yandex.login.DeviceCodeSession;
import io.crossauth.yandex.login.OAuthTokens;
import io.crossauth.yandex.login.PollOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waiting for a user: the client's poller, with a way to stop and some patience for the network.
 */
public final class LoginPolling {

  private static final int MOST_FAILURES = 3;

  private final Platform platform;

  /** Creates it for the scheduler and the ticker of this platform. */
  public LoginPolling(Platform platform) {
    this.platform = platform;
  }

  /**
   * A wait that has not begun.
   *
   * @param once asks once
   * @param usualInterval what is waited before each question, unless the options say otherwise
   * @param usualTotal what is waited in all, unless the options say otherwise
   * @param expired makes the failure of giving up
   */
  public <T> Poller<T> poller(
      Supplier<PollAnswer<T>> once,
      PollOptions options,
      Duration usualInterval,
      Duration usualTotal,
      Supplier<? extends RuntimeException> expired) {
    BooleanSupplier cancelled = options.cancelled();
    Supplier<PollAnswer<T>> patient = patient(once);
    return new Poller<>(
        platform,
        () -> {
          refuseCancelled(cancelled);
          PollAnswer<T> answer = patient.get();
          // Cancelled while the question was under way: whoever has left gets no token.
          refuseCancelled(cancelled);
          return answer;
        },
        options.interval().orElse(usualInterval),
        options.total().orElse(usualTotal),
        expired,
        left -> refuseCancelled(cancelled));
  }

  /** A wait for a user who types a code on another device, in the server's times. */
  public Poller<OAuthTokens> poller(
      DeviceCodes codes, DeviceCodeSession code, PollOptions options) {
    return poller(
        () -> codes.poll(code),
        options,
        code.interval(),
        code.expiresIn(),
        () -> LoginTimeoutException.deviceCode("the code was not typed in time", null, 0));
  }

  /** A hiccup of the network is no answer of the user's; several in a row are an outage. */
  private static <T> Supplier<PollAnswer<T>> patient(Supplier<PollAnswer<T>> once) {
    AtomicInteger failures = new AtomicInteger();
    return () -> {
      try {
        PollAnswer<T> answer = once.get();
        failures.set(0);
        return answer;
      } catch (YandexNetworkException e) {
        if (e.retryable() && failures.incrementAndGet() <= MOST_FAILURES) {
          return new PollAnswer.Pending<>();
        }
        throw e;
      }
    };
  }

  private static void refuseCancelled(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new InvalidCredentialsException("login cancelled", null, 0);
    }
  }
}
