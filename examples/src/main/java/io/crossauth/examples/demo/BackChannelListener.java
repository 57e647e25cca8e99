package io.crossauth.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.http.Form;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An application's {@code backchannel_logout_uri} on a free port of the loopback address. */
final class BackChannelListener implements AutoCloseable {

  private static final String PATH = "/backchannel-logout";
  private static final int MOST = 64 * 1024;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final CompletableFuture<Form> body = new CompletableFuture<>();

  private BackChannelListener(HttpServer server) {
    this.server = server;
  }

  static BackChannelListener open() {
    try {
      InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0);
      BackChannelListener listener = new BackChannelListener(HttpServer.create(anyPort, 0));
      listener.server.createContext(PATH, listener::answer);
      listener.server.start();
      return listener;
    } catch (IOException e) {
      throw new IllegalStateException("cannot listen for a logout: " + e.getMessage(), e);
    }
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + PATH);
  }

  /** The form of the first request; empty if none came. */
  Optional<Form> await(Duration patience) {
    try {
      return Optional.of(body.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing else ends the wait", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a logout", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] bytes = exchange.getRequestBody().readNBytes(MOST);
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 200 : 405, -1);
      body.complete(Form.parse(new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
