package io.crossauth.testkit.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pages on the loopback, by method and address, and a note of who asked for what. */
final class Site implements AutoCloseable {

  private record Answer(int status, String body, Map<String, String> headers) {}

  private final Map<String, Answer> answers = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> cookies = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  Site() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  Site page(String request, String html) {
    return error(request, 200, html);
  }

  Site error(String request, int status, String html) {
    answers.put(request, new Answer(status, html, Map.of("Content-Type", "text/html")));
    return this;
  }

  Site redirect(String request, int status, String location) {
    answers.put(request, new Answer(status, "", Map.of("Location", location)));
    return this;
  }

  Site redirect(String request, int status, String location, String cookie) {
    Map<String, String> headers = Map.of("Location", location, "Set-Cookie", cookie);
    answers.put(request, new Answer(status, "", headers));
    return this;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Method, address and, if there was one, the body of each request. */
  List<String> requests() {
    return requests;
  }

  /** The {@code Cookie} header of each request, empty if there was none. */
  List<String> cookies() {
    return cookies;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      requests.add((request + " " + body).strip());
      cookies.add(Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Cookie"), ""));
      Answer answer =
          Optional.ofNullable(answers.get(request))
              .orElse(new Answer(404, "no page for " + request, Map.of()));
      answer.headers().forEach(exchange.getResponseHeaders()::add);
      byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
