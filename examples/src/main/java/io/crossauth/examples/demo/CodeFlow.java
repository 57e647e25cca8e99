package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import java.util.Optional;

/** Login with the browser: authorization code with PKCE (RFC 6749 section 4.1, RFC 7636). */
record CodeFlow(String name, String clientId) implements Flow {

  @Override
  public String event() {
    return "CODE_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    if (scene.metadata().authorizationEndpoint().isEmpty()) {
      return Optional.of("the server has no authorization endpoint");
    }
    return scene.person().isEmpty()
        ? Optional.of("nobody is at a browser; run it in a terminal to log in yourself")
        : scene.refusalOf("authorization_code");
  }

  @Override
  public String run(Scene scene) {
    Person person = scene.person().orElseThrow();
    OAuthClient client = scene.open(scene.client(clientId).redirectUri(person.callback()));
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    OAuthTokenResponse tokens =
        client.redirectEndpoint(
            AuthorizationResponse.of(person.callback(), person.logIn(login.uri())),
            login.pending());
    scene.keep(new Scene.Login(client, tokens));
    return scene.check(tokens);
  }
}
