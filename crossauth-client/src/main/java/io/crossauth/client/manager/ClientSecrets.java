package io.crossauth.client.manager;

import io.crossauth.platform.RandomSource;
import io.crossauth.value.Secret;
import java.util.Optional;

/** Makes secrets and compares them with their hashes. */
final class ClientSecrets {

  static final int ID_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final int LONGEST = 1_024;

  /** A new secret and what is kept of it. */
  record Fresh(Secret secret, Secret hash) {}

  private final int iterations;
  private final RandomSource random;
  private final SecretHash decoy;

  ClientSecrets(int iterations, RandomSource random) {
    this.iterations = iterations;
    this.random = random;
    this.decoy = SecretHash.decoy(iterations, random);
  }

  Fresh make() {
    Secret secret = Secret.of(random.text(SECRET_BYTES));
    return new Fresh(secret, SecretHash.of(secret, iterations, random).encoded());
  }

  /** Where there is no hash, a decoy keeps the time. */
  boolean matches(Optional<Secret> hash, Secret secret) {
    SecretHash compared = hash.map(SecretHash::parse).orElse(decoy);
    boolean same = secret.reveal().length() <= LONGEST && compared.matches(secret);
    return same && hash.isPresent();
  }

  /** A stronger hash of the same secret; empty if this one is strong enough. */
  Optional<Secret> upgrade(Secret hash, Secret secret) {
    return SecretHash.parse(hash).weakerThan(iterations)
        ? Optional.of(SecretHash.of(secret, iterations, random).encoded())
        : Optional.empty();
  }
}
