package io.crossauth.client.internal.introspection;

import io.crossauth.client.introspection.Introspection;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.internal.flight.SingleFlight;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Lets one caller ask about a token while the others that have the same one wait for the answer.
 * Holds the tokens that are asked about now, by their digests: as many as there are threads that
 * ask. Safe for use by many threads.
 */
final class TokenFlights {

  /** A call ends within its own time; this is for a transport that does not. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ConcurrentHashMap<String, SingleFlight<Introspection>> flights =
      new ConcurrentHashMap<>();

  /**
   * Gives the answer that is under way, or asks.
   *
   * @param overtime makes the failure of a caller whose patience is over
   * @throws InterruptedCallException if this thread is interrupted
   */
  Introspection run(
      String digest, Supplier<Introspection> work, Supplier<? extends RuntimeException> overtime) {
    SingleFlight<Introspection> flight =
        flights.computeIfAbsent(
            digest, any -> new SingleFlight<>("the introspection of a token", PATIENCE));
    try {
      return flight.run(work, overtime);
    } finally {
      flights.remove(digest, flight);
    }
  }

  /** How many tokens are asked about now. */
  int size() {
    return flights.size();
  }
}
