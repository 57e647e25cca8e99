package io.crossauth.yandex;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * How long to wait for a user, and how to stop. Immutable.
 *
 * @param interval how long to wait before each question; empty for the usual one
 * @param total how long to wait in all; empty for the usual one
 * @param cancelled is asked before each wait and each question; true ends the login
 */
public record PollOptions(
    Optional<Duration> interval, Optional<Duration> total, BooleanSupplier cancelled) {

  private static final PollOptions USUAL =
      new PollOptions(Optional.empty(), Optional.empty(), () -> false);

  /**
   * Checks the times.
   *
   * @throws IllegalArgumentException if one is zero or less
   */
  public PollOptions {
    positive("interval", interval);
    positive("total", total);
  }

  /** The usual times: those of the configuration for a QR code, the server's for a device code. */
  public static PollOptions usual() {
    return USUAL;
  }

  /** The same with another time between two questions. */
  public PollOptions withInterval(Duration time) {
    return new PollOptions(Optional.of(time), total, cancelled);
  }

  /** The same with another time in all. */
  public PollOptions withTotal(Duration time) {
    return new PollOptions(interval, Optional.of(time), cancelled);
  }

  /** The same with a way to stop. */
  public PollOptions withCancel(BooleanSupplier stop) {
    return new PollOptions(interval, total, stop);
  }

  private static void positive(String name, Optional<Duration> time) {
    if (time.isPresent() && (time.get().isZero() || time.get().isNegative())) {
      throw new IllegalArgumentException(name + ": expected more than zero, found " + time.get());
    }
  }
}
