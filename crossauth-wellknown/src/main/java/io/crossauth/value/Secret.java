package io.crossauth.value;

import io.crossauth.internal.text.ExactBytes;
import java.security.MessageDigest;

/**
 * A password, token, code, verifier or client secret. Every text form of it is {@code ***}; two are
 * compared in constant time; it cannot be serialized, neither by Java nor by a library that reads
 * fields (they find none).
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class Secret {

  // No serializer that reads fields may find it: all of them leave out what is transient.
  private final transient String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Wraps a secret.
   *
   * @param value the secret itself, not blank
   * @return the secret
   * @throws IllegalArgumentException if it is empty, or of white space alone
   */
  public static Secret of(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "secret: expected a value, found an empty or blank string");
    }
    return new Secret(value);
  }

  /** {@return the secret itself: for the wire, and for a store that protects it} */
  public String reveal() {
    return value;
  }

  /** Whether both are the same secret, in time that does not tell where they differ. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Secret that
        && MessageDigest.isEqual(ExactBytes.of(value), ExactBytes.of(that.value));
  }

  /** The same for all secrets, so that nothing of it shows. */
  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  /** Always {@code ***}. */
  @Override
  public String toString() {
    return "***";
  }
}
