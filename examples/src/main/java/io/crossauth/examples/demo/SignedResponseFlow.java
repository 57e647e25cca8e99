package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.http.Form;
import io.crossauth.testkit.TestClients;
import io.crossauth.wellknown.MetadataField;
import java.util.Optional;

/**
 * The callback as one signed JWT (JARM).
 *
 * @param mode the response mode, such as {@code query.jwt}
 */
record SignedResponseFlow(String mode) implements Flow {

  @Override
  public String name() {
    return "code + PKCE, JARM " + mode;
  }

  @Override
  public String event() {
    return "CODE_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.metadata().mayUse(MetadataField.RESPONSE_MODES_SUPPORTED, mode)
        ? Optional.empty()
        : Optional.of("the server does not list the response mode " + mode);
  }

  @Override
  public String run(Scene scene) {
    Person person = scene.person().orElseThrow();
    OAuthClient client =
        scene.open(scene.client(TestClients.CONFIDENTIAL).redirectUri(person.callback()));
    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").withResponseMode(mode));
    Form callback = person.logIn(login.uri());
    if (callback.has("code")) {
      throw new IllegalStateException("expected a signed response, found a plain one");
    }
    return scene.check(
        client.redirectEndpoint(
            AuthorizationResponse.of(person.callback(), callback), login.pending()));
  }
}
