package io.crossauth.tokenconsumer.jwks;

import io.crossauth.internal.text.Printable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a token says about its key, none of it trusted.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param kid the key id of the token's header, or null if it names none
 * @param algorithm the algorithm of the token's header, already found allowed
 * @param failed the keys that have been tried and did not fit the signature; empty at first
 */
public record KeyRequest(@Nullable String kid, String algorithm, List<VerificationKey> failed) {

  /**
   * {@return a first request}
   *
   * @param kid the key id of the token's header, or null if it names none
   * @param algorithm the algorithm of the token's header, already found allowed
   */
  public static KeyRequest of(@Nullable String kid, String algorithm) {
    return new KeyRequest(kid, algorithm, List.of());
  }

  /**
   * {@return the same request after these keys have failed}
   *
   * @param keys the keys that did not fit the signature
   */
  public KeyRequest afterFailureOf(List<VerificationKey> keys) {
    return new KeyRequest(kid, algorithm, List.copyOf(keys));
  }

  /** {@return the key id, if the token names one} */
  public Optional<String> keyId() {
    return Optional.ofNullable(kid);
  }

  /** What it asks for; the name of the key, which a stranger chose, made printable. */
  @Override
  public String toString() {
    String name = kid == null ? "no name" : Printable.of(kid, 64);
    return "KeyRequest[" + name + ", " + Printable.of(algorithm, 64) + ", " + failed + "]";
  }
}
