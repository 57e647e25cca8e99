package io.crossauth.tokenconsumer;

import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The algorithms of ID and logout tokens. What the program says counts, and metadata only where it
 * says nothing ({@link MetadataAlgorithms}). Safe for use by many threads.
 *
 * @param allowed what the program allows; whatever else is refused before metadata is asked for
 * @param listed what is left of that by the metadata
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID
 *     Connect Core section 3.1.3.7 step 7</a>
 */
record IdTokenAlgorithms(Set<JwsAlgorithm> allowed, Supplier<Set<JwsAlgorithm>> listed) {

  /**
   * Chooses.
   *
   * @param config what was said about keys and algorithms
   * @param allowed what is allowed for all tokens
   * @param metadata what the metadata lists, or null if there is none
   * @throws IllegalArgumentException if {@code idTokenSignedResponseAlg} is no algorithm of ours,
   *     or HS* without a shared secret
   */
  static IdTokenAlgorithms of(
      KeyConfig config, Set<JwsAlgorithm> allowed, @Nullable Supplier<Set<JwsAlgorithm>> metadata) {
    String registered = config.idTokenAlgorithm();
    if (registered != null) {
      Set<JwsAlgorithm> one = Set.of(registered(registered, config.sharedSecrets().any()));
      return new IdTokenAlgorithms(one, () -> one);
    }
    if (!config.algorithms().isEmpty() || metadata == null) {
      return new IdTokenAlgorithms(allowed, () -> allowed);
    }
    return new IdTokenAlgorithms(allowed, metadata);
  }

  private static JwsAlgorithm registered(String name, boolean secret) {
    JwsAlgorithm algorithm = JwsAlgorithm.find(name);
    if (algorithm == null) {
      throw new IllegalArgumentException(
          "idTokenSignedResponseAlg: expected an algorithm such as RS256, found " + name);
    }
    if (algorithm.family() == JwsAlgorithm.Family.SECRET && !secret) {
      throw new IllegalArgumentException(
          "idTokenSignedResponseAlg: found "
              + name
              + ", which needs sharedSecret(..), the client secret");
    }
    return algorithm;
  }

  /** What is allowed, for a token that names this algorithm. */
  Set<JwsAlgorithm> of(JwsAlgorithm named) {
    // HS* is never the metadata's to allow: whoever gave the secret has said so.
    boolean known = allowed.contains(named) && named.family() != JwsAlgorithm.Family.SECRET;
    return known ? listed.get() : allowed;
  }
}
