package io.crossauth.client.source;

import io.crossauth.client.store.StoredTokens;
import io.crossauth.client.store.TokenStore;
import io.crossauth.client.store.TokenStoreException;
import io.crossauth.world.World;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Tokens that the server has given and the store has not taken. They are tried again every second
 * in the background, and whenever somebody asks for the session.
 */
final class UnsavedTokens {

  private static final Duration TRY_AGAIN = Duration.ofSeconds(1);

  private record Held(StoredTokens tokens, TokenStore.Lease lease) {}

  private final ConcurrentMap<String, Held> held = new ConcurrentHashMap<>();
  private final World world;

  UnsavedTokens(World world) {
    this.world = world;
  }

  boolean holds(String session) {
    return held.containsKey(session);
  }

  void hold(String session, StoredTokens tokens, TokenStore.Lease lease) {
    held.put(session, new Held(tokens, lease));
    plan(session);
  }

  /**
   * Saves what is held for a session.
   *
   * @return the saved tokens; empty if nothing is held, or a newer session is in the store
   * @throws TokenStoreException if the store still fails
   */
  Optional<StoredTokens> saved(String session) {
    Held unsaved = held.get(session);
    if (unsaved == null) {
      return Optional.empty();
    }
    boolean saved = unsaved.lease().save(unsaved.tokens());
    if (held.remove(session, unsaved)) {
      unsaved.lease().close();
    }
    return saved ? Optional.of(unsaved.tokens()) : Optional.empty();
  }

  /** Gives up what is held: the session has begun anew, or is over. */
  void drop(String session) {
    Held unsaved = held.remove(session);
    if (unsaved != null) {
      unsaved.lease().close();
    }
  }

  private void plan(String session) {
    world.scheduler().schedule(TRY_AGAIN, () -> tryAgain(session));
  }

  private void tryAgain(String session) {
    try {
      Optional<StoredTokens> unused = saved(session);
    } catch (TokenStoreException e) {
      plan(session);
    }
  }
}
