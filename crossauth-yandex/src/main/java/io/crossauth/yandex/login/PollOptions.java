package io.crossauth.yandex.login;

import io.crossauth.internal.time.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait for a user, and how to stop. Immutable; safe for use by many threads, if what it
 * was given to stop with is.
 */
public final class PollOptions {

  private static final PollOptions USUAL = new PollOptions(null, null, () -> false);

  private final @Nullable Duration interval;
  private final @Nullable Duration total;
  private final BooleanSupplier cancelled;

  private PollOptions(
      @Nullable Duration interval, @Nullable Duration total, BooleanSupplier cancelled) {
    this.interval = interval;
    this.total = total;
    this.cancelled = cancelled;
  }

  /**
   * The usual times: those of the configuration for a QR code, the server's for a device code.
   *
   * @return options that never stop before the time is over
   */
  public static PollOptions usual() {
    return USUAL;
  }

  /**
   * The same with another time before each question.
   *
   * @param time more than zero, 366 days at most
   * @return the changed options
   * @throws IllegalArgumentException if the time is zero or less, or longer than that
   */
  public PollOptions withInterval(Duration time) {
    return new PollOptions(Durations.ofWait("interval", time), total, cancelled);
  }

  /**
   * The same with another time in all.
   *
   * @param time more than zero, 366 days at most
   * @return the changed options
   * @throws IllegalArgumentException if the time is zero or less, or longer than that
   */
  public PollOptions withTotal(Duration time) {
    return new PollOptions(interval, Durations.ofWait("total", time), cancelled);
  }

  /**
   * The same with a way to stop. It is asked before each wait, before each question, and once more
   * after the answer that the user has confirmed: until then a login that was cancelled gives
   * nothing, and no token is asked for. Later it changes nothing.
   *
   * @param stop true ends the login; called often, so it should answer at once
   * @return the changed options
   */
  public PollOptions withCancel(BooleanSupplier stop) {
    return new PollOptions(interval, total, stop);
  }

  /**
   * How long to wait before each question.
   *
   * @return the time; empty for the usual one
   */
  public Optional<Duration> interval() {
    return Optional.ofNullable(interval);
  }

  /**
   * How long to wait in all.
   *
   * @return the time; empty for the usual one
   */
  public Optional<Duration> total() {
    return Optional.ofNullable(total);
  }

  /**
   * Whether to stop.
   *
   * @return what is asked; true ends the login
   */
  public BooleanSupplier cancelled() {
    return cancelled;
  }
}
