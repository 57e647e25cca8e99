package io.crossauth.http;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets time pass between the beginnings of calls. */
final class Paced implements HttpTransport {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpTransport next;
  private final long interval;
  private final Platform platform;
  private final AtomicLong nextTurn;

  Paced(HttpTransport next, Duration interval, Platform platform) {
    this.next = next;
    this.interval = HttpCall.checkedTime("interval", interval).toNanos();
    this.platform = platform;
    this.nextTurn = new AtomicLong(platform.ticker().nanos());
  }

  private Paced(HttpTransport next, Paced turns) {
    this.next = next;
    this.interval = turns.interval;
    this.platform = turns.platform;
    this.nextTurn = turns.nextTurn;
  }

  /** All issuers wait for the same turns. */
  @Override
  public HttpTransport forIssuer(String issuer) {
    return new Paced(next.forIssuer(issuer), this);
  }

  @Override
  public HttpReply send(HttpCall call) {
    long wait = takeTurn(call);
    if (wait <= 0) {
      return next.exchange(call);
    }
    try {
      platform.scheduler().sleep(Duration.ofNanos(wait));
    } catch (InterruptedException e) {
      throw new InterruptedCallException("its turn to call " + call.endpoint(), e);
    }
    return next.exchange(
        call.timeout().map(whole -> call.withTimeout(whole.minusNanos(wait))).orElse(call));
  }

  private long takeTurn(HttpCall call) {
    long patience = call.timeout().orElse(PATIENCE).toNanos();
    while (true) {
      long now = platform.ticker().nanos();
      long free = nextTurn.get();
      long wait = Math.max(0, free - now);
      if (wait >= patience) {
        throw new TransportException(
            TransportException.Kind.TIMEOUT,
            call.uri(),
            false,
            "its turn comes only in " + Duration.ofNanos(wait),
            null);
      }
      if (nextTurn.compareAndSet(free, now + wait + interval)) {
        return wait;
      }
    }
  }
}
