package io.crossauth.http;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.internal.http.RetryAfter;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Repeats what is safe to repeat. */
final class Retrying implements HttpTransport {

  private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration IN_ALL = Duration.ofSeconds(30);

  /** How an attempt ended: with an answer or with a failure. */
  private record Outcome(@Nullable HttpReply reply, @Nullable TransportException failure) {

    HttpReply stand() {
      if (failure != null) {
        throw failure;
      }
      return Objects.requireNonNull(reply);
    }
  }

  private final HttpTransport next;
  private final int attempts;
  private final Platform platform;

  Retrying(HttpTransport next, int attempts, Platform platform) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: expected 1 or more, found " + attempts);
    }
    this.next = next;
    this.attempts = attempts;
    this.platform = platform;
  }

  @Override
  public HttpTransport forIssuer(String issuer) {
    return new Retrying(next.forIssuer(issuer), attempts, platform);
  }

  @Override
  public HttpReply send(HttpCall call) {
    long end = platform.ticker().nanos() + call.timeout().orElse(IN_ALL).toNanos();
    Outcome outcome = attempt(call);
    for (int made = 1; made < attempts && mayPass(call, outcome); made++) {
      Duration pause = pause(outcome, made);
      long left = end - platform.ticker().nanos();
      if (pause.toNanos() >= left) {
        break;
      }
      sleep(call, pause);
      outcome = attempt(call.withTimeout(Duration.ofNanos(left).minus(pause)));
    }
    return outcome.stand();
  }

  private Outcome attempt(HttpCall call) {
    try {
      return new Outcome(next.exchange(call), null);
    } catch (TransportException e) {
      return new Outcome(null, e);
    }
  }

  private static boolean mayPass(HttpCall call, Outcome outcome) {
    boolean repeatable = REPEATABLE.contains(call.method());
    if (outcome.reply() != null) {
      return repeatable && PASSING.contains(outcome.reply().status());
    }
    TransportException failure = outcome.failure();
    return failure != null && failure.retryable() && (repeatable || !failure.sent());
  }

  private Duration pause(Outcome outcome, int made) {
    HttpReply reply = outcome.reply();
    return reply == null
        ? backOff(made)
        : RetryAfter.of(reply.headers().first("Retry-After"), platform.now())
            .orElseGet(() -> backOff(made));
  }

  /** Doubled each time up to a limit, less up to half by chance: so that clients do not march. */
  private Duration backOff(int made) {
    long doubled = FIRST_PAUSE.toMillis() << Math.min(made - 1, 10);
    long full = Math.min(doubled, LONGEST_PAUSE.toMillis());
    byte[] chance = platform.random().bytes(2);
    int share = ((chance[0] & 0xff) << 8) | (chance[1] & 0xff);
    return Duration.ofMillis(full - full * share / 131_072);
  }

  private void sleep(HttpCall call, Duration pause) {
    try {
      platform.scheduler().sleep(pause);
    } catch (InterruptedException e) {
      throw new InterruptedCallException("the next attempt to call " + call.endpoint(), e);
    }
  }
}
