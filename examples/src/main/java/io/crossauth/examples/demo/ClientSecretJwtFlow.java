package io.crossauth.examples.demo;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.Secret;
import java.util.Optional;

/** Tokens for a client that signs with its secret (OpenID Connect Core 1.0 section 9). */
record ClientSecretJwtFlow() implements Flow {

  @Override
  public String name() {
    return "client credentials, client_secret_jwt";
  }

  @Override
  public String event() {
    return "CLIENT_LOGIN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.refusalOf("client_credentials");
  }

  @Override
  public String run(Scene scene) {
    Secret secret = Secret.of(TestClients.LONG_SECRET);
    return scene.check(
        scene
            .open(
                scene
                    .client(TestClients.SECRET_JWT)
                    .clientAuthentication(ClientAuthentication.clientSecretJwt(() -> secret)))
            .clientCredentialsFlow());
  }
}
