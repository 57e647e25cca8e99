package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import java.util.Optional;

/** Login by name and password (RFC 6749 section 4.3). */
record PasswordFlow() implements Flow {

  @Override
  public String name() {
    return "password";
  }

  @Override
  public String event() {
    return "LOGIN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.account().isEmpty()
        ? Optional.of("no user is known; give --username and --password")
        : scene.refusalOf("password");
  }

  @Override
  public String run(Scene scene) {
    Scene.Account account = scene.account().orElseThrow();
    OAuthClient client = scene.open(scene.client(TestClients.PASSWORD));
    OAuthTokenResponse tokens =
        client.passwordFlow(account.name(), account.password(), "openid", "email").requireTokens();
    scene.keep(new Scene.Login(client, tokens));
    return scene.check(tokens);
  }
}
