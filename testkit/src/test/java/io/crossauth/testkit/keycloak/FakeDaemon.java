package io.crossauth.testkit.keycloak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** As much of a Docker daemon as the container route speaks to, over TCP. */
final class FakeDaemon implements AutoCloseable {

  private static final String CONTAINER = "0123456789abcdef";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> created = new CopyOnWriteArrayList<>();
  private final boolean hasImage;
  private final boolean registryAnswers;

  private FakeDaemon(boolean hasImage, boolean registryAnswers) {
    this.hasImage = hasImage;
    this.registryAnswers = registryAnswers;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Has the image; its containers write a line and end. */
  static FakeDaemon whoseContainersEnd() {
    return new FakeDaemon(true, false);
  }

  /** Has no image, and its registry refuses. */
  static FakeDaemon whoseRegistryRefuses() {
    return new FakeDaemon(false, true);
  }

  /** Has no image, and its registry never says a word. */
  static FakeDaemon whoseRegistryIsSilent() {
    return new FakeDaemon(false, false);
  }

  /** For {@code DOCKER_HOST}. */
  String address() {
    return "tcp://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The bodies of the requests that made containers. */
  List<String> created() {
    return created;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replaceFirst("^/v[0-9.]+", "");
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      switch (path) {
        case "/_ping" -> reply(exchange, 200, "OK");
        case "/info" -> reply(exchange, 200, "{\"OSType\":\"linux\",\"MemTotal\":1}");
        case "/version" -> reply(exchange, 200, "{\"Version\":\"28.0.0\",\"ApiVersion\":\"1.48\"}");
        case "/images/json", "/containers/json", "/networks" -> reply(exchange, 200, "[]");
        case "/images/create" -> pull(exchange);
        case "/containers/create" -> {
          created.add(new String(body, StandardCharsets.UTF_8));
          reply(exchange, 201, "{\"Id\":\"" + CONTAINER + "\"}");
        }
        default -> answer(exchange, path);
      }
    }
  }

  private void answer(HttpExchange exchange, String path) throws IOException {
    if (path.startsWith("/images/")) {
      reply(exchange, hasImage ? 200 : 404, hasImage ? "{\"Id\":\"i\"}" : "{\"message\":\"none\"}");
    } else if (path.endsWith("/logs")) {
      byte[] line = "ERROR: this is why\n".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, 0);
      try (OutputStream out = exchange.getResponseBody()) {
        // A frame of the standard output: its kind, three zeros, its length.
        out.write(ByteBuffer.allocate(8).put((byte) 1).putInt(4, line.length).array());
        out.write(line);
      }
    } else if (path.equals("/containers/" + CONTAINER + "/json")) {
      reply(
          exchange,
          200,
          "{\"Id\":\"%s\",\"State\":{\"Running\":true},\"NetworkSettings\":{\"Ports\":%s}}"
              .formatted(
                  CONTAINER,
                  "{\"8080/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"1\"}],"
                      + "\"8443/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"2\"}]}"));
    } else if (path.startsWith("/containers/")) {
      reply(exchange, path.endsWith("/archive") ? 200 : 204, "");
    } else {
      reply(exchange, 404, "{\"message\":\"not here\"}");
    }
  }

  private void pull(HttpExchange exchange) throws IOException {
    if (registryAnswers) {
      reply(exchange, 500, "{\"message\":\"lookup quay.io: no such host\"}");
      return;
    }
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().flush();
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
