package io.crossauth.micrometer;

import io.crossauth.http.HttpListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;

/**
 * Times HTTP calls: the timer {@code crossauth.http.calls} with the tags {@code method}, {@code
 * host}, {@code status} ({@code none} if no answer came) and {@code failure} ({@code none}, or a
 * code as {@code transport.timeout}). Paths, queries, headers and bodies never get into a tag. Safe
 * for use by many threads.
 *
 * <p>{@code HttpPolicy.observed(transport, HttpMeters.of(registry))}.
 */
public final class HttpMeters implements HttpListener {

  private static final String NONE = "none";

  private final MeterRegistry registry;

  private HttpMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Makes a listener that writes to a registry.
   *
   * @param registry where the timers are made, one for each combination of tags, at the first call
   * @return the listener; one of them serves any number of transports
   */
  public static HttpMeters of(MeterRegistry registry) {
    return new HttpMeters(registry);
  }

  @Override
  public void ended(Exchange exchange) {
    String status =
        exchange.status().isPresent() ? Integer.toString(exchange.status().getAsInt()) : NONE;
    registry
        .timer(
            "crossauth.http.calls",
            "method",
            exchange.method(),
            "host",
            Hosts.of(URI.create(exchange.endpoint())),
            "status",
            status,
            "failure",
            exchange.failure().orElse(NONE))
        .record(exchange.took());
  }

  /** Counts by host, as {@code crossauth.http.unexpected_bytes}. */
  @Override
  public void unexpectedBytes(String server) {
    registry
        .counter("crossauth.http.unexpected_bytes", "host", Hosts.of(URI.create(server)))
        .increment();
  }
}
