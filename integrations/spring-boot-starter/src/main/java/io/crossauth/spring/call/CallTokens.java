package io.crossauth.spring.call;

import io.crossauth.client.resource.ResourceAccess;
import io.crossauth.client.session.TokenSource;
import java.net.URI;
import java.util.List;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * Whose token goes on calls, and which servers may see it. Immutable and safe for use by many
 * threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750#section-5.3">RFC 6750 section 5.3: a token
 *     goes to its resource servers alone</a>
 */
public final class CallTokens {

  private final String client;
  private final TokenFinder finder;
  private final List<URI> origins;

  CallTokens(String client, TokenFinder finder, List<URI> origins) {
    this.client = client;
    this.finder = finder;
    this.origins = origins;
  }

  /**
   * {@return the same for these servers, in place of those of the properties}
   *
   * @param others where the token may go: {@code https://api.example.com}, with a port unless it is
   *     443; http only to this machine itself; at least one
   * @throws IllegalArgumentException if there is none, or one is more than an origin, or http to
   *     another machine
   */
  public CallTokens to(URI... others) {
    CallTokens changed = new CallTokens(client, finder, List.of(others));
    ResourceAccess unused = changed.gate();
    return changed;
  }

  /**
   * {@return what puts the token on the requests of a {@code RestClient} or {@code RestTemplate}}
   * Requests to other servers go without; so do those that have an {@code Authorization} of their
   * own. When a server answers 401 to the token, the request is sent once more with another, and
   * once more with the nonce that it asks for (DPoP). Where there is no token, the exceptions of
   * {@link TokenSource#accessToken} come out of the call.
   *
   * <p>Add it as the last one, so that it sees where each request truly goes, and to clients that
   * follow no redirects ({@code spring.http.client.redirects=dont-follow}; on Boot 4 {@code
   * spring.http.clients.redirects}): what the HTTP client follows by itself, it follows with the
   * token.
   *
   * @throws IllegalArgumentException if no origin is named, or one is none for tokens
   */
  public ClientHttpRequestInterceptor interceptor() {
    return new TokenInterceptor(this);
  }

  TokenFinder finder() {
    return finder;
  }

  /** Says where the token may go; has none. */
  ResourceAccess gate() {
    if (origins.isEmpty()) {
      throw new IllegalArgumentException(
          "crossauth.call.origins."
              + client
              + ": expected where the tokens of this client may go, such as"
              + " https://orders.example.com, found nothing");
    }
    return ResourceAccess.of(NoToken.INSTANCE, origins.toArray(URI[]::new));
  }

  /** The same with the token of one call. */
  ResourceAccess access(TokenSource source) {
    return ResourceAccess.of(source, origins.toArray(URI[]::new));
  }

  /** {@return the client and where its tokens may go; nothing of a token} */
  @Override
  public String toString() {
    return "CallTokens[" + client + ", " + origins + "]";
  }
}
