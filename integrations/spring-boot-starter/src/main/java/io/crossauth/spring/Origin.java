package io.crossauth.spring;

import io.crossauth.internal.http.Loopback;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * The application's address as browsers have it. Nothing is taken from requests: what is not said
 * is this machine, by the port that the server is configured for, or has taken.
 */
final class Origin {

  private final @Nullable URI given;
  private final Environment environment;

  Origin(@Nullable URI given, Environment environment) {
    this.given = given;
    this.environment = environment;
  }

  boolean isGiven() {
    return given != null;
  }

  /** Empty as long as the server has not taken a port of its choice. */
  Optional<URI> now() {
    if (given != null) {
      return Optional.of(given);
    }
    String port = environment.getProperty("server.port", "8080");
    if (port.equals("0")) {
      port = environment.getProperty("local.server.port", "");
    }
    return port.isEmpty() ? Optional.empty() : Optional.of(here(port));
  }

  private URI here(String port) {
    boolean tls =
        environment.getProperty("server.ssl.enabled", Boolean.class, true)
            && (environment.containsProperty("server.ssl.bundle")
                || environment.containsProperty("server.ssl.key-store")
                || environment.containsProperty("server.ssl.certificate"));
    String address = environment.getProperty("server.address", "localhost");
    String host = Loopback.is(address) ? address : "localhost";
    String path = environment.getProperty("server.servlet.context-path", "");
    return URI.create((tls ? "https://" : "http://") + host + ":" + port + path);
  }
}
