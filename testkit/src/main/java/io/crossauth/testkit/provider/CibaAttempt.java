package io.crossauth.testkit.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A user who is asked on a device (CIBA).
 *
 * @param notificationToken what the client is pinged with; empty for one that polls
 * @param waits how long it lives, how often it may be asked for, and what the user has done
 */
record CibaAttempt(
    String authReqId,
    Client client,
    User user,
    Set<String> scope,
    List<Map<String, Object>> details,
    Optional<String> notificationToken,
    Waits waits) {

  /** The part that changes. */
  static final class Waits {

    private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

    private final Instant expiry;
    private final AtomicReference<Duration> interval;
    private final AtomicReference<Optional<Instant>> lastPoll =
        new AtomicReference<>(Optional.empty());
    private final AtomicReference<Device.Decision> decision =
        new AtomicReference<>(new Device.Decision.Pending());

    Waits(Instant expiry, Duration interval) {
      this.expiry = expiry;
      this.interval = new AtomicReference<>(interval);
    }

    boolean expired(Instant now) {
      return !expiry.isAfter(now);
    }

    /** Notes a poll; whether it came too soon after the last. */
    boolean tooSoon(Instant now) {
      Optional<Instant> last = lastPoll.getAndSet(Optional.of(now));
      return last.filter(then -> now.isBefore(then.plus(interval.get()))).isPresent();
    }

    /** CIBA Core 1.0 section 11: five seconds more for this and all later polls. */
    void slowDown() {
      interval.updateAndGet(now -> now.plus(SLOW_DOWN));
    }

    Device.Decision decision() {
      return Objects.requireNonNull(decision.get());
    }

    /** Whether the user had not decided before. */
    boolean decide(Device.Decision made) {
      Device.Decision before = decision.get();
      return before instanceof Device.Decision.Pending && decision.compareAndSet(before, made);
    }
  }
}
