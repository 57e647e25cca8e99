package io.crossauth.yandex.internal;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets some time pass between the beginnings of two calls, whatever threads and hosts they are.
 *
 * <p>The general pace of the HTTP package gives out turns by the clock, so a thread that wakes late
 * comes close to the next one. Here the next turn is counted from the moment the last caller was
 * really let go, and a wait is no part of the call's time.
 */
final class Pace implements HttpTransport {

  private final HttpTransport next;
  private final long interval;
  private final Platform platform;
  private final ReentrantLock queue = new ReentrantLock(true);
  private long free;

  Pace(HttpTransport next, Duration interval, Platform platform) {
    this.next = next;
    this.interval = interval.toNanos();
    this.platform = platform;
    this.free = platform.ticker().nanos();
  }

  @Override
  public HttpReply send(HttpCall call) {
    try {
      queue.lockInterruptibly();
      try {
        takeTurn();
      } finally {
        queue.unlock();
      }
    } catch (InterruptedException e) {
      throw new InterruptedCallException("its turn to call Yandex", e);
    }
    return next.exchange(call);
  }

  private void takeTurn() throws InterruptedException {
    long now = platform.ticker().nanos();
    long wait = Math.max(0, free - now);
    // Reserved before the wait: the turn of one who leaves the queue is not given to another.
    free = now + wait + interval;
    if (wait > 0) {
      platform.scheduler().sleep(Duration.ofNanos(wait));
      free = Math.max(free, platform.ticker().nanos() + interval);
    } else if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }
}
