package io.crossauth.internal.refresh;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.internal.flight.Flight;
import io.crossauth.platform.Platform;
import java.time.Duration;

/**
 * The wait of those who can do without: counted from when the attempt was asked for, so that all of
 * them are gone by then, however many they are, and however long the server takes.
 *
 * @param most how long
 * @param platform ticker and scheduler
 */
record BriefWait(Duration most, Platform platform) {

  /**
   * Waits for an attempt, and no longer than a caller waits who came at this moment.
   *
   * @param came by the ticker
   * @return whether it is over
   */
  boolean awaitEnd(Flight<?> flight, long came) {
    long from = came - flight.since() < 0 ? came : flight.since();
    Duration left = most.minusNanos(platform.ticker().nanos() - from);
    if (!left.isNegative() && !left.isZero()) {
      giveWay();
    }
    return flight.awaitEnd(left);
  }

  /** A scheduler without threads of its own does now what is due. */
  private void giveWay() {
    try {
      platform.scheduler().sleep(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new InterruptedCallException("a newer value", e);
    }
  }
}
