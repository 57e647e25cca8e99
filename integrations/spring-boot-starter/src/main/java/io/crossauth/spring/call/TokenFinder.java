package io.crossauth.spring.call;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.session.TokenSource;
import io.crossauth.error.LoginRequiredException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the token of one call. */
sealed interface TokenFinder {

  /** Whether the token depends on the request that is being answered. */
  boolean needsRequest();

  /**
   * The token of a call.
   *
   * @param request what has come with the request; null if nothing has, or nobody asked
   * @throws LoginRequiredException if a token is needed and has not come
   */
  TokenSource find(@Nullable RequestToken request);

  /** The client's own. */
  static TokenFinder of(TokenSource source) {
    return new Service(source);
  }

  /** That of the session of the servlet request. */
  static TokenFinder ofSession() {
    return new Session();
  }

  /** One for the token of the request. */
  static TokenFinder exchanged(OAuthClient client, String audience, String... scopes) {
    return new Exchanged(client, audience, List.of(scopes));
  }

  /** Fetched once and renewed. */
  record Service(TokenSource source) implements TokenFinder {
    @Override
    public boolean needsRequest() {
      return false;
    }

    @Override
    public TokenSource find(@Nullable RequestToken request) {
      return source;
    }
  }

  /** Of whom the login filter knows. */
  record Session() implements TokenFinder {
    @Override
    public boolean needsRequest() {
      return true;
    }

    @Override
    public TokenSource find(@Nullable RequestToken request) {
      return Optional.ofNullable(request)
          .flatMap(RequestToken::session)
          .orElseThrow(
              () ->
                  new LoginRequiredException(
                      "session: expected a call on a thread that answers a request of somebody who"
                          + " is logged in, found none; pass the token on to other threads by"
                          + " yourself (WebSession.tokens)",
                      null));
    }
  }

  /** Kept by the client, for all calls of the same request. */
  record Exchanged(OAuthClient client, String audience, List<String> scopes)
      implements TokenFinder {
    @Override
    public boolean needsRequest() {
      return true;
    }

    @Override
    public TokenSource find(@Nullable RequestToken request) {
      TokenExchange exchange =
          Optional.ofNullable(request)
              .flatMap(RequestToken::exchange)
              .orElseThrow(
                  () ->
                      new LoginRequiredException(
                          "request: expected a call that answers a request with a checked token,"
                              + " found none; is the path protected, and is the call made where"
                              + " the request is answered",
                          null));
      return client.tokenSource(
          audience.isEmpty() ? exchange : exchange.withAudience(audience),
          scopes.toArray(String[]::new));
    }
  }
}
