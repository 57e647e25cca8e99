package io.crossauth.spring.actuate;

import io.crossauth.http.HttpListener;
import io.crossauth.http.HttpPolicy;
import io.crossauth.http.HttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.spring.TransportCustomizer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.Ordered;

/**
 * Remembers how each provider has answered last. Comes first, so that it knows the transports as
 * they are. Safe for use by many threads.
 */
final class Contacts implements TransportCustomizer, Ordered {

  private static final int SERVER_ERROR = 500;

  private final Platform platform;
  private final Map<String, Contact> known = new ConcurrentHashMap<>();
  private final Map<String, HttpTransport> transports = new ConcurrentHashMap<>();

  Contacts(Platform platform) {
    this.platform = platform;
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public HttpTransport customize(String id, HttpTransport transport) {
    transports.put(id, transport);
    return HttpPolicy.observed(transport, exchange -> remember(id, exchange), platform);
  }

  private void remember(String id, HttpListener.Exchange exchange) {
    int status = exchange.status().orElse(0);
    Optional<String> failure =
        status >= SERVER_ERROR ? Optional.of("http." + status) : exchange.failure();
    known.compute(
        id,
        (name, before) -> {
          Contact contact = before == null ? Contact.NONE : before;
          return failure.isPresent()
              ? contact.failed(platform.now(), failure.get())
              : contact.answered(platform.now());
        });
  }

  Contact of(String id) {
    return known.getOrDefault(id, Contact.NONE);
  }

  /** The transport of a client that has been made. */
  Optional<HttpTransport> transport(String id) {
    return Optional.ofNullable(transports.get(id));
  }
}
