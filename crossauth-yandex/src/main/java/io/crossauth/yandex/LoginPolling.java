package io.crossauth.yandex;

import io.crossauth.client.internal.polling.Poller;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.platform.Platform;
import io.crossauth.yandex.error.InvalidCredentialsException;
import io.crossauth.yandex.error.YandexNetworkException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waiting for a user: the client's poller, with a way to stop and some patience for the network.
 */
final class LoginPolling {

  private static final int MOST_FAILURES = 3;

  private final Platform platform;

  LoginPolling(Platform platform) {
    this.platform = platform;
  }

  <T> Poller<T> poller(
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
          return patient.get();
        },
        options.interval().orElse(usualInterval),
        options.total().orElse(usualTotal),
        expired,
        left -> refuseCancelled(cancelled));
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
