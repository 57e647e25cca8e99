package io.crossauth.servlet.api;

import io.crossauth.servlet.testing.Container;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Requests as bytes, since a client's library would mend them. */
final class Wire {

  private static final int PATIENCE_MILLIS = 20_000;

  private Wire() {}

  /** The answer to a request. */
  record Answer(int status, List<String> head, String body) {

    Optional<String> header(String name) {
      return headers(name).stream().findFirst();
    }

    List<String> headers(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ":";
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).strip())
          .toList();
    }

    String whole() {
      return String.join("\n", head) + "\n\n" + body;
    }
  }

  static Answer get(Container.Running at, String target, String... headers) throws IOException {
    return send(at, "GET " + target, "", headers);
  }

  /** A request line without its version, a body that may be empty, and headers. */
  static Answer send(Container.Running at, String line, String body, String... headers)
      throws IOException {
    StringBuilder text = new StringBuilder(line).append(" HTTP/1.1\r\nHost: api.example.com\r\n");
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return exchange(at, text.append("Connection: close\r\n\r\n").append(body).toString());
  }

  /** Bytes out, ISO 8859-1, and everything in until the server closes. */
  static Answer exchange(Container.Running at, String request) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(address(at.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] bytes = socket.getInputStream().readAllBytes();
      return parse(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** What comes within a moment, since nobody closes a tunnel. */
  static String opened(Container.Running at, String line) throws IOException {
    String host = "Host: api.example.com\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket()) {
      socket.connect(address(at.port()), PATIENCE_MILLIS);
      socket.setSoTimeout(1_000);
      socket
          .getOutputStream()
          .write((line + " HTTP/1.1\r\n" + host).getBytes(StandardCharsets.US_ASCII));
      byte[] begin = new byte[200];
      int length = socket.getInputStream().read(begin);
      return new String(begin, 0, Math.max(0, length), StandardCharsets.UTF_8);
    } catch (SocketTimeoutException e) {
      return "";
    }
  }

  private static InetSocketAddress address(int port) {
    return new InetSocketAddress("127.0.0.1", port);
  }

  private static Answer parse(String text) {
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, List.of(), text);
    }
    List<String> head = text.substring(0, end).lines().toList();
    return new Answer(Integer.parseInt(head.get(0).split(" ")[1]), head, text.substring(end + 4));
  }
}
