package io.crossauth.examples.demo;

import io.crossauth.client.introspection.UserInfo;
import java.util.Optional;

/** Claims about the user, compared with the ID token (OpenID Connect Core 1.0 section 5.3). */
record UserInfoFlow() implements Flow {

  @Override
  public String name() {
    return "userinfo";
  }

  @Override
  public String event() {
    return "USER_INFO_REQUEST";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.metadata().userinfoEndpoint().isEmpty()
        ? Optional.of("the server has no userinfo endpoint")
        : scene.lackOfLogin();
  }

  @Override
  public String run(Scene scene) {
    Scene.Login login = scene.login("openid", "email");
    UserInfo user = login.client().userInfoEndpoint(login.tokens());
    return user.claims().size() + " claims, sub compared";
  }
}
