package io.crossauth.servlet;

import io.crossauth.client.resource.ResourceAccess;
import io.crossauth.client.resource.ResourceCall;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.TransportException;
import io.crossauth.servlet.internal.Pages;
import io.crossauth.servlet.internal.ProxyHeaders;
import io.crossauth.servlet.internal.Upstream;
import io.crossauth.servlet.internal.Upstream.BodyRefused;
import io.crossauth.servlet.internal.Upstream.Received;
import io.crossauth.servlet.internal.Upstream.Sent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls APIs for the application's own pages, with the access token of the session. */
final class ApiProxy {

  /** What is no longer can be sent once more, with another token. */
  private static final int REPEATABLE = 65_536;

  private final Settings settings;
  private final List<ApiRoute> routes;
  private final Gate gate;
  private final Failures failures;
  private final Upstream upstream;

  ApiProxy(
      Settings settings, List<ApiRoute> routes, Gate gate, Failures failures, Upstream upstream) {
    this.settings = settings;
    this.routes = routes;
    this.gate = gate;
    this.failures = failures;
    this.upstream = upstream;
  }

  /** The route of a path: that with the longest prefix. */
  Optional<ApiRoute> route(Visit visit) {
    ApiRoute longest = null;
    for (ApiRoute route : routes) {
      boolean longer = longest == null || route.prefix().length() > longest.prefix().length();
      if (longer && visit.path().below(route.prefix()).isPresent()) {
        longest = route;
      }
    }
    return Optional.ofNullable(longest);
  }

  void serve(Visit visit, ApiRoute route) throws IOException {
    HttpServletRequest request = visit.request();
    if (!route.methods().contains(request.getMethod())) {
      // OPTIONS among them: no preflight succeeds.
      LoginEndpoints.refuseMethod(visit, String.join(", ", route.methods()));
      return;
    }
    if (!allowed(visit, route)) {
      Pages.json(visit.response(), 403, Map.of("error", "csrf", "header", settings.header()));
      return;
    }
    Optional<URI> target = target(visit, route);
    if (target.isEmpty() || request.getHeader("Upgrade") != null || hasStrayContent(request)) {
      Pages.json(visit.response(), 400, Map.of("error", "invalid_request"));
      return;
    }
    if (request.getContentLengthLong() > route.mostSent()) {
      Pages.json(visit.response(), 413, Map.of("error", "content_too_large"));
      return;
    }
    Optional<WebSession> session = gate.admitted(visit, settings.protection(visit.path()));
    if (session.isPresent()) {
      call(visit, route, target.get(), session.get());
    }
  }

  /**
   * RFC 9110 sections 9.3.1 and 9.3.2: content of a GET or HEAD is read by some servers as a
   * request of its own. No browser sends it.
   */
  private static boolean hasStrayContent(HttpServletRequest request) {
    return (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))
        && (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null);
  }

  private static boolean allowed(Visit visit, ApiRoute route) {
    return visit.arrival().fromOurScript()
        || (route.navigation() && visit.is("GET") && visit.arrival().fromOurPage());
  }

  /** A query goes on as it came, if it has nothing but what a query may have. */
  private static Optional<URI> target(Visit visit, ApiRoute route) {
    String query = visit.query();
    boolean plain =
        query.chars().allMatch(c -> c > ' ' && c < 127 && "\"<>\\^`{|}#".indexOf(c) < 0);
    try {
      return plain ? route.target(visit.path(), query) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private void call(Visit visit, ApiRoute route, URI target, WebSession session)
      throws IOException {
    try {
      ResourceAccess access = ResourceAccess.of(session.tokens(), route.origin());
      Object body = body(visit.request(), route);
      try (Received answer = answer(visit, route, target, access, body)) {
        pass(visit, route, answer);
      }
    } catch (BodyRefused e) {
      int status = e.tooLong() ? 413 : 400;
      Pages.json(visit.response(), status, Map.of("error", "invalid_request"));
    } catch (LoginRequiredException e) {
      gate.over(visit, session);
    } catch (CrossauthException e) {
      failures.json(visit, e);
    }
  }

  private Received answer(
      Visit visit, ApiRoute route, URI target, ResourceAccess access, @Nullable Object body)
      throws IOException {
    ResourceCall call = access.call(visit.request().getMethod(), target);
    Received answer = send(visit, route, target, call.headers(), body);
    while (call.wantsAnother(answer.status(), answer.fields())) {
      answer.abort();
      answer.close();
      if (body instanceof Sent) {
        // Its 401 is of the token or the nonce, not of the person: the next one has another.
        throw new TransportException(
            TransportException.Kind.BROKEN, target, false, "the body cannot be sent twice", null);
      }
      answer = send(visit, route, target, call.headers(), body);
    }
    return answer;
  }

  private Received send(
      Visit visit, ApiRoute route, URI target, Map<String, String> token, @Nullable Object body)
      throws IOException {
    Map<String, List<String>> fields =
        new LinkedHashMap<>(
            ProxyHeaders.inwards(
                fields(visit.request()), route.requestHeaders(), settings.header()));
    token.forEach((name, value) -> fields.put(name, List.of(value)));
    return upstream.send(visit.request().getMethod(), target, fields, body, route.patience());
  }

  private static Map<String, List<String>> fields(HttpServletRequest request) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      fields.put(name, Collections.list(request.getHeaders(name)));
    }
    return fields;
  }

  /** The body: in memory if it is short, else as it comes; null if there is none. */
  private static @Nullable Object body(HttpServletRequest request, ApiRoute route)
      throws IOException {
    long length = request.getContentLengthLong();
    // Only HTTP/1 says by a field that there is a body whose length nobody knows yet.
    boolean unknown =
        request.getHeader("Transfer-Encoding") != null
            || (request.getProtocol().startsWith("HTTP/2") && !isBodiless(request.getMethod()));
    if (length == 0 || (length < 0 && !unknown)) {
      return null;
    }
    InputStream whole = Upstream.bounded(request.getInputStream(), length, route.mostSent());
    Sent sent = new Sent(whole, length);
    return length > 0 && length <= REPEATABLE ? sent.bytes() : sent;
  }

  private static boolean isBodiless(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("DELETE");
  }

  private static void pass(Visit visit, ApiRoute route, Received answer) throws IOException {
    HttpServletResponse response = visit.response();
    response.setStatus(answer.status());
    ProxyHeaders.outwards(answer.fields(), route.responseHeaders())
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Referrer-Policy", "no-referrer");
    if (route.sandboxed()) {
      response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
    }
    Optional<InputStream> body = answer.body();
    if (body.isEmpty()) {
      return;
    }
    if (answer.length() >= 0) {
      response.setContentLengthLong(answer.length());
    }
    try {
      copy(body.get(), response.getOutputStream(), route.mostReceived());
    } catch (IOException e) {
      // The rest of the body is nobody's: the connection is given up, and so is the browser's.
      answer.abort();
      throw new IOException("the answer of the API broke off, or the browser is gone");
    }
  }

  private static void copy(InputStream in, OutputStream out, long most) throws IOException {
    byte[] buffer = Upstream.buffer();
    long left = most;
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      left -= count;
      if (left < 0) {
        throw new IOException("too long");
      }
      out.write(buffer, 0, count);
      // Event streams have no other end of a piece.
      out.flush();
    }
  }
}
