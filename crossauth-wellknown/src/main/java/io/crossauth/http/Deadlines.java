package io.crossauth.http;

import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls whose time is over.
 *
 * <p>One visit is planned for the earliest deadline, not one per call: while calls take their usual
 * milliseconds, nobody is woken and nothing is planned anew.
 */
final class Deadlines {

  /** The next visit, as planned. */
  private record Visit(long at) {}

  private final Platform platform;
  private final Set<Exchange> running = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Visit> planned = new AtomicReference<>();

  Deadlines(Platform platform) {
    this.platform = platform;
  }

  void watch(Exchange exchange) {
    running.add(exchange);
    plan(exchange.due());
  }

  /** Looks at a call earlier than was thought; later needs no word. */
  void watchEarlier(Exchange exchange) {
    plan(exchange.due());
  }

  void forget(Exchange exchange) {
    running.remove(exchange);
  }

  /** Ends all calls now. */
  void endAll(Exchange.State how) {
    running.forEach(exchange -> exchange.end(how));
  }

  private void plan(long at) {
    while (true) {
      Visit current = planned.get();
      if (current != null && current.at() - at <= 0) {
        return;
      }
      Visit mine = new Visit(at);
      if (planned.compareAndSet(current, mine)) {
        long wait = Math.max(0, at - platform.ticker().nanos());
        platform.scheduler().schedule(Duration.ofNanos(wait), () -> visit(mine));
        return;
      }
    }
  }

  private void visit(Visit visit) {
    if (!planned.compareAndSet(visit, null)) {
      // An earlier one took its place, and plans the next.
      return;
    }
    long now = platform.ticker().nanos();
    for (Exchange exchange : running) {
      exchange.endIfDue(now);
      if (exchange.state() == Exchange.State.RUNNING) {
        plan(exchange.due());
      }
    }
  }
}
