package io.crossauth.servlet.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Speaks HTTP by hand, so that it sends what no client would; keeps cookies by their names. */
public final class RawBrowser {

  private static final int PATIENCE = 15_000;

  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final int port;

  public RawBrowser(int port) {
    this.port = port;
  }

  /** The same browser before another node. */
  public RawBrowser at(int otherPort) {
    RawBrowser other = new RawBrowser(otherPort);
    other.cookies.putAll(cookies);
    return other;
  }

  public int port() {
    return port;
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  /** A person goes there: from nowhere, or a page of the application. */
  public Answer visit(String target) {
    return send(
        "GET", target, "Accept: text/html", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Site: none");
  }

  /** A link on another site leads there; the browser leaves Strict cookies out. */
  public Answer visitFromElsewhere(String target) {
    Map<String, String> strict = new LinkedHashMap<>(cookies);
    cookies.keySet().removeIf(name -> !name.contains("-login-"));
    try {
      return send(
          "GET",
          target,
          "Accept: text/html",
          "Sec-Fetch-Mode: navigate",
          "Sec-Fetch-Site: cross-site");
    } finally {
      strict.keySet().removeIf(name -> name.contains("-login-"));
      strict.forEach(cookies::putIfAbsent);
    }
  }

  /** A script of the application's own pages. */
  public Answer script(String method, String target, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("X-Requested-By: page");
    all.add("Sec-Fetch-Mode: cors");
    all.add("Sec-Fetch-Site: same-origin");
    return send(method, target, all.toArray(new String[0]));
  }

  public Answer send(String method, String target, String... headers) {
    return sendBody(method, target, null, headers);
  }

  public Answer form(String target, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Type: application/x-www-form-urlencoded");
    return sendBody("POST", target, body, all.toArray(new String[0]));
  }

  public Answer sendBody(String method, String target, String body, String... headers) {
    StringBuilder request = new StringBuilder();
    request.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
    request.append("Host: 127.0.0.1:").append(port).append("\r\n");
    request.append("Connection: close\r\n");
    if (!cookies.isEmpty()) {
      List<String> pairs = new ArrayList<>();
      cookies.forEach((name, value) -> pairs.add(name + "=" + value));
      request.append("Cookie: ").append(String.join("; ", pairs)).append("\r\n");
    }
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    if (body != null) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    request.append("\r\n").append(body == null ? "" : body);
    return raw(request.toString(), method);
  }

  /** Sends these very bytes. */
  public Answer raw(String request, String method) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(PATIENCE);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      Answer answer = read(socket.getInputStream(), method.equals("HEAD"));
      answer.all("set-cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void keep(String field) {
    String pair = field.split(";", 2)[0];
    int equals = pair.indexOf('=');
    String name = pair.substring(0, equals);
    if (field.contains("Max-Age=0")) {
      cookies.remove(name);
    } else {
      cookies.put(name, pair.substring(equals + 1));
    }
  }

  private static Answer read(InputStream in, boolean headOnly) throws IOException {
    int status = Integer.parseInt(line(in).split(" ")[1]);
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    if (status == 100) {
      return read(in, headOnly);
    }
    byte[] body = new byte[0];
    if (!headOnly && status != 204 && status != 304) {
      body =
          headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")
              ? chunks(in)
              : headers.containsKey("content-length")
                  ? in.readNBytes(Integer.parseInt(headers.get("content-length").get(0)))
                  : in.readAllBytes();
    }
    return new Answer(status, headers, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      int length = Integer.parseInt(line(in).split(";")[0].strip(), 16);
      body.write(in.readNBytes(length));
      line(in);
      if (length == 0) {
        return body.toByteArray();
      }
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new EOFException("the server has hung up");
      }
      if (c == '\n') {
        return line.toString();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
  }
}
