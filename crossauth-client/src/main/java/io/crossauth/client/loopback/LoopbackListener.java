package io.crossauth.client.loopback;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Form;
import io.crossauth.value.Secret;
import io.crossauth.world.Scheduler;
import io.crossauth.world.World;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A port of the loopback address that waits for one callback: a GET of the redirect URI's path, to
 * the very host and port it stands for, with the state of this login. Everything else is refused
 * and changes nothing.
 */
final class LoopbackListener implements AutoCloseable {

  private static final int MOST_QUERY = 16 * 1024;

  private final HttpServer server;
  private final LoopbackOptions options;
  private final World world;
  private final CompletableFuture<Form> callback = new CompletableFuture<>();
  private final AtomicReference<@Nullable Secret> expected = new AtomicReference<>();

  private LoopbackListener(HttpServer server, LoopbackOptions options, World world) {
    this.server = server;
    this.options = options;
    this.world = world;
  }

  static LoopbackListener open(LoopbackOptions options, World world) {
    URI wanted = URI.create("http://" + options.host() + ":" + options.port());
    try {
      InetAddress address = InetAddress.getByName(options.host());
      HttpServer server = HttpServer.create(new InetSocketAddress(address, options.port()), 4);
      LoopbackListener listener = new LoopbackListener(server, options, world);
      server.createContext("/", listener::serve);
      server.setExecutor(work -> world.scheduler().schedule(Duration.ZERO, work));
      server.start();
      return listener;
    } catch (IOException e) {
      throw new TransportException(
          TransportException.Kind.CONNECT,
          wanted,
          false,
          "expected to open the port for the callback; is it in use?",
          e);
    }
  }

  URI redirectUri() {
    return URI.create(
        "http://" + options.host() + ":" + server.getAddress().getPort() + options.path());
  }

  Form await(Secret state) {
    expected.set(state);
    Scheduler.Task end =
        world
            .scheduler()
            .schedule(options.patience(), () -> callback.completeExceptionally(timeout()));
    try {
      return callback.get();
    } catch (InterruptedException e) {
      throw new InterruptedCallException("the browser to come back", e);
    } catch (ExecutionException e) {
      throw timeout();
    } finally {
      end.cancel();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
      if (!ownHost(exchange)) {
        answer(exchange, 421, "");
      } else if (!options.path().equals(uri.getRawPath())) {
        answer(exchange, 404, "");
      } else if (!exchange.getRequestMethod().equals("GET")) {
        exchange.getResponseHeaders().set("Allow", "GET");
        answer(exchange, 405, "");
      } else {
        take(exchange, query);
      }
    }
  }

  /** Others on this machine may guess the port, but not the state: theirs is not the callback. */
  private void take(HttpExchange exchange, String query) throws IOException {
    Form form;
    try {
      form = Form.parse(query.length() > MOST_QUERY ? "" : query);
    } catch (IllegalArgumentException e) {
      form = Form.empty();
    }
    Secret state = expected.get();
    boolean ours =
        state != null
            && form.all("state").size() == 1
            && form.first("state")
                .filter(s -> !s.isEmpty())
                .map(Secret::of)
                .filter(state::equals)
                .isPresent();
    if (!ours || callback.isDone()) {
      answer(exchange, 400, "");
      return;
    }
    answer(exchange, 200, options.page().html(!form.has("error")));
    callback.complete(form);
  }

  /** A page elsewhere that made its name point here is not the server's redirect. */
  private boolean ownHost(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return (options.host() + ":" + server.getAddress().getPort()).equals(host);
  }

  private static void answer(HttpExchange exchange, int status, String html) throws IOException {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    exchange.getResponseHeaders().set("X-Frame-Options", "DENY");
    exchange
        .getResponseHeaders()
        .set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    exchange.getResponseHeaders().set("Connection", "close");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private static OAuthErrorException timeout() {
    return new OAuthErrorException(
        "login_timeout", "nobody came back from the login in time", null, 0, null, "begin again");
  }
}
