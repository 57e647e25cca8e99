package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.introspection.Introspection;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.util.Optional;

/** What a token is worth, asked by the API that it is for (RFC 7662). */
record IntrospectionFlow() implements Flow {

  @Override
  public String name() {
    return "introspection";
  }

  @Override
  public String event() {
    return "INTROSPECT_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.metadata().find(MetadataField.INTROSPECTION_ENDPOINT).isEmpty()
        ? Optional.of("the server has no introspection endpoint")
        : scene.lackOfLogin();
  }

  @Override
  public String run(Scene scene) {
    Scene.Login login = scene.login("openid", "email");
    OAuthClient api =
        scene.open(scene.client(TestClients.API).clientSecret(Secret.of(TestClients.SECRET)));
    Introspection token = api.introspect(login.tokens().accessToken());
    if (!token.active()) {
      throw new IllegalStateException("expected an active token, found one that is not");
    }
    if (api.introspect(Secret.of("nobody-knows-it")).active()) {
      throw new IllegalStateException("expected nobody's token not to be active, but it is");
    }
    return "active with %d claims; nobody's token is not".formatted(token.claims().size());
  }
}
