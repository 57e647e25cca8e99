package io.crossauth.spring.call;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenSource;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.client.ClientHttpRequestInterceptor;

/**
 * The calls with tokens of one client; {@link CrossauthCalls#get} makes it. The tokens go to the
 * origins of {@code crossauth.call.origins.<client>}, or to those of {@link CallTokens#to}. Safe
 * for use by many threads.
 */
public final class ClientCalls {

  /** Sets of scopes whose source is kept; a program has a handful. */
  private static final int MOST_SOURCES = 256;

  private final String name;
  private final OAuthClient client;
  private final List<URI> origins;
  private final Map<Set<String>, TokenSource> sources = new ConcurrentHashMap<>();

  ClientCalls(String name, OAuthClient client, List<URI> origins) {
    this.name = name;
    this.client = client;
    this.origins = origins;
  }

  /**
   * {@return the client's own token: client credentials} It is fetched by the first call, shared by
   * all that ask for the same scopes, and renewed in the background.
   *
   * @param scopes what to ask for; none for the server's choice
   * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.4">RFC 6749 section 4.4</a>
   */
  public CallTokens service(String... scopes) {
    Set<String> wanted = new TreeSet<>(Arrays.asList(scopes));
    TokenSource source = sources.get(wanted);
    if (source == null && sources.size() < MOST_SOURCES) {
      source = sources.computeIfAbsent(wanted, all -> client.tokenSource(scopes));
    }
    return new CallTokens(
        name, TokenFinder.of(source == null ? client.tokenSource(scopes) : source), origins);
  }

  /**
   * {@return the token of the person who is logged in} Each call takes that of the servlet request
   * which its thread is answering, of a session of the login filter; where there is none it fails
   * with {@link io.crossauth.error.LoginRequiredException}.
   */
  public CallTokens session() {
    return new CallTokens(name, TokenFinder.ofSession(), origins);
  }

  /**
   * {@return a token on behalf of whoever has sent the request that is being answered: its token,
   * exchanged for one that a service takes} Kept while the request's token lives, and one minute at
   * most where that is not known. A call fails with {@link
   * io.crossauth.error.LoginRequiredException} where no checked token came with the request.
   *
   * @param audience the service, as the provider names it; empty for the provider's choice
   * @param scopes what to ask for; none for the server's choice
   * @see <a href="https://www.rfc-editor.org/rfc/rfc8693">RFC 8693</a>
   */
  public CallTokens onBehalf(String audience, String... scopes) {
    return new CallTokens(name, TokenFinder.exchanged(client, audience, scopes), origins);
  }

  /**
   * {@return what puts the client's own token on the requests of a {@code RestClient} or {@code
   * RestTemplate}; see {@link CallTokens#interceptor}}
   *
   * @param scopes what to ask for; none for the server's choice
   * @throws IllegalArgumentException if {@code crossauth.call.origins.<client>} names no origin
   */
  public ClientHttpRequestInterceptor interceptor(String... scopes) {
    return service(scopes).interceptor();
  }

  /** {@return the client's name and where its tokens may go} */
  @Override
  public String toString() {
    return "ClientCalls[" + name + ", " + origins + "]";
  }
}
