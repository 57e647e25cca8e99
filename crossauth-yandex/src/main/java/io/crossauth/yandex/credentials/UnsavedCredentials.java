package io.crossauth.yandex.credentials;

import io.crossauth.client.store.TokenStoreException;
import io.crossauth.value.Secret;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A store that loses nothing: what could not be saved is held, and saved when that is possible. */
final class UnsavedCredentials {

  private record Held(Optional<PassportCredentials> before, PassportCredentials credentials) {}

  private final CredentialStore store;
  private final Consumer<TokenStoreException> listener;
  private final AtomicReference<@Nullable Held> held = new AtomicReference<>();

  UnsavedCredentials(CredentialStore store, Consumer<TokenStoreException> listener) {
    this.store = store;
    this.listener = listener;
  }

  Optional<PassportCredentials> load() {
    Held waiting = held.get();
    if (waiting == null) {
      return store.load();
    }
    save(waiting);
    return held.get() == null ? store.load() : Optional.of(waiting.credentials());
  }

  void update(PassportCredentials before, PassportCredentials next) {
    save(new Held(Optional.of(before), next));
  }

  void put(PassportCredentials next) {
    Held fresh = new Held(Optional.empty(), next);
    try {
      store.save(next);
      held.set(null);
    } catch (TokenStoreException e) {
      keep(fresh, e);
    }
  }

  void forget(PassportCredentials dead) {
    held.set(null);
    try {
      boolean unused = store.replace(Optional.of(dead), Optional.empty());
    } catch (TokenStoreException e) {
      listener.accept(e);
    }
  }

  private void save(Held waiting) {
    try {
      boolean saved = store.replace(waiting.before(), Optional.of(waiting.credentials()));
      if (!saved) {
        overtake(waiting);
      }
      held.set(null);
    } catch (TokenStoreException e) {
      keep(waiting, e);
    }
  }

  /** Another process has written meanwhile. Whoever holds the unused refresh token is right. */
  private void overtake(Held waiting) {
    Optional<Secret> spent = waiting.before().flatMap(PassportCredentials::refreshToken);
    Optional<Secret> ours = waiting.credentials().refreshToken();
    Optional<PassportCredentials> theirs = store.load();
    while (theirs.isPresent()
        && !ours.equals(spent)
        && theirs.get().refreshToken().equals(spent)
        && !store.replace(theirs, Optional.of(waiting.credentials()))) {
      theirs = store.load();
    }
  }

  private void keep(Held waiting, TokenStoreException failure) {
    Held earlier = held.get();
    // What the store holds is what was there before the first of all that could not be saved.
    held.set(earlier == null ? waiting : new Held(earlier.before(), waiting.credentials()));
    listener.accept(failure);
  }
}
