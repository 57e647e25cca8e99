package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.tokenconsumer.internal.CryptoProvider;
import io.crossauth.wellknown.Discovery;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The keys that an issuer publishes. They are fetched when first needed, once for all threads, and
 * renewed in the background before their lifetime is over. Safe for use by many threads.
 *
 * <ul>
 *   <li>A token that names a key which is not here makes it look again, and so does a signature
 *       that does not fit the key of its name; but all threads together look at most once in two
 *       seconds. Between two looks every unknown name counts as bad, so no list of bad names is
 *       kept, and nobody can fill it.
 *   <li>While the issuer cannot be reached, the last good keys serve for up to an hour beyond their
 *       lifetime, and new ones are asked for in the background every four to five seconds. An
 *       unknown name is then no reason to refuse a token, but a {@link TransportException}.
 *   <li>A document without any usable key counts as no answer; an odd key is left out.
 * </ul>
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys">OpenID Connect
 *     Core section 10.1.1</a>
 */
public final class RemoteKeySet implements KeySet {

  private final KeyFetcher fetcher;
  private final Duration outageLimit;
  private final AtomicBoolean closed = new AtomicBoolean();

  RemoteKeySet(RemoteKeySetBuilder builder) {
    this.fetcher = new KeyFetcher(builder);
    this.outageLimit = builder.outageLimit;
  }

  /** Begins a key set at an address. */
  public static RemoteKeySetBuilder builder(URI jwksUri) {
    return new RemoteKeySetBuilder(() -> jwksUri);
  }

  /** Begins the key set that an issuer's metadata names. */
  public static RemoteKeySetBuilder builder(Discovery discovery) {
    return new RemoteKeySetBuilder(new DiscoveredJwksUri(discovery));
  }

  @Override
  public List<VerificationKey> candidates(KeyRequest request) {
    checkOpen();
    List<VerificationKey> keys = others(current(), request);
    return keys.isEmpty() ? lookAgain(request) : keys;
  }

  @Override
  public Object version() {
    checkOpen();
    return current().table();
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the key set has been closed");
    }
  }

  private KeySnapshot current() {
    KeySnapshot snapshot = fetcher.snapshot();
    if (snapshot == null) {
      return fetcher.require();
    }
    Duration age = fetcher.age(snapshot);
    if (age.compareTo(snapshot.refreshAfter()) < 0) {
      return snapshot;
    }
    if (age.compareTo(snapshot.lifetime()) < 0) {
      fetcher.refreshInBackground();
      return snapshot;
    }
    if (age.compareTo(snapshot.lifetime().plus(outageLimit)) >= 0) {
      return fetcher.require();
    }
    return overdue(snapshot);
  }

  /**
   * Keys past their lifetime: nobody has used them for a while, or the issuer cannot be reached.
   */
  private KeySnapshot overdue(KeySnapshot lastGood) {
    if (fetcher.lastAttemptFailed()) {
      fetcher.refreshInBackground();
      return lastGood;
    }
    try {
      return fetcher.require();
    } catch (TransportException e) {
      return lastGood;
    }
  }

  private List<VerificationKey> lookAgain(KeyRequest request) {
    Optional<TransportException> failure = fetcher.lookAgain();
    KeySnapshot snapshot = fetcher.snapshot();
    List<VerificationKey> keys = snapshot == null ? List.of() : others(snapshot, request);
    // A name that is not here may be a new one: without an answer, nobody can say. A signature
    // that does not fit the key of its name is bad by the keys that count now.
    if (keys.isEmpty() && request.failed().isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return keys;
  }

  private static List<VerificationKey> others(KeySnapshot snapshot, KeyRequest request) {
    List<VerificationKey> found = snapshot.table().find(request.kid());
    if (request.failed().isEmpty()) {
      return found;
    }
    return found.stream()
        .filter(key -> request.failed().stream().noneMatch(key::sameKeyAs))
        .toList();
  }

  @Override
  public Set<String> keyIds() {
    KeySnapshot snapshot = fetcher.snapshot();
    return snapshot == null ? Set.of() : snapshot.table().keyIds();
  }

  @Override
  public Optional<KeySetHealth> health() {
    KeySnapshot snapshot = fetcher.snapshot();
    Optional<String> error = fetcher.lastFailure().map(CrossauthException::getMessage);
    String provider = CryptoProvider.found().name();
    if (snapshot == null) {
      return Optional.of(
          new KeySetHealth(Optional.empty(), false, Set.of(), 0, Map.of(), error, provider));
    }
    Duration age = fetcher.age(snapshot);
    return Optional.of(
        new KeySetHealth(
            Optional.of(age),
            age.compareTo(snapshot.lifetime()) < 0,
            snapshot.table().keyIds(),
            snapshot.table().size(),
            snapshot.skipped(),
            error,
            provider));
  }

  /** Ends the work in the background. Using the set afterwards is a mistake of the program. */
  @Override
  public void close() {
    closed.set(true);
    fetcher.close();
  }

  /** The names of the keys. */
  @Override
  public String toString() {
    return "RemoteKeySet[" + keyIds() + "]";
  }
}
