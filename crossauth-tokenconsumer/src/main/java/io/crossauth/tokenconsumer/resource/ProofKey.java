package io.crossauth.tokenconsumer.resource;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.Thumbprint;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the header of a DPoP proof says: the key that it brings along, and the algorithm. The key is
 * whoever's; only the token says whose it should be.
 *
 * @param algorithm the algorithm, which the key can do
 * @param key the key
 * @param jkt its thumbprint
 */
record ProofKey(JwsAlgorithm algorithm, VerificationKey key, String jkt) {

  /**
   * Reads a header.
   *
   * @throws TokenRejectedException if it is not that of a proof, or its key must not be used
   */
  static ProofKey read(CompactToken proof, Set<JwsAlgorithm> allowed) {
    Map<String, ?> header;
    try {
      header = Json.object(proof.header());
    } catch (JsonException e) {
      throw refused("header", "a JSON object", String.valueOf(e.getMessage()));
    }
    // RFC 7515 section 4.1.11, RFC 7797: we understand no extension.
    for (String extension : new String[] {"crit", "b64"}) {
      if (header.containsKey(extension)) {
        throw refused(extension, "none", "one");
      }
    }
    // RFC 9449 section 4.3 steps 4 and 5; RFC 7515 section 4.1.9 has no case.
    if (!(header.get("typ") instanceof String type) || !type.equalsIgnoreCase("dpop+jwt")) {
      throw refused("typ", "dpop+jwt", String.valueOf(header.get("typ")));
    }
    JwsAlgorithm algorithm =
        header.get("alg") instanceof String name ? JwsAlgorithm.find(name) : null;
    if (algorithm == null || !allowed.contains(algorithm)) {
      throw refused("alg", "one of " + allowed, String.valueOf(header.get("alg")));
    }
    return of(header.get("jwk"), algorithm);
  }

  /** Section 4.3 steps 6 and 7: public members alone, and a key that is worth something. */
  private static ProofKey of(@Nullable Object jwk, JwsAlgorithm algorithm) {
    if (!(jwk instanceof Map<?, ?> members)) {
      throw refused("jwk", "a JSON object", Json.kind(jwk));
    }
    VerificationKey key;
    try {
      key = VerificationKey.ofPublishedJwk(members);
    } catch (IllegalArgumentException e) {
      throw refused("jwk", "a public key that is safe to use", String.valueOf(e.getMessage()));
    }
    if (!key.allows(algorithm.joseName())) {
      throw refused("alg", "one of " + key.algorithms() + " for this key", algorithm.joseName());
    }
    return new ProofKey(algorithm, key, Thumbprint.ofJwk(members));
  }

  static TokenRejectedException refused(String member, String expected, String found) {
    return new TokenRejectedException(RejectionReason.INVALID_PROOF, member, expected, found, null);
  }
}
