package io.crossauth.examples.demo;

import io.crossauth.error.OAuthErrorException;
import io.crossauth.wellknown.MetadataField;
import java.util.Optional;

/** Tokens that are not needed any more (RFC 7009). */
record RevocationFlow() implements Flow {

  @Override
  public String name() {
    return "revocation";
  }

  @Override
  public String event() {
    return "REVOKE_GRANT";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.metadata().find(MetadataField.REVOCATION_ENDPOINT).isEmpty()
        ? Optional.of("the server has no revocation endpoint")
        : scene.lackOfLogin();
  }

  @Override
  public String run(Scene scene) {
    Scene.Login login = scene.login("openid", "email");
    login.client().revoke(login.tokens());
    try {
      login.client().refreshTokenFlow(login.tokens());
    } catch (OAuthErrorException e) {
      return "revoked; the refresh token is refused: " + e.error();
    }
    throw new IllegalStateException("expected the refresh token to be refused, but it is good");
  }
}
