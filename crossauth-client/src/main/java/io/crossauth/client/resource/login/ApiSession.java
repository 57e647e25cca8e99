package io.crossauth.client.resource.login;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.Headers;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A login that has been: where, and what it asked for. Its tokens are in memory, and renewed there.
 *
 * @param asked what the logins at this server have asked for in all
 */
record ApiSession(
    String issuer, OAuthClient client, TokenManager tokens, TokenSource source, Wanted asked) {

  private static final String NAME = "resource";

  /** The session of a first login. */
  static ApiSession of(
      String issuer, OAuthClient client, URI resource, OAuthTokenResponse login, Wanted asked) {
    TokenRequestOptions refresh = TokenRequestOptions.none().withResource(resource.toString());
    TokenManager tokens = client.tokenManager(TokenStore.inMemory(), refresh);
    tokens.signedIn(NAME, login);
    return new ApiSession(issuer, client, tokens, tokens.source(NAME), asked);
  }

  /** The same after another login. */
  ApiSession after(OAuthTokenResponse login, Wanted wanted) {
    tokens.signedIn(NAME, login);
    return new ApiSession(issuer, client, tokens, source, wanted);
  }

  /** Tells what the resource has answered: what its header fields bring is for later proofs. */
  void answered(URI uri, Headers headers) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    headers.names().forEach(name -> all.put(name, headers.all(name)));
    source.answered(uri, all);
  }

  /** Tells that the resource has refused the token of these credentials. */
  void refused(Map<String, String> sent) {
    String credentials = sent.getOrDefault("Authorization", "");
    String token = credentials.substring(credentials.indexOf(' ') + 1);
    if (!token.isEmpty()) {
      source.rejected(Secret.of(token));
    }
  }
}
