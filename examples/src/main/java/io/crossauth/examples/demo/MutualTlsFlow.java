package io.crossauth.examples.demo;

import io.crossauth.client.token.OAuthTokenResponse;
import java.util.Optional;

/** Tokens for a client that proves itself by its certificate (RFC 8705 section 2.1). */
record MutualTlsFlow() implements Flow {

  @Override
  public String name() {
    return "client credentials, tls_client_auth";
  }

  @Override
  public String event() {
    return "CLIENT_LOGIN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.certified().isPresent()
        ? Optional.empty()
        : Optional.of("the server takes no certificate of the testkit's");
  }

  @Override
  public String run(Scene scene) {
    Certified certified = scene.certified().orElseThrow();
    OAuthTokenResponse tokens = scene.open(certified.client()).clientCredentialsFlow();
    certified.requireBound(tokens.accessToken());
    return "bound; an API refuses it without the certificate";
  }
}
