package io.crossauth.http;

import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/** Writes calls as HTTP/1.1 requests. */
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

  private Request() {}

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
  static ClassicHttpRequest of(HttpCall call, Headers defaults) {
    URI uri = call.uri();
    ClassicHttpRequest request =
        new BasicClassicHttpRequest(call.method(), null, null, target(uri));
    request.addHeader("Host", authority(uri));
    defaults.forEach(
        (name, value) -> {
          if (!call.headers().has(name)) {
            request.addHeader(name, value);
          }
        });
    checked(call.headers()).forEach(request::addHeader);
    addBody(request, call);
    return request;
  }

  /** The request that asks a proxy for a tunnel (RFC 9110 section 9.3.6). */
  static ClassicHttpRequest connect(String host, int port, ProxyRoute proxy, String userAgent) {
    String name = (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    ClassicHttpRequest request = new BasicClassicHttpRequest("CONNECT", null, null, name);
    request.addHeader("Host", name);
    request.addHeader("User-Agent", userAgent);
    authorize(request, proxy);
    return request;
  }

  /** Makes of a request one that a proxy passes on in plain http (RFC 9112 section 3.2.2). */
  static void throughProxy(ClassicHttpRequest request, URI uri, ProxyRoute proxy) {
    request.setPath(uri.getScheme() + "://" + authority(uri) + target(uri));
    authorize(request, proxy);
  }

  private static void authorize(ClassicHttpRequest request, ProxyRoute proxy) {
    proxy
        .credentials()
        .ifPresent(
            c ->
                request.addHeader(
                    "Proxy-Authorization", "Basic " + base64(c.user(), c.password())));
  }

  private static String base64(String user, Secret password) {
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(pair);
  }

  private static void addBody(ClassicHttpRequest request, HttpCall call) {
    byte[] body = call.bytes();
    if (body != null) {
      request.setEntity(new ByteArrayEntity(body, null));
      request.addHeader("Content-Length", body.length);
    } else if (WITH_BODY.contains(call.method())) {
      request.addHeader("Content-Length", 0);
    }
  }

  private static String target(URI uri) {
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }

  private static String authority(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }
}
