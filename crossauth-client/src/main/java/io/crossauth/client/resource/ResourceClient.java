package io.crossauth.client.resource;

import io.crossauth.client.session.TokenSource;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Puts a token on the requests of an HTTP client of the JDK.
 *
 * <pre>{@code
 * HttpClient http = HttpClient.newHttpClient();
 * ResourceClient api = ResourceClient.of(http, client.tokenSource(), orders);
 *
 * HttpRequest request = HttpRequest.newBuilder(orders.resolve("/orders")).build();
 * HttpResponse<String> answer = api.send(request, BodyHandlers.ofString());
 * }</pre>
 *
 * <p>By task:
 *
 * <ul>
 *   <li>a service's own token, a user's: {@code OAuthClient.tokenSource}, {@code
 *       TokenManager.source}
 *   <li>an API that asks for a stronger login: {@link #send(HttpRequest, HttpResponse.BodyHandler,
 *       Consumer)}
 *   <li>challenges of other schemes, ids of interactions (FAPI): {@link ResourceAccess}
 *   <li>another HTTP client: {@link ResourceAccess#call}, or {@code crossauth-httpclient5}
 *   <li>an API of which the program knows only the address: {@link
 *       io.crossauth.client.resource.login.ResourceLogin}
 *   <li>a proxy, a private CA: those of the HTTP client; {@code docs/tasks/service-behind-proxy.md}
 * </ul>
 *
 * <p>When a server answers 401 to the token, the request is sent once more with another; when it
 * asks for a nonce (DPoP), once more with that. Immutable and safe for use by many threads; the
 * HTTP client is the program's and not closed.
 *
 * <p>A request is repeated if it has no body, or one of known length, such as a string, bytes or a
 * file: publishers that give their bytes only once must have no length.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-2.1">RFC 6750 section 2.1</a>
 */
public final class ResourceClient {

  private final HttpClient http;
  private final ResourceAccess access;

  private ResourceClient(HttpClient http, ResourceAccess access) {
    this.http = http;
    this.access = access;
  }

  /**
   * {@return a client that sends a token to some servers, and to no other}
   *
   * @param http sends the requests; it must not follow redirects, since it would take the token
   *     along
   * @param tokens gives the token, anew for each request
   * @param origins where the token may go: {@code https://api.example.com}, with a port unless it
   *     is 443; http only to this machine itself; at least one
   * @throws IllegalArgumentException if the HTTP client follows redirects, there is no origin, or
   *     one is more than an origin
   */
  public static ResourceClient of(HttpClient http, TokenSource tokens, URI... origins) {
    return of(http, ResourceAccess.of(tokens, origins));
  }

  /**
   * {@return a client that sends a token to some servers, and to no other}
   *
   * @param http sends the requests; it must not follow redirects, since it would take the token
   *     along
   * @param access the token, its servers, and the schemes of their challenges
   * @throws IllegalArgumentException if the HTTP client follows redirects
   */
  public static ResourceClient of(HttpClient http, ResourceAccess access) {
    if (http.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException(
          "http: expected a client that follows no redirects (Redirect.NEVER), found "
              + http.followRedirects());
    }
    return new ResourceClient(http, access);
  }

  /**
   * Sends a request with the token on it.
   *
   * @param <T> what the answer's body is read into
   * @param request without {@code Authorization}, to one of the origins
   * @param handler gets the answer; not that to a token which is then replaced
   * @return the answer, a 401 to the repeated request and redirects included
   * @throws TransportException {@code transport.forbidden} if the token may not go there, or would
   *     go over http to a proxy
   * @throws CrossauthException if there is no token: see {@link TokenSource#accessToken}
   * @throws IllegalArgumentException if the request has an {@code Authorization} of its own
   * @throws IOException as {@link HttpClient#send} does
   * @throws InterruptedException if interrupted while waiting
   */
  public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException, InterruptedException {
    if (request.headers().firstValue("Authorization").isPresent()) {
      throw new IllegalArgumentException(
          "request: expected one without Authorization, since the token is set here, found one with"
              + " it");
    }
    checkRoute(request.uri());
    ResourceCall call = access.call(request.method(), request.uri());
    boolean repeatable = isRepeatable(request);
    while (true) {
      AtomicBoolean again = new AtomicBoolean();
      HttpResponse<T> answer =
          http.send(
              with(request, call.headers()),
              info -> {
                boolean wanted = call.wantsAnother(info.statusCode(), info.headers().map());
                again.set(wanted && repeatable);
                return again.get() ? new Unread<>() : handler.apply(info);
              });
      if (!again.get()) {
        return answer;
      }
    }
  }

  /**
   * Sends a request with the token on it. When the server says that the user must log in more
   * strongly, or anew, the user does so, and the request is sent once more: one round.
   *
   * @param <T> what the answer's body is read into
   * @param request as {@link #send(HttpRequest, HttpResponse.BodyHandler)} takes it
   * @param handler gets the answer; not the challenge that the login answers
   * @param login has the user log in, waits for that, and puts the new tokens where this client
   *     takes its token from; called by this thread, and only for a request that can be repeated
   * @return the answer
   * @throws InvalidResponseException {@code response.step_up_repeated} if the server says the same
   *     of the new token
   * @throws TransportException as for other requests
   * @throws CrossauthException if there is no token, or the login fails
   * @throws IOException as {@link HttpClient#send} does
   * @throws InterruptedException if interrupted while waiting
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9470#section-4">RFC 9470 section 4</a>
   */
  public <T> HttpResponse<T> send(
      HttpRequest request, HttpResponse.BodyHandler<T> handler, Consumer<StepUpChallenge> login)
      throws IOException, InterruptedException {
    if (!isRepeatable(request)) {
      return send(request, handler);
    }
    HttpResponse<T> first = send(request, unlessStepUp(handler));
    Optional<StepUpChallenge> wanted =
        StepUpChallenge.in(first.statusCode(), first.headers().map());
    if (wanted.isEmpty()) {
      return first;
    }
    login.accept(wanted.get());
    HttpResponse<T> second = send(request, unlessStepUp(handler));
    StepUpChallenge.in(second.statusCode(), second.headers().map())
        .ifPresent(again -> again.requireFirst(wanted));
    return second;
  }

  private static <T> HttpResponse.BodyHandler<T> unlessStepUp(HttpResponse.BodyHandler<T> handler) {
    return info ->
        StepUpChallenge.in(info.statusCode(), info.headers().map()).isPresent()
            ? new Unread<>()
            : handler.apply(info);
  }

  /** Http is for this machine; a proxy may be another, and would read the token. */
  private void checkRoute(URI uri) {
    Optional<ProxySelector> selector =
        http.proxy().or(() -> Optional.ofNullable(ProxySelector.getDefault()));
    boolean plain = "http".equalsIgnoreCase(uri.getScheme());
    if (plain
        && selector.isPresent()
        && selector.get().select(uri).stream().anyMatch(p -> p.type() != Proxy.Type.DIRECT)) {
      throw new TransportException(
          TransportException.Kind.FORBIDDEN,
          uri,
          false,
          "expected no proxy for http with a token, found one; take this machine out of the proxy's"
              + " addresses",
          null);
    }
  }

  private static boolean isRepeatable(HttpRequest request) {
    return request.bodyPublisher().map(body -> body.contentLength() >= 0).orElse(true);
  }

  private static HttpRequest with(HttpRequest request, Map<String, String> headers) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(request, (name, value) -> true);
    headers.forEach(builder::setHeader);
    return builder.build();
  }

  /** {@return the origins, and nothing of the token} */
  @Override
  public String toString() {
    return "ResourceClient[" + access + "]";
  }
}
