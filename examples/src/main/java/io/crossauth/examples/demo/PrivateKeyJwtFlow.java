package io.crossauth.examples.demo;

import java.util.Locale;
import java.util.Optional;

/** Tokens for a client that proves itself by a signature (RFC 7523 section 2.2). */
record PrivateKeyJwtFlow(String clientId) implements Flow {

  @Override
  public String name() {
    String algorithm = clientId.substring(clientId.lastIndexOf('-') + 1);
    return "client credentials, private_key_jwt "
        + (algorithm.equals("eddsa") ? "EdDSA" : algorithm.toUpperCase(Locale.ROOT));
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
    return scene.check(scene.open(scene.client(clientId)).clientCredentialsFlow());
  }
}
