package io.crossauth.http;

import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A call as an HTTP/1.1 request, in the bytes that go out. */
final class Request {

  /** Headers that belong to the connection: the transport writes them, nobody else. */
  private static final List<String> OURS =
      List.of(
          "connection",
          "content-length",
          "expect",
          "host",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

  private static final byte[] NOTHING = new byte[0];

  private static final int TARGET = 2;
  private static final String END = "\r\n";

  private final String method;
  private final List<String> head = new ArrayList<>(40);
  private final byte[] body;

  private Request(String method, String target, byte[] body) {
    this.method = method;
    this.body = body;
    head.addAll(List.of(method, " ", target, " HTTP/1.1", END));
  }

  /**
   * Refuses headers that are not the caller's to set.
   *
   * @throws IllegalArgumentException if there is one
   */
  static Headers checked(Headers headers) {
    headers.forEach(
        (name, value) -> {
          if (isOurs(name)) {
            throw new IllegalArgumentException("header " + name + ": is set by the transport");
          }
        });
    return headers;
  }

  private static boolean isOurs(String name) {
    for (String ours : OURS) {
      if (ours.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /** The request of a call, with a target in the form for servers. */
  static Request of(HttpCall call, Headers defaults) {
    URI uri = call.uri();
    byte[] body = call.bytes();
    Request request = new Request(call.method(), target(uri), body == null ? NOTHING : body);
    request.add("Host", authority(uri));
    defaults.forEach(
        (name, value) -> {
          if (!call.headers().has(name)) {
            request.add(name, value);
          }
        });
    checked(call.headers()).forEach(request::add);
    if (body != null || WITH_BODY.contains(call.method())) {
      request.add("Content-Length", Integer.toString(request.body.length));
    }
    return request;
  }

  /** The request that asks a proxy for a tunnel (RFC 9110 section 9.3.6). */
  static Request connect(String host, int port, ProxyRoute proxy, String userAgent) {
    String name = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    Request request = new Request("CONNECT", name, NOTHING);
    request.add("Host", name);
    request.add("User-Agent", userAgent);
    request.authorize(proxy);
    return request;
  }

  /** Makes of this request one that a proxy passes on in plain http (RFC 9112 section 3.2.2). */
  void passOn(URI uri, ProxyRoute proxy) {
    head.set(TARGET, uri.getScheme() + "://" + authority(uri) + target(uri));
    authorize(proxy);
  }

  /** The method, in upper case. */
  String method() {
    return method;
  }

  /** Head and body, so that they go out as one (RFC 9112 section 2.1). */
  byte[] bytes() {
    int length = END.length() + body.length;
    for (String piece : head) {
      length += piece.length();
    }
    byte[] bytes = new byte[length];
    int at = 0;
    for (String piece : head) {
      at = put(bytes, at, piece);
    }
    System.arraycopy(body, 0, bytes, put(bytes, at, END), body.length);
    return bytes;
  }

  /** In Latin-1, beyond which no header goes. */
  private static int put(byte[] bytes, int at, String piece) {
    for (int i = 0; i < piece.length(); i++) {
      bytes[at + i] = (byte) piece.charAt(i);
    }
    return at + piece.length();
  }

  /** Names are tokens and values have no control characters: {@link Headers} lets none in. */
  private void add(String name, String value) {
    head.add(name);
    head.add(": ");
    head.add(value);
    head.add(END);
  }

  private void authorize(ProxyRoute proxy) {
    proxy
        .credentials()
        .ifPresent(c -> add("Proxy-Authorization", "Basic " + base64(c.user(), c.password())));
  }

  private static String base64(String user, Secret password) {
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static String authority(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }
}
