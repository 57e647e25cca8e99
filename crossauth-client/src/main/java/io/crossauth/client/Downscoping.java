package io.crossauth.client;

import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.internal.session.DownscopedTokenSource;
import io.crossauth.client.internal.session.SessionTokenSource;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.text.Printable;
import io.crossauth.wellknown.MetadataField;
import java.util.Set;
import java.util.TreeSet;

/**
 * Gets tokens that allow less for those of a source: by the refresh token of a session (RFC 6749
 * section 6), else by exchange (RFC 8693).
 */
record Downscoping(OAuthClientParts parts, TokenEndpoint tokens) {

  TokenSource of(TokenSource source, String... scopes) {
    if (scopes.length == 0) {
      throw new IllegalArgumentException(
          "scopes: expected what the token is to allow at most, found none");
    }
    TokenRequestOptions less = TokenRequestOptions.scopes(scopes);
    return new DownscopedTokenSource(
        source instanceof SessionTokenSource session
            ? () -> ofSession(session, less)
            : () -> exchanged(TokenExchange.ofAccessToken(source.accessToken()), less));
  }

  /** By its refresh token, if it has one (RFC 6749 section 6). */
  private TokenSource ofSession(SessionTokenSource session, TokenRequestOptions less) {
    StoredTokens now = session.fresh();
    TokenExchange any = TokenExchange.ofAccessToken(now.accessToken());
    TokenExchange exchange = now.expiresAt().map(any::withSubjectEnd).orElse(any);
    return now.refreshToken().isEmpty()
        ? exchanged(exchange, less)
        : parts
            .exchanged()
            .downscoped(
                exchange, less, () -> checked(session.narrowed(less.scopes()), less.scopes()));
  }

  private TokenSource exchanged(TokenExchange exchange, TokenRequestOptions less) {
    KeyedRequest request = new KeyedRequest(tokens, exchange, less);
    return parts
        .exchanged()
        .downscoped(
            exchange,
            less,
            () -> {
              requireListed(exchange.type());
              return checked(request.get(), less.scopes());
            });
  }

  private void requireListed(String grant) {
    if (!parts.context().configuration().get().mayUse(MetadataField.GRANT_TYPES_SUPPORTED, grant)) {
      throw new ConfigurationException(
          "config.no_token_exchange",
          "downscoped: expected a session with a refresh token, or a provider that lists the grant "
              + grant
              + ", found neither; ask for less at once: tokenSource(scopes)");
    }
  }

  /** RFC 6749 section 3.3: a server may grant other scopes than were asked for. */
  private static OAuthTokenResponse checked(OAuthTokenResponse answer, Set<String> most) {
    if (most.containsAll(answer.scopes())) {
      return answer;
    }
    Set<String> more = new TreeSet<>(answer.scopes());
    more.removeAll(most);
    throw new InvalidResponseException(
        "more_scopes",
        "token response, scope: expected at most "
            + new TreeSet<>(most)
            + ", found also "
            + Printable.of(more.toString(), 200)
            + "; if the server always grants these, ask for them too");
  }
}
