package io.crossauth.platform;

import java.time.Clock;
import java.time.Instant;

/**
 * Everything outside the program that its behaviour depends on, but for the network. Tests hand in
 * their own.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param clock the date, for what tokens say; system UTC by default
 * @param ticker elapsed time, for everything that ends or expires here
 * @param scheduler waiting, and work in the background
 * @param random chance, for states, nonces and verifiers
 */
public record Platform(Clock clock, Ticker ticker, Scheduler scheduler, RandomSource random) {

  /** {@return the platform as this machine has it} */
  public static Platform system() {
    return new Platform(
        Clock.systemUTC(), Ticker.system(), Scheduler.system(), RandomSource.system());
  }

  /** {@return the date and time now} */
  public Instant now() {
    return clock.instant();
  }

  /**
   * {@return the same platform with another date}
   *
   * @param other the clock
   */
  public Platform withClock(Clock other) {
    return new Platform(other, ticker, scheduler, random);
  }

  /**
   * {@return the same platform with other waiting and background work}
   *
   * @param other the scheduler
   */
  public Platform withScheduler(Scheduler other) {
    return new Platform(clock, ticker, other, random);
  }
}
