package io.crossauth.benchmarks.stress;

import io.crossauth.platform.Platform;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** The time that passes here, and more of it when told so. */
final class MovedTicker implements Ticker {

  private final Ticker real = Ticker.system();
  private final AtomicLong more = new AtomicLong();
  private final BackgroundWork work = new BackgroundWork();

  void advance(Duration time) {
    more.addAndGet(time.toNanos());
  }

  /** Waits until no attempt is under way, so that all see the time that comes next. */
  void settle() {
    work.awaitEnd();
  }

  /** The platform as it is, but for the durations; the date stays, so that tokens stay good. */
  Platform platform() {
    Platform system = Platform.system();
    return new Platform(system.clock(), this, work, system.random());
  }

  @Override
  public long nanos() {
    return real.nanos() + more.get();
  }
}
