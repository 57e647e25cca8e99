package io.crossauth.client.auth;

import io.crossauth.client.internal.jose.KeySigner;
import java.util.Map;
import java.util.Optional;

/** Signs with a key in memory. */
record KeyJwtSigner(KeySigner key, Map<String, Object> headerMembers) implements JwtSigner {

  /** Without the header members of a certificate. */
  KeyJwtSigner(KeySigner key) {
    this(key, Map.of());
  }

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
