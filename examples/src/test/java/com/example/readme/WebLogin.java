package com.example.readme;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.value.SealingKey;
import java.net.URI;
import java.util.Map;

/** Two pages of a web application: the one that begins a login, and the one it comes back to. */
public class WebLogin {

  private final SealingKey key = SealingKey.ephemeral();
  private final OAuthClient client;

  WebLogin(String issuer, String clientId, String secret, String callback) {
    client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .build();
  }

  /** Where the browser is to go. */
  URI begin(Map<String, String> session) {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    session.put("login", login.pending().seal(key)); // encrypted: fit for a cookie or any store
    return login.uri();
  }

  /** Who has come back, to the address that the browser asks for. */
  String end(Map<String, String> session, URI requestUri) {
    PendingLogin login = PendingLogin.open(session.remove("login"), key);
    OAuthTokenResponse tokens =
        client.redirectEndpoint(AuthorizationResponse.of(requestUri), login);
    return tokens.idToken().orElseThrow().requireSubject();
  }
}
