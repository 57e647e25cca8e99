package io.crossauth.tokenconsumer;

import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was said about secrets for HMAC. Immutable.
 *
 * @param keys secrets one by one
 * @param set where secrets come from instead, or null
 */
record SharedSecrets(List<VerificationKey> keys, @Nullable KeySet set) {

  SharedSecrets {
    keys = List.copyOf(keys);
    if (set != null && !keys.isEmpty()) {
      throw new IllegalArgumentException(
          "sharedSecrets: expected either a key set or secrets one by one, found both");
    }
  }

  static SharedSecrets none() {
    return new SharedSecrets(List.of(), null);
  }

  SharedSecrets and(VerificationKey secret) {
    List<VerificationKey> all = new ArrayList<>(keys);
    all.add(secret);
    return new SharedSecrets(all, set);
  }

  SharedSecrets of(KeySet secrets) {
    return new SharedSecrets(keys, secrets);
  }

  boolean any() {
    return set != null || !keys.isEmpty();
  }

  /** The keys for HMAC, and for nothing else; null if there are none. */
  @Nullable KeySet keySet() {
    return keys.isEmpty() ? set : KeySet.of(keys.toArray(VerificationKey[]::new));
  }
}
