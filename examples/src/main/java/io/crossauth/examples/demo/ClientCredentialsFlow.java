package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.testkit.TestClients;
import io.crossauth.value.Secret;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Tokens for the client itself, which has a secret (RFC 6749 sections 4.4 and 2.3.1). */
record ClientCredentialsFlow(String name, UnaryOperator<OAuthClientBuilder> proof) implements Flow {

  private static final Secret SECRET = Secret.of(TestClients.SECRET);

  static Flow secretBasic() {
    return new ClientCredentialsFlow(
        "client credentials, client_secret_basic",
        client -> client.clientAuthentication(ClientAuthentication.clientSecretBasic(SECRET)));
  }

  static Flow secretPost() {
    return new ClientCredentialsFlow(
        "client credentials, client_secret_post",
        client -> client.clientAuthentication(ClientAuthentication.clientSecretPost(SECRET)));
  }

  /** With the secret that the client has, in the way that the server lists. */
  static Flow asListed() {
    return new ClientCredentialsFlow("client credentials", client -> client);
  }

  @Override
  public String event() {
    return "CLIENT_LOGIN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.hasSecret()
        ? scene.refusalOf("client_credentials")
        : Optional.of("the client has no secret");
  }

  @Override
  public String run(Scene scene) {
    return scene.check(
        scene.open(proof.apply(scene.client(TestClients.SERVICE))).clientCredentialsFlow());
  }
}
