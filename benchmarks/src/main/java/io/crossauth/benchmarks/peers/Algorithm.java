package io.crossauth.benchmarks.peers;

/** The signatures that are measured. */
public enum Algorithm {
  /** RSA, PKCS #1 v1.5, of 2,048 bits. */
  RS256("RS256"),
  /** RSA, PSS, of 2,048 bits. */
  PS256("PS256"),
  /** ECDSA on P-256. */
  ES256("ES256"),
  /** Ed25519. */
  EDDSA("EdDSA"),
  /** HMAC with SHA-256. */
  HS256("HS256");

  private final String jose;

  Algorithm(String jose) {
    this.jose = jose;
  }

  /** The name in a token's header. */
  public String jose() {
    return jose;
  }

  /** Whether signer and verifier share a secret. */
  public boolean secret() {
    return this == HS256;
  }
}
