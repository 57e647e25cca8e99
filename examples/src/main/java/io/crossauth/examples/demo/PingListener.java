package io.crossauth.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.ciba.CibaPings;
import io.crossauth.http.Headers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's notification endpoint on a free port of the loopback address. */
final class PingListener implements AutoCloseable {

  private static final String PATH = "/ciba-ping";
  private static final int MOST = 64 * 1024;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final CibaPings pings;
  private final AtomicInteger lastStatus = new AtomicInteger();

  private PingListener(HttpServer server, CibaPings pings) {
    this.server = server;
    this.pings = pings;
  }

  static PingListener open(CibaPings pings) {
    try {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0);
      PingListener listener = new PingListener(HttpServer.create(anyPort, 0), pings);
      listener.server.createContext(PATH, listener::answer);
      listener.server.start();
      return listener;
    } catch (IOException e) {
      throw new IllegalStateException("cannot listen for a ping: " + e.getMessage(), e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** What the last ping was answered with; 0 if none came. */
  int lastStatus() {
    return lastStatus.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Headers headers = Headers.none();
      for (String value : exchange.getRequestHeaders().getOrDefault("Authorization", List.of())) {
        headers = headers.plus("Authorization", value);
      }
      byte[] body = exchange.getRequestBody().readNBytes(MOST);
      int status = exchange.getRequestMethod().equals("POST") ? pings.receive(headers, body) : 405;
      lastStatus.set(status);
      exchange.sendResponseHeaders(status, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
