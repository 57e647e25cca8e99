package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tokens that the server has given and the store has not taken yet. They are here before anything
 * can go wrong with the store; then they are tried again in the background, after one second, two,
 * four, half a minute at most, and whenever somebody asks for the session.
 */
final class UnsavedTokens {

  private static final int MOST = 10_000;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private record Held(StoredTokens tokens, TokenStore.Lease lease, AtomicBoolean planned) {

    void release() {
      closeQuietly(lease);
    }
  }

  private final ConcurrentMap<String, Held> held = new ConcurrentHashMap<>();
  private final TokenStore store;
  private final Duration leaseTime;
  private final Platform platform;

  /**
   * @param leaseTime how long a lease lasts that is taken to save
   */
  UnsavedTokens(TokenStore store, Duration leaseTime, Platform platform) {
    this.store = store;
    this.leaseTime = leaseTime;
    this.platform = platform;
  }

  boolean holds(String session) {
    return held.containsKey(session);
  }

  int count() {
    return held.size();
  }

  /** While so many wait for the store, no more refresh tokens are presented. */
  void checkRoom() {
    if (held.size() >= MOST) {
      throw new StorageException(
          "token store: expected to save, found " + MOST + " sessions that wait for it", null);
    }
  }

  /** Keeps tokens, and the lease under which they came, until they are saved. */
  void hold(String session, StoredTokens tokens, TokenStore.Lease lease) {
    held.put(session, new Held(tokens, lease, new AtomicBoolean()));
  }

  /**
   * Saves what is held for a session.
   *
   * @return the saved tokens; empty if nothing is held, or a newer session is in the store
   * @throws RuntimeException if the store still fails; they are still held
   */
  Optional<StoredTokens> saved(String session) {
    Held unsaved = held.get(session);
    if (unsaved == null) {
      return Optional.empty();
    }
    try {
      Optional<StoredTokens> saved = saved(session, unsaved);
      if (held.remove(session, unsaved)) {
        unsaved.release();
      }
      return saved;
    } catch (RuntimeException e) {
      plan(session, Duration.ofSeconds(1));
      throw e;
    }
  }

  private Optional<StoredTokens> saved(String session, Held unsaved) {
    StoredTokens tokens = unsaved.tokens;
    if (unsaved.lease.save(tokens)) {
      return Optional.of(tokens);
    }
    Optional<StoredTokens> now = store.find(session);
    if (now.filter(tokens::equals).isPresent()) {
      // An earlier try went well, and only its answer got lost.
      return now;
    }
    if (now.filter(before -> before.version() == tokens.version() - 1).isEmpty()) {
      return Optional.empty();
    }
    // The lease is over, but nobody has renewed the session meanwhile.
    try (TokenStore.Lease another = store.lease(session, leaseTime).orElseThrow(this::leased)) {
      return another.save(tokens) ? Optional.of(tokens) : Optional.empty();
    }
  }

  private StorageException leased() {
    return new StorageException(
        "token store: expected to save renewed tokens, found that somebody else holds the lease",
        null);
  }

  /** Gives up what is held: the session has begun anew, or is over. */
  void drop(String session) {
    Held unsaved = held.remove(session);
    if (unsaved != null) {
      unsaved.release();
    }
  }

  private void plan(String session, Duration wait) {
    Held unsaved = held.get(session);
    if (unsaved != null && unsaved.planned.compareAndSet(false, true)) {
      platform.scheduler().schedule(wait, () -> tryAgain(session, unsaved, wait));
    }
  }

  private void tryAgain(String session, Held unsaved, Duration waited) {
    try {
      Optional<StoredTokens> unused = saved(session);
    } catch (RuntimeException e) {
      unsaved.planned.set(false);
      Duration next = waited.multipliedBy(2);
      plan(session, next.compareTo(LONGEST) < 0 ? next : LONGEST);
    }
  }

  /** What was saved is saved; a lease that cannot be given back ends by itself. */
  static void closeQuietly(TokenStore.Lease lease) {
    try {
      lease.close();
    } catch (RuntimeException e) {
      // Its time ends it.
    }
  }
}
