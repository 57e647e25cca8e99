package io.crossauth.client.manager;

import io.crossauth.platform.RandomSource;
import io.crossauth.value.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

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
  private final SecretHash.Derivation function;

  /** The most iterations that any hash was seen with: hashes of other times may have had more. */
  private final AtomicInteger most;

  ClientSecrets(int iterations, RandomSource random) {
    this(iterations, random, SecretHash::derive);
  }

  ClientSecrets(int iterations, RandomSource random, SecretHash.Derivation function) {
    this.iterations = iterations;
    this.random = random;
    this.function = function;
    this.most = new AtomicInteger(iterations);
    this.decoy = SecretHash.decoy(iterations, random);
  }

  Fresh make() {
    Secret secret = Secret.of(random.text(SECRET_BYTES));
    return new Fresh(secret, SecretHash.of(secret, iterations, random).encoded());
  }

  /**
   * Where there is no hash, a decoy is compared, with the same work: a hash of fewer iterations
   * than today's must not tell that its client exists.
   */
  boolean matches(Optional<Secret> hash, Secret secret) {
    SecretHash compared = hash.map(SecretHash::parse).orElse(decoy);
    int work = most.accumulateAndGet(compared.iterations(), Math::max);
    boolean same = secret.reveal().length() <= LONGEST && compared.matches(secret, work, function);
    return same && hash.isPresent();
  }

  /** A stronger hash of the same secret; empty if this one is strong enough. */
  Optional<Secret> upgrade(Secret hash, Secret secret) {
    return SecretHash.parse(hash).weakerThan(iterations)
        ? Optional.of(SecretHash.of(secret, iterations, random).encoded())
        : Optional.empty();
  }
}
