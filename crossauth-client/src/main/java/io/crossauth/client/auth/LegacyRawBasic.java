package io.crossauth.client.auth;

import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/** RFC 7617 without the form encoding of RFC 6749, for servers that leave it out. */
record LegacyRawBasic(Supplier<Secret> secret) implements ClientAuthentication {

  @Override
  public TokenCall apply(TokenCall call) {
    String pair = call.clientId() + ":" + secret.get().reveal();
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return call.withHeader("Authorization", "Basic " + encoded);
  }
}
