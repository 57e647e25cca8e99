package io.crossauth.examples.demo;

import io.crossauth.client.token.OAuthTokenResponse;
import java.util.Optional;

/** New tokens that may do less than the old ones (RFC 6749 section 6). */
record NarrowerRefreshFlow() implements Flow {

  private static final String DROPPED = "phone";

  @Override
  public String name() {
    return "refresh, narrower scope";
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
    Scene.Login login = scene.login("openid", "address", DROPPED);
    OAuthTokenResponse narrower =
        login.client().refreshTokenFlow(login.tokens(), "openid", "address");
    if (!login.tokens().scopes().contains(DROPPED) || narrower.scopes().contains(DROPPED)) {
      throw new IllegalStateException(
          "expected the scope %s before and not after, found %s and %s"
              .formatted(DROPPED, login.tokens().scopes(), narrower.scopes()));
    }
    scene.check(narrower);
    return "scope " + DROPPED + " is gone";
  }
}
