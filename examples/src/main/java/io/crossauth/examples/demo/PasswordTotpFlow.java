package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.value.Secret;
import java.util.Optional;

/** Login by name, password and one-time code, which Keycloak takes as a parameter. */
record PasswordTotpFlow() implements Flow {

  @Override
  public String name() {
    return "password + TOTP parameter";
  }

  @Override
  public String event() {
    return "LOGIN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.refusalOf("password");
  }

  @Override
  public String run(Scene scene) {
    OAuthClient client = scene.open(scene.client(TestClients.PASSWORD));
    Secret password = Secret.of(TestUsers.password(TestUsers.MFA));
    Secret code = Secret.of(Totp.code(TestUsers.TOTP_SECRET, Platform.system().now()));
    TokenRequestOptions options = TokenRequestOptions.scopes("openid").with("totp", code);
    return scene.check(client.passwordFlow(TestUsers.MFA, password, options).requireTokens());
  }
}
