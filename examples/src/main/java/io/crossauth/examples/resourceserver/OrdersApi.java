package io.crossauth.examples.resourceserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.tokenconsumer.resource.ProtectedResource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An API with one resource: {@code GET /orders} needs the scope {@code profile}, {@code POST
 * /orders} needs {@code orders:write}. Everybody may read what it says about itself.
 */
public final class OrdersApi implements AutoCloseable {

  private final OAuthTokenConsumer consumer;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final URI uri;

  private OrdersApi(OAuthTokenConsumer consumer, HttpServer http) {
    this.consumer = consumer;
    this.http = http;
    this.uri = address(http);
  }

  /**
   * Starts the API on a free port of this machine. Its address is an audience too, for clients that
   * ask for tokens by it (RFC 8707).
   *
   * @param issuer whose tokens it takes
   * @param audience what they must be for, or else for the API's address
   */
  public static OrdersApi start(String issuer, String audience) throws IOException {
    return start(issuer, audience, 0);
  }

  private static OrdersApi start(String issuer, String audience, int port) throws IOException {
    HttpServer http = bound(port);
    String own = address(http).toString();
    return opened(OAuthTokenConsumer.builder(issuer).audience(audience, own).build(), http);
  }

  /** Starts the API on a free port of this machine; it closes the consumer when it is closed. */
  static OrdersApi start(OAuthTokenConsumer consumer) throws IOException {
    return opened(consumer, bound(0));
  }

  private static HttpServer bound(int port) throws IOException {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    return HttpServer.create(new InetSocketAddress(here, port), 0);
  }

  private static URI address(HttpServer http) {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/orders");
  }

  private static OrdersApi opened(OAuthTokenConsumer consumer, HttpServer http) {
    OrdersApi api = new OrdersApi(consumer, http);
    api.open();
    return api;
  }

  /**
   * Runs the API until the process is ended.
   *
   * @param args the issuer, the audience, and the port
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("expected: issuer audience port");
      System.exit(2);
    }
    OrdersApi api = start(args[0], args[1], Integer.parseInt(args[2]));
    System.out.println("listening at " + api.uri());
  }

  private void open() {
    OAuthResourceServer server =
        OAuthResourceServer.builder(consumer)
            .realm("orders")
            .resource(ProtectedResource.at(uri).withScopes("profile", "orders:write"))
            .build();
    Map<String, AccessRequirement> methods =
        Map.of(
            "GET", AccessRequirement.scopes("profile"),
            "POST", AccessRequirement.scopes("orders:write"));
    http.createContext("/orders", new Guarded(server, methods, OrdersApi::orders));
    String document = server.metadataDocument().orElseThrow();
    http.createContext(
        server.metadataUri().orElseThrow().getPath(),
        exchange -> {
          try (exchange) {
            Answer.json(exchange, document);
          }
        });
    http.setExecutor(threads);
    http.start();
  }

  private static void orders(HttpExchange exchange, VerifiedToken token) throws IOException {
    // A subject is any text: only what is harmless in JSON is shown.
    String user = token.requireSubject().replaceAll("[^A-Za-z0-9_.@-]", "?");
    Answer.json(exchange, "{\"user\":\"" + user + "\",\"orders\":[]}");
  }

  /** The address of the orders. */
  public URI uri() {
    return uri;
  }

  /** Stops the API. */
  @Override
  public void close() {
    http.stop(0);
    threads.shutdown();
    consumer.close();
  }
}
