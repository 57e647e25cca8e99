package io.crossauth.testkit.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** A device that waits for its user (RFC 8628). */
final class Device {

  /** What the user has done. */
  sealed interface Decision {
    /** The user has not decided yet. */
    record Pending() implements Decision {}

    /** The user has said no. */
    record Denied() implements Decision {}

    /** The user has logged in and said yes; the tokens will belong to that login. */
    record Approved(Grant.Session session) implements Decision {}
  }

  private static final Duration SLOW_DOWN = Duration.ofSeconds(5);

  private final String deviceCode;
  private final String userCode;
  private final Client client;
  private final Set<String> scope;
  private final List<Map<String, Object>> details;
  private final Instant expiry;
  private volatile Decision decision = new Decision.Pending();
  private final AtomicReference<Optional<Instant>> lastPoll =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<Duration> interval;

  Device(
      String deviceCode,
      String userCode,
      Client client,
      Set<String> scope,
      List<Map<String, Object>> details,
      Instant expiry,
      Duration interval) {
    this.deviceCode = deviceCode;
    this.userCode = userCode;
    this.client = client;
    this.scope = scope;
    this.details = details;
    this.expiry = expiry;
    this.interval = new AtomicReference<>(interval);
  }

  String deviceCode() {
    return deviceCode;
  }

  String userCode() {
    return userCode;
  }

  Client client() {
    return client;
  }

  Set<String> scope() {
    return scope;
  }

  List<Map<String, Object>> details() {
    return details;
  }

  boolean expired(Instant now) {
    return !expiry.isAfter(now);
  }

  Decision decision() {
    return decision;
  }

  void decide(Decision made) {
    decision = made;
  }

  /** Notes a poll; whether it came too soon after the last. */
  boolean tooSoon(Instant now) {
    Optional<Instant> last = lastPoll.getAndSet(Optional.of(now));
    return last.filter(then -> now.isBefore(then.plus(interval.get()))).isPresent();
  }

  /** RFC 8628 section 3.5: five seconds more for this and all later polls. */
  void slowDown() {
    interval.updateAndGet(now -> now.plus(SLOW_DOWN));
  }
}
