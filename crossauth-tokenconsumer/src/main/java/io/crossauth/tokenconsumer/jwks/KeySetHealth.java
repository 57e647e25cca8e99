package io.crossauth.tokenconsumer.jwks;

import io.crossauth.internal.text.Printable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a key set is that comes from elsewhere.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @param age how old the keys are; empty if none have come yet
 * @param fresh whether they are within their lifetime
 * @param keyIds the names of the keys
 * @param keys how many there are, named or not
 * @param skipped the keys of the last document that are not used, a hundred at most: which, and
 *     why; the limit on the number of keys among them, if there are more
 * @param lastError why the last attempt to get keys failed; empty if it succeeded
 * @param cryptoProvider who does the arithmetic of signatures: {@code JDK}, or the name and version
 *     of a native provider
 */
public record KeySetHealth(
    Optional<Duration> age,
    boolean fresh,
    Set<String> keyIds,
    int keys,
    Map<String, String> skipped,
    Optional<String> lastError,
    String cryptoProvider) {

  /**
   * Copies what could change.
   *
   * @param age how old the keys are; empty if none have come yet
   * @param fresh whether they are within their lifetime
   * @param keys how many there are
   * @param lastError why the last attempt failed; empty if it did not
   * @param cryptoProvider who does the arithmetic of signatures
   * @param keyIds the names of the keys
   * @param skipped the keys that are not used: which, and why
   */
  public KeySetHealth {
    keyIds = Set.copyOf(keyIds);
    skipped = Map.copyOf(skipped);
  }

  /**
   * {@return the same for a consumer that leaves the arithmetic to another}
   *
   * @param name its name and version, or {@code JDK}
   */
  public KeySetHealth withCryptoProvider(String name) {
    return new KeySetHealth(age, fresh, keyIds, keys, skipped, lastError, name);
  }

  /** {@return whether tokens can be checked now} */
  public boolean usable() {
    return keys > 0;
  }

  /** The same as its parts say; the names of the keys, which a stranger chose, made printable. */
  @Override
  public String toString() {
    return "KeySetHealth[age="
        + age
        + ", fresh="
        + fresh
        + ", keyIds="
        + Printable.list(keyIds)
        + ", keys="
        + keys
        + ", skipped="
        + Printable.of(skipped.toString(), 1_000)
        + ", lastError="
        + lastError
        + ", cryptoProvider="
        + cryptoProvider
        + "]";
  }
}
