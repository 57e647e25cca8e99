package io.crossauth.client.auth;

import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.util.List;
import java.util.function.Supplier;

/** Uses the secret as the provider's metadata says it can be used. */
record ClientSecretAsListed(Supplier<Secret> secret) implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    // OpenID Connect Discovery 1.0 section 3: without the list it is client_secret_basic.
    List<String> listed =
        call.configuration()
            .find(MetadataField.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED)
            .orElse(List.of("client_secret_basic"));
    return chosen(listed).apply(call);
  }

  private ClientAuthentication chosen(List<String> listed) {
    if (listed.contains("client_secret_basic")) {
      return new ClientSecretBasic(secret);
    }
    if (listed.contains("client_secret_post")) {
      return new ClientSecretPost(secret);
    }
    if (listed.contains("client_secret_jwt")) {
      return SignedAssertion.withSecret(secret);
    }
    return new ClientSecretBasic(secret);
  }
}
