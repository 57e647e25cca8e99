package io.crossauth.world;

import java.time.Clock;
import java.time.Instant;

/**
 * Everything outside the program that its behaviour depends on, but for the network. Tests hand in
 * their own.
 *
 * @param clock the date, for what tokens say; system UTC by default
 * @param ticker elapsed time, for everything that ends or expires here
 * @param scheduler waiting, and work in the background
 * @param random chance, for states, nonces and verifiers
 */
public record World(Clock clock, Ticker ticker, Scheduler scheduler, RandomSource random) {

  /** The world as this machine has it. */
  public static World system() {
    return new World(Clock.systemUTC(), Ticker.system(), Scheduler.system(), RandomSource.system());
  }

  /** The date and time now. */
  public Instant now() {
    return clock.instant();
  }

  /** The same world with another date. */
  public World withClock(Clock other) {
    return new World(other, ticker, scheduler, random);
  }

  /** The same world with other waiting and background work. */
  public World withScheduler(Scheduler other) {
    return new World(clock, ticker, other, random);
  }
}
