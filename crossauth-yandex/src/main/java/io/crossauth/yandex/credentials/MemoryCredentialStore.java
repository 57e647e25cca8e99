package io.crossauth.yandex.credentials;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Keeps credentials in the memory of the program. */
final class MemoryCredentialStore implements CredentialStore {

  private final AtomicReference<Optional<PassportCredentials>> kept =
      new AtomicReference<>(Optional.empty());

  @Override
  public Optional<PassportCredentials> load() {
    return Optional.ofNullable(kept.get()).flatMap(credentials -> credentials);
  }

  @Override
  public boolean replace(
      Optional<PassportCredentials> expected, Optional<PassportCredentials> next) {
    Optional<PassportCredentials> current = kept.get();
    return expected.equals(current) && kept.compareAndSet(current, next);
  }

  /** Empty or loaded, and no more. */
  @Override
  public String toString() {
    return "CredentialStore[" + (load().isPresent() ? "loaded" : "empty") + "]";
  }
}
