package io.crossauth.client.auth;

import io.crossauth.value.Secret;
import java.util.function.Supplier;

/** RFC 7617 without the form encoding of RFC 6749, for servers that leave it out. */
record LegacyRawBasic(Supplier<Secret> secret) implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    return BasicCredentials.into(call, call.clientId(), secret.get().reveal());
  }
}
