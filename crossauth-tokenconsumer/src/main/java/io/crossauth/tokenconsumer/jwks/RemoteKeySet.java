package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.TransportException;
import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.internal.refresh.Bucket;
import io.crossauth.internal.refresh.RefreshingValue;
import io.crossauth.internal.text.Printable;
import io.crossauth.platform.Ticker;
import io.crossauth.tokenconsumer.internal.CryptoProvider;
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
 *   <li>A token that names a key which is not here makes it look again, and waits for that a
 *       little; a signature that does not fit the key of its name does so too, but is refused at
 *       once. All threads together look a few times at once, then once in a pause ({@link
 *       LookPace}). When nothing is left of that, every unknown name counts as bad, so no list of
 *       bad names is kept, and nobody can fill it.
 *   <li>With usable keys here nobody waits for longer than that, whatever the issuer does.
 *   <li>While the issuer cannot be reached, the last good keys serve for up to an hour beyond their
 *       lifetime, and new ones are asked for in the background. An unknown name is then no reason
 *       to refuse a token, but a {@link TransportException}.
 *   <li>A token that this program has fetched from the issuer itself may have the keys fetched for
 *       it, whatever the others do ({@link FetchedToken}).
 *   <li>A document without any usable key counts as no answer; an odd key is left out.
 * </ul>
 *
 * @see <a href="https://openid.net/specs/openid-connect-core-1_0.html#RotateSigKeys">OpenID Connect
 *     Core section 10.1.1</a>
 */
final class RemoteKeySet implements KeySet {

  private final KeyPolicy policy;
  private final RefreshingValue<KeySnapshot> keys;
  private final Ticker ticker;
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
            () -> shown(builder.shown),
            builder.pace,
            new Bucket(builder.pace.atOnce(), builder.pace.pause()),
            builder.outageLimit,
            connection.platform().random(),
            builder.listener);
    this.ticker = connection.platform().ticker();
    this.keys = new RefreshingValue<>("the key set", loader::load, policy, connection.platform());
  }

  @Override
  public List<VerificationKey> candidates(KeyRequest request) {
    checkOpen();
    List<VerificationKey> found = keys.get().others(request);
    if (!found.isEmpty()) {
      return found;
    }
    // A signature that does not fit the key of its name is bad by the keys that count now.
    if (request.kid() != null && !request.failed().isEmpty()) {
      keys.lookLater(this::tellHeldBack);
      return List.of();
    }
    return lookAgain(request);
  }

  @Override
  public KeySet forFetchedToken(Duration left) {
    checkOpen();
    return new FetchedToken(this, keys, ticker, left);
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

  /** A name that is not here may be a new one: without an answer, nobody can say. */
  private List<VerificationKey> lookAgain(KeyRequest request) {
    Optional<RuntimeException> failure =
        keys.lookAgain(now -> !now.others(request).isEmpty(), this::tellHeldBack);
    KeySnapshot snapshot = keys.peek();
    List<VerificationKey> found = snapshot == null ? List.of() : snapshot.others(request);
    if (found.isEmpty() && failure.isPresent()) {
      throw failure.get();
    }
    return found;
  }

  private void tellHeldBack() {
    keys.lastFailure()
        .map(failure -> failure instanceof TransportException e ? URI.create(e.endpoint()) : null)
        .or(() -> Optional.ofNullable(keys.peek()).map(KeySnapshot::from))
        .ifPresent(asked -> policy.tell(l -> l.lookHeldBack(asked)));
  }

  /** Never asks anybody: it is for messages, also for one that nobody answers. */
  private URI shown(URI before) {
    KeySnapshot snapshot = keys.peek();
    return snapshot == null ? before : snapshot.from();
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
