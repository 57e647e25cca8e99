package io.crossauth.client;

import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.internal.session.DownscopedTokenSource;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.text.Printable;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Exchanges the tokens of a source for tokens that allow less (RFC 8693 section 2.1). */
record Downscoping(OAuthClientParts parts, TokenEndpoint tokens) {

  TokenSource of(TokenSource source, String... scopes) {
    if (scopes.length == 0) {
      throw new IllegalArgumentException(
          "scopes: expected what the token is to allow at most, found none");
    }
    TokenRequestOptions less = TokenRequestOptions.scopes(scopes);
    return new DownscopedTokenSource(source, token -> exchanged(token, less));
  }

  private TokenSource exchanged(Secret token, TokenRequestOptions less) {
    TokenExchange exchange = TokenExchange.ofAccessToken(token);
    KeyedRequest request = new KeyedRequest(tokens, exchange, less);
    return parts.exchanged().source(exchange, less, checked(exchange, request, less.scopes()));
  }

  private Supplier<OAuthTokenResponse> checked(
      TokenExchange exchange, Supplier<OAuthTokenResponse> request, Set<String> most) {
    return () -> {
      if (!parts
          .context()
          .configuration()
          .get()
          .mayUse(MetadataField.GRANT_TYPES_SUPPORTED, exchange.type())) {
        throw new ConfigurationException(
            "config.no_token_exchange",
            "downscoped: expected a provider that lists the grant "
                + exchange.type()
                + ", found none; ask for less at once: tokenSource(scopes), or"
                + " refreshTokenFlow(tokens, scopes) with tokens at hand");
      }
      OAuthTokenResponse answer = request.get();
      // RFC 6749 section 3.3: a server may grant other scopes than were asked for.
      if (!most.containsAll(answer.scopes())) {
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
      return answer;
    };
  }
}
