package io.crossauth.comingfrom.google;

import com.google.auth.oauth2.ClientId;
import com.google.auth.oauth2.DefaultPKCEProvider;
import com.google.auth.oauth2.TokenStore;
import com.google.auth.oauth2.UserAuthorizer;
import com.google.auth.oauth2.UserCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.List;

/** A web application that logs users in at Google, by google-auth-library. */
final class GoogleLogin {

  private final ClientId clientId;
  private final TokenStore store;

  GoogleLogin(ClientId clientId, TokenStore store) {
    this.clientId = clientId;
    this.store = store;
  }

  UserAuthorizer authorizer() {
    UserAuthorizer authorizer =
        UserAuthorizer.newBuilder()
            .setClientId(clientId)
            .setScopes(List.of("openid", "email"))
            .setCallbackUri(URI.create("https://shop.example.com/callback"))
            .setPKCEProvider(new DefaultPKCEProvider())
            .setTokenStore(store)
            .build();
    return authorizer;
  }

  URL begin(UserAuthorizer authorizer, String userId, String state) {
    URL address = authorizer.getAuthorizationUrl(userId, state, null);
    return address;
  }

  String end(UserAuthorizer authorizer, String userId, String code) throws IOException {
    UserCredentials user = authorizer.getAndStoreCredentialsFromCode(userId, code, null);
    user.refreshIfExpired();
    return user.getAccessToken().getTokenValue();
  }
}
