package io.crossauth.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** An API of this process that wants a login of the last half minute; its clock can be moved. */
final class FreshLoginApi implements AutoCloseable {

  private static final Duration LATER = Duration.ofMinutes(2);

  private final HttpServer http;
  private final OAuthTokenConsumer consumer;
  private final OAuthResourceServer server;
  private final AtomicReference<Duration> moved = new AtomicReference<>(Duration.ZERO);

  private FreshLoginApi(HttpServer http, Scene scene) {
    this.http = http;
    this.consumer =
        OAuthTokenConsumer.builder(scene.metadata().issuer().orElseThrow())
            .configuration(scene.metadata())
            .audience(TestClients.AUDIENCE)
            .transport(scene.transport())
            .platform(Platform.system().withClock(new Moved()))
            .build();
    this.server = OAuthResourceServer.builder(consumer).build();
    http.createContext("/pay", this::answer);
    http.start();
  }

  static FreshLoginApi start(Scene scene) throws IOException {
    return new FreshLoginApi(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), scene);
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  /** Two minutes go by. */
  void later() {
    moved.set(LATER);
  }

  /** It is now. */
  void now() {
    moved.set(Duration.ZERO);
  }

  private void answer(HttpExchange exchange) throws IOException {
    Access access =
        server.access(
            exchange.getRequestHeaders().getOrDefault("Authorization", List.of()),
            AccessRequirement.none().withMaxAge(Duration.ofSeconds(30)));
    int status = 204;
    if (access instanceof Access.Denied denied) {
      denied.challenge().headers().forEach(exchange.getResponseHeaders()::set);
      status = denied.challenge().status();
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
    consumer.close();
  }

  /** The clock of the system, as far as it is moved. */
  private final class Moved extends Clock {

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(moved.get());
    }

    @Override
    public ZoneId getZone() {
      return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
