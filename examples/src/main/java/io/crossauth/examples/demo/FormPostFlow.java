package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.testkit.TestClients;
import io.crossauth.wellknown.MetadataField;
import java.util.Optional;

/** The callback as a form that the browser posts (OAuth 2.0 Form Post Response Mode). */
record FormPostFlow() implements Flow {

  @Override
  public String name() {
    return "code + PKCE, form_post";
  }

  @Override
  public String event() {
    return "CODE_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.metadata().mayUse(MetadataField.RESPONSE_MODES_SUPPORTED, "form_post")
        ? Optional.empty()
        : Optional.of("the server does not list the response mode form_post");
  }

  @Override
  public String run(Scene scene) {
    Person person = scene.person().orElseThrow();
    OAuthClient client =
        scene.open(scene.client(TestClients.CONFIDENTIAL).redirectUri(person.callback()));
    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(
            LoginOptions.scopes("openid").withResponseMode("form_post"));
    return scene.check(
        client.redirectEndpoint(
            AuthorizationResponse.of(person.callback(), person.logIn(login.uri())),
            login.pending()));
  }
}
