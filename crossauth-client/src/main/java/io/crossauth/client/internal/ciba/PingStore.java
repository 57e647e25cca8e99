package io.crossauth.client.internal.ciba;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the requests that wait for their pings in a store of sessions, which all nodes share, which
 * seals what it keeps, and which gives one node at a time the right to change it. A request is
 * found by the digest of its notification token: the token itself is kept nowhere, and how long a
 * search takes says nothing of it.
 */
final class PingStore {

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);

  private final TokenStore sessions;

  PingStore(TokenStore sessions) {
    this.sessions = sessions;
  }

  /** The name that a request is kept under. */
  static String name(Secret notificationToken) {
    return "ciba ping " + Hashes.sha256(notificationToken.reveal());
  }

  void put(String name, PendingPing pending) {
    sessions.put(name, stored(1, pending.text()));
  }

  Optional<PendingPing> find(String name) {
    return sessions.find(name).map(PingStore::pending);
  }

  void remove(String name) {
    sessions.remove(name);
    sessions.remove(early(name));
  }

  /** Notes the request that was pinged before its acknowledgement came. */
  void putEarly(String name, Secret authReqId) {
    sessions.put(early(name), stored(1, authReqId.reveal()));
  }

  Optional<Secret> findEarly(String name) {
    return sessions.find(early(name)).map(StoredTokens::accessToken);
  }

  /**
   * Takes the right to fetch the tokens of a request.
   *
   * @param time how long it lasts, should this node vanish
   * @return the right; empty if the request is over, or another has it
   */
  Optional<Held> lease(String name, Duration time) {
    Duration ttl = time.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : time;
    Optional<TokenStore.Lease> taken =
        sessions
            .lease(name, ttl)
            .or(() -> sessions.overdue(name).flatMap(o -> sessions.takeOver(name, o, ttl)));
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    try {
      // Another may have ended it between our look and our lease.
      Optional<StoredTokens> now = sessions.find(name);
      if (now.isPresent() && !pending(now.get()).over()) {
        return Optional.of(new Held(taken.get(), now.get().version(), pending(now.get())));
      }
    } catch (StorageException e) {
      taken.get().close();
      throw e;
    }
    taken.get().close();
    return Optional.empty();
  }

  /** The right to fetch the tokens of one request. */
  record Held(TokenStore.Lease lease, long version, PendingPing pending) {

    /** Notes that the request is over. What cannot be noted is over at the server all the same. */
    void end() {
      try {
        if (lease.saveAndClose(stored(version + 1, pending.ended().text()))) {
          return;
        }
      } catch (StorageException e) {
        // The lease keeps others away until it is over, and so is the request then.
      }
      lease.close();
    }
  }

  private static String early(String name) {
    return name + " early";
  }

  private static PendingPing pending(StoredTokens stored) {
    return PendingPing.parse(stored.accessToken().reveal());
  }

  private static StoredTokens stored(long version, String text) {
    return new StoredTokens(
        version,
        Secret.of(text),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        AuthorizationDetails.none());
  }
}
