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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits on the loopback address for one callback.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252 section 7.3</a>
 */
final class LoopbackListener implements AutoCloseable {

  private static final byte[] PAGE =
      "<!doctype html><title>Crossauth demo</title><p>You can close this page."
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final HttpServer server;
  private final URI callback;
  private final CompletableFuture<Form> parameters = new CompletableFuture<>();

  private LoopbackListener(HttpServer server, URI callback) {
    this.server = server;
    this.callback = callback;
  }

  static LoopbackListener open(URI callback) {
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), callback.getPort());
      LoopbackListener listener = new LoopbackListener(HttpServer.create(address, 0), callback);
      listener.server.createContext("/", listener::answer);
      listener.server.start();
      return listener;
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot listen at " + callback + ": " + e.getMessage() + "; choose a --redirect-port", e);
    }
  }

  /** The parameters of the callback. */
  Form await(Duration patience) {
    try {
      return parameters.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("nobody came back within " + patience.toMinutes() + " min");
    } catch (ExecutionException e) {
      throw new IllegalStateException("nothing else ends the wait", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the browser", e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
    boolean ours =
        exchange.getRequestURI().getPath().equals(callback.getPath())
            && callback.getAuthority().equals(exchange.getRequestHeaders().getFirst("Host"));
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-store");
      exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
      exchange.sendResponseHeaders(ours ? 200 : 404, PAGE.length);
      exchange.getResponseBody().write(PAGE);
    }
    if (ours) {
      parameters.complete(Form.parse(query));
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
