package io.crossauth.client.auth;

import io.crossauth.value.Secret;
import java.util.function.Supplier;

/** RFC 6749 section 2.3.1: id and secret in the request body, never in the address. */
record ClientSecretPost(Supplier<Secret> secret) implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    return call.withParameter("client_id", call.clientId())
        .withParameter("client_secret", secret.get());
  }
}
