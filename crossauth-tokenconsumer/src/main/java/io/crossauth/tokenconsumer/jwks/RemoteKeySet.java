package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.TransportException;
import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.internal.refresh.RefreshingValue;
import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.CryptoProvider;
import java.net.URI;
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
final class RemoteKeySet implements KeySet {

  private final KeyPolicy policy;
  private final RefreshingValue<KeySnapshot> keys;
  private final AtomicBoolean closed = new AtomicBoolean();

  RemoteKeySet(KeySet.RemoteBuilder builder) {
    ProviderConnection connection = builder.connection;
    KeyLoader loader =
        new KeyLoader(
            builder.address,
            new JwksSource(connection.requireTransport(), connection.headers(), builder.maxKeys),
            builder.lifetime);
    this.policy =
        new KeyPolicy(
            builder.address,
            builder.pause,
            builder.outageLimit,
            connection.platform().random(),
            builder.listener);
    this.keys = new RefreshingValue<>("the key set", loader::load, policy, connection.platform());
  }

  @Override
  public List<VerificationKey> candidates(KeyRequest request) {
    checkOpen();
    List<VerificationKey> found = others(keys.get(), request);
    return found.isEmpty() ? lookAgain(request) : found;
  }

  @Override
  public Object version() {
    checkOpen();
    return keys.get().table();
  }

  private void checkOpen() {
    if (closed.get()) {
      throw new IllegalStateException("the key set has been closed");
    }
  }

  private List<VerificationKey> lookAgain(KeyRequest request) {
    Optional<RuntimeException> failure = keys.lookAgain(this::tellHeldBack);
    KeySnapshot snapshot = keys.peek();
    List<VerificationKey> found = snapshot == null ? List.of() : others(snapshot, request);
    // A name that is not here may be a new one: without an answer, nobody can say. A signature
    // that does not fit the key of its name is bad by the keys that count now.
    if (found.isEmpty() && request.failed().isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return found;
  }

  private void tellHeldBack() {
    KeySnapshot snapshot = keys.peek();
    keys.lastFailure()
        .map(failure -> failure instanceof TransportException e ? URI.create(e.endpoint()) : null)
        .or(() -> Optional.ofNullable(snapshot).map(KeySnapshot::from))
        .ifPresent(asked -> policy.tell(l -> l.lookHeldBack(asked)));
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
    KeySnapshot snapshot = keys.peek();
    return snapshot == null ? Set.of() : snapshot.table().keyIds();
  }

  @Override
  public Optional<KeySetHealth> health() {
    KeySnapshot snapshot = keys.peek();
    Optional<String> error = keys.lastFailure().map(RuntimeException::getMessage);
    String provider = CryptoProvider.found().name();
    if (snapshot == null) {
      return Optional.of(
          new KeySetHealth(Optional.empty(), false, Set.of(), 0, Map.of(), error, provider));
    }
    return Optional.of(
        new KeySetHealth(
            keys.age(),
            keys.fresh(),
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
    keys.close();
  }

  /** The names of the keys. */
  @Override
  public String toString() {
    return "RemoteKeySet[" + Printable.list(keyIds()) + "]";
  }
}
