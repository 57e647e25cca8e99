package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.KeySigner;
import java.util.Optional;

/** Signs with a key in memory. */
record KeyJwtSigner(KeySigner key) implements JwtSigner {

  @Override
  public String algorithm() {
    return key.algorithm();
  }

  @Override
  public Optional<String> keyId() {
    return key.keyId();
  }

  @Override
  public byte[] sign(byte[] input) {
    return key.sign(input);
  }
}
