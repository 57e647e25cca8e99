package io.crossauth.yandex.credentials;

import io.crossauth.error.StorageException;
import io.crossauth.value.Secret;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that loses nothing: what could not be saved is held, and saved when that is possible. */
final class UnsavedCredentials {

  /**
   * What could not be saved.
   *
   * @param before what the store holds instead; null for whatever it holds
   */
  private record Held(@Nullable PassportCredentials before, PassportCredentials credentials) {}

  private final CredentialStore store;
  private final Consumer<StorageException> listener;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Held held;

  UnsavedCredentials(CredentialStore store, Consumer<StorageException> listener) {
    this.store = store;
    this.listener = listener;
  }

  Optional<PassportCredentials> load() {
    lock.lock();
    try {
      Held waiting = held;
      if (waiting == null) {
        return store.load();
      }
      save(waiting);
      return held == null ? store.load() : Optional.of(waiting.credentials());
    } finally {
      lock.unlock();
    }
  }

  void update(PassportCredentials before, PassportCredentials next) {
    lock.lock();
    try {
      Held earlier = held;
      // What the store holds is what was there before the first of all that could not be saved.
      save(new Held(earlier == null ? before : earlier.before(), next));
    } finally {
      lock.unlock();
    }
  }

  /** A new login: better than whatever is kept. */
  void put(PassportCredentials next) {
    lock.lock();
    try {
      save(new Held(null, next));
    } finally {
      lock.unlock();
    }
  }

  void forget(PassportCredentials dead) {
    lock.lock();
    try {
      Held earlier = held;
      PassportCredentials kept = earlier == null ? dead : earlier.before();
      held = null;
      boolean unused = store.replace(Optional.ofNullable(kept), Optional.empty());
    } catch (StorageException e) {
      listener.accept(e);
    } finally {
      lock.unlock();
    }
  }

  private void save(Held waiting) {
    // Before the store is touched: whatever it throws, the only good refresh token is kept.
    held = waiting;
    try {
      PassportCredentials before = waiting.before();
      if (before == null) {
        store.save(waiting.credentials());
      } else if (!store.replace(Optional.of(before), Optional.of(waiting.credentials()))) {
        overtake(before, waiting.credentials());
      }
      held = null;
    } catch (StorageException e) {
      listener.accept(e);
    }
  }

  /** Another process has written meanwhile. Whoever holds the unused refresh token is right. */
  private void overtake(PassportCredentials before, PassportCredentials ours) {
    Optional<Secret> spent = before.refreshToken();
    Optional<PassportCredentials> theirs = store.load();
    while (theirs.isPresent()
        && !ours.refreshToken().equals(spent)
        && theirs.get().refreshToken().equals(spent)
        && !store.replace(theirs, Optional.of(ours))) {
      theirs = store.load();
    }
  }
}
