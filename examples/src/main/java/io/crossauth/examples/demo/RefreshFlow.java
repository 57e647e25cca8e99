package io.crossauth.examples.demo;

import io.crossauth.client.token.OAuthTokenResponse;
import java.util.Optional;

/** New tokens for a refresh token (RFC 6749 section 6, OpenID Connect Core 1.0 section 12). */
record RefreshFlow() implements Flow {

  @Override
  public String name() {
    return "refresh";
  }

  @Override
  public String event() {
    return "REFRESH_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.lackOfLogin().or(() -> scene.refusalOf("refresh_token"));
  }

  @Override
  public String run(Scene scene) {
    Scene.Login login = scene.login("openid", "email");
    OAuthTokenResponse renewed = login.client().refreshTokenFlow(login.tokens());
    if (renewed.accessToken().equals(login.tokens().accessToken())) {
      throw new IllegalStateException("expected a new access token, found the old one");
    }
    scene.keep(new Scene.Login(login.client(), renewed));
    return scene.check(renewed);
  }
}
