package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import java.util.Optional;

/** Login on another device (RFC 8628), whose code is shown with a QR code. */
record DeviceFlow() implements Flow {

  @Override
  public String name() {
    return "device with QR";
  }

  @Override
  public String event() {
    return "OAUTH2_DEVICE_CODE_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    if (scene.metadata().deviceAuthorizationEndpoint().isEmpty()) {
      return Optional.of("the server has no device authorization endpoint");
    }
    return scene.person().isEmpty()
        ? Optional.of("nobody is at a browser; run it in a terminal to approve it yourself")
        : Optional.empty();
  }

  @Override
  public String run(Scene scene) {
    OAuthClient client = scene.open(scene.client(TestClients.DEVICE));
    OAuthTokenResponse tokens =
        client.deviceCodeFlow(scene.person().orElseThrow().device(), "openid", "email");
    scene.keep(new Scene.Login(client, tokens));
    return scene.check(tokens);
  }
}
