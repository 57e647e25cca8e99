package io.crossauth.comingfrom.google;

import com.google.api.client.auth.oauth2.AuthorizationCodeFlow;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.store.DataStoreFactory;
import java.io.IOException;
import java.util.List;

/** A web application that logs users in, by google-oauth-client. */
final class GoogleOAuthClientLogin {

  private final String issuer;
  private final String clientId;
  private final String secret;
  private final String callback;
  private final DataStoreFactory dataStores;

  GoogleOAuthClientLogin(
      String issuer, String clientId, String secret, String callback, DataStoreFactory dataStores) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.secret = secret;
    this.callback = callback;
    this.dataStores = dataStores;
  }

  AuthorizationCodeFlow flow() throws IOException {
    AuthorizationCodeFlow flow =
        new AuthorizationCodeFlow.Builder(
                BearerToken.authorizationHeaderAccessMethod(),
                new NetHttpTransport(),
                GsonFactory.getDefaultInstance(),
                new GenericUrl(issuer + "/protocol/openid-connect/token"),
                new ClientParametersAuthentication(clientId, secret),
                clientId,
                issuer + "/protocol/openid-connect/auth")
            .setScopes(List.of("openid", "email"))
            .setDataStoreFactory(dataStores)
            .enablePKCE()
            .build();
    return flow;
  }

  String begin(AuthorizationCodeFlow flow, String state) {
    String address = flow.newAuthorizationUrl().setRedirectUri(callback).setState(state).build();
    return address;
  }

  String end(AuthorizationCodeFlow flow, String userId, String code) throws IOException {
    TokenResponse tokens = flow.newTokenRequest(code).setRedirectUri(callback).execute();
    Credential user = flow.createAndStoreCredential(tokens, userId);
    if (user.getExpiresInSeconds() != null && user.getExpiresInSeconds() < 60) {
      user.refreshToken();
    }
    return user.getAccessToken();
  }
}
