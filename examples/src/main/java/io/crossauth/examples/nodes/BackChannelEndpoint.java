package io.crossauth.examples.nodes;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Where the provider tells of logouts; what stands before the nodes hands each to one of them. */
final class BackChannelEndpoint implements AutoCloseable {

  private static final String PATH = "/backchannel-logout";
  private static final int MOST = 64 * 1024;

  private final HttpServer server;
  private final AtomicReference<Consumer<String>> node = new AtomicReference<>(form -> {});

  private BackChannelEndpoint(HttpServer server) {
    this.server = server;
  }

  static BackChannelEndpoint open() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    BackChannelEndpoint endpoint = new BackChannelEndpoint(HttpServer.create(any, 0));
    endpoint.server.createContext(PATH, endpoint::answer);
    endpoint.server.start();
    return endpoint;
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** Who gets the forms from now on. */
  void handTo(Consumer<String> receiver) {
    node.set(receiver);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] form = exchange.getRequestBody().readNBytes(MOST);
      requireNonNull(node.get()).accept(new String(form, StandardCharsets.UTF_8));
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
