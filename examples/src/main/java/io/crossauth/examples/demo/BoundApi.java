package io.crossauth.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.testkit.TestClients;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.SealingKey;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** An API of this process that takes bound tokens, and asks for a nonce in each proof. */
final class BoundApi implements AutoCloseable {

  private final HttpServer http;
  private final OAuthTokenConsumer consumer;
  private final OAuthResourceServer server;

  private BoundApi(HttpServer http, OAuthTokenConsumer consumer) {
    this.http = http;
    this.consumer = consumer;
    this.server =
        OAuthResourceServer.builder(consumer)
            .dpop(DpopProofs.at(origin()).withNonces(SealingKey.ephemeral()).required())
            .build();
    http.createContext("/orders", this::answer);
    http.start();
  }

  static BoundApi start(OpenIdConfiguration metadata) throws IOException {
    return new BoundApi(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
        OAuthTokenConsumer.builder(metadata.issuer().orElseThrow())
            .configuration(metadata)
            .audience(TestClients.AUDIENCE)
            .build());
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  URI orders() {
    return origin().resolve("/orders?page=1");
  }

  private void answer(HttpExchange exchange) throws IOException {
    ApiRequest request =
        ApiRequest.of(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getRawPath(),
            exchange.getRequestHeaders()::get);
    Access access = server.access(request, AccessRequirement.none());
    int status = 200;
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
}
