package io.crossauth.benchmarks.calls;

import io.crossauth.client.OAuthClient;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;

/** Our client, as a service uses it. */
final class Clients {

  private Clients() {}

  static OAuthClient of(URI tokenEndpoint) {
    OpenIdConfiguration server =
        OpenIdConfiguration.builder()
            .issuer(tokenEndpoint.resolve("/").toString())
            .tokenEndpoint(tokenEndpoint.toString())
            .build();
    return OAuthClient.builder(server)
        .clientId("service")
        .clientSecret(Secret.of("test-secret-of-the-service"))
        .build();
  }
}
