package io.crossauth.comingfrom.scribe;

import com.github.scribejava.apis.GitHubApi;
import com.github.scribejava.core.builder.ServiceBuilder;
import com.github.scribejava.core.model.OAuth2AccessToken;
import com.github.scribejava.core.model.OAuthRequest;
import com.github.scribejava.core.model.Response;
import com.github.scribejava.core.model.Verb;
import com.github.scribejava.core.oauth.AccessTokenRequestParams;
import com.github.scribejava.core.oauth.AuthorizationUrlBuilder;
import com.github.scribejava.core.oauth.OAuth20Service;

/** A web application that logs users in at GitHub. */
final class ScribeLogin {

  private final String clientId;
  private final String secret;
  private final String callback;

  ScribeLogin(String clientId, String secret, String callback) {
    this.clientId = clientId;
    this.secret = secret;
    this.callback = callback;
  }

  OAuth20Service service() {
    OAuth20Service service =
        new ServiceBuilder(clientId)
            .apiSecret(secret)
            .defaultScope("user:email")
            .callback(callback)
            .build(GitHubApi.instance());
    return service;
  }

  AuthorizationUrlBuilder begin(OAuth20Service service, String state) {
    AuthorizationUrlBuilder login = service.createAuthorizationUrlBuilder().state(state).initPKCE();
    String address = login.build();
    return address.isEmpty() ? null : login;
  }

  String end(
      OAuth20Service service,
      AuthorizationUrlBuilder login,
      String state,
      String returnedState,
      String code)
      throws Exception {
    if (!state.equals(returnedState)) {
      throw new IllegalStateException("not our login");
    }
    OAuth2AccessToken tokens =
        service.getAccessToken(
            AccessTokenRequestParams.create(code)
                .pkceCodeVerifier(login.getPkce().getCodeVerifier()));
    OAuthRequest request = new OAuthRequest(Verb.GET, "https://api.github.com/user");
    service.signRequest(tokens, request);
    try (Response user = service.execute(request)) {
      return user.getBody();
    }
  }
}
