package io.crossauth.client;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.internal.token.TokenEndpoint;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Asks for the tokens of a source, again and again: with one key, if the client uses DPoP. */
final class KeyedRequest implements Supplier<OAuthTokenResponse> {

  private final TokenEndpoint tokens;
  private final Grant grant;
  private final AtomicReference<TokenRequestOptions> options;

  KeyedRequest(TokenEndpoint tokens, Grant grant, TokenRequestOptions options) {
    this.tokens = tokens;
    this.grant = grant;
    this.options = new AtomicReference<>(options);
  }

  /** One request at a time asks; the key is made when the first does. */
  @Override
  public OAuthTokenResponse get() {
    TokenRequestOptions keyed = options.updateAndGet(tokens::keyed);
    return tokens.exchange(grant, keyed, TokenResponseRules.none());
  }
}
