package io.crossauth.client.internal.session;

import io.crossauth.platform.Platform;
import java.time.Duration;
import java.time.Instant;

/**
 * A moment by both clocks. The monotonic one may stand still while the machine sleeps or is moved;
 * the date may be set.
 *
 * @param nanos by the monotonic clock
 * @param date by the wall clock
 */
record Moment(long nanos, Instant date) {

  static Moment now(Platform platform) {
    return new Moment(platform.ticker().nanos(), platform.now());
  }

  /** How long ago the other was, by whichever clock says more; zero at least. */
  Duration since(Moment earlier) {
    Duration elapsed = Duration.ofNanos(nanos - earlier.nanos);
    Duration dates = Duration.between(earlier.date, date);
    Duration longer = elapsed.compareTo(dates) < 0 ? dates : elapsed;
    return longer.isNegative() ? Duration.ZERO : longer;
  }
}
