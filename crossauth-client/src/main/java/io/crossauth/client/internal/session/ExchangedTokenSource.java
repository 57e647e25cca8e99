package io.crossauth.client.internal.session;

import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The token that an exchange brings; all that ask the same share it. */
final class ExchangedTokenSource implements TokenSource {

  private final ExchangedTokens tokens;
  private final String key;
  private final TokenExchange exchange;
  private final Supplier<OAuthTokenResponse> request;

  ExchangedTokenSource(
      ExchangedTokens tokens,
      String key,
      TokenExchange exchange,
      Supplier<OAuthTokenResponse> request) {
    this.tokens = tokens;
    this.key = key;
    this.exchange = exchange;
    this.request = request;
  }

  String key() {
    return key;
  }

  TokenExchange exchange() {
    return exchange;
  }

  Supplier<OAuthTokenResponse> request() {
    return request;
  }

  @Override
  public Secret accessToken() {
    return tokens.shared(this).accessToken();
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    return tokens.shared(this).authorize(method, uri);
  }

  @Override
  public void answered(URI uri, Map<String, List<String>> headers) {
    tokens.find(this).ifPresent(source -> source.answered(uri, headers));
  }

  @Override
  public void rejected(Secret accessToken) {
    tokens.find(this).ifPresent(source -> source.rejected(accessToken));
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "TokenSource[exchanged]";
  }
}
