package io.crossauth.client.auth;

import java.util.Map;
import java.util.Optional;

/** A signer whose key has the id under which it is published. */
record NamedSigner(JwtSigner signer, String name) implements JwtSigner {

  @Override
  public String algorithm() {
    return signer.algorithm();
  }

  @Override
  public Optional<String> keyId() {
    return Optional.of(name);
  }

  @Override
  public Map<String, Object> headerMembers() {
    return signer.headerMembers();
  }

  @Override
  public byte[] sign(byte[] input) {
    return signer.sign(input);
  }
}
