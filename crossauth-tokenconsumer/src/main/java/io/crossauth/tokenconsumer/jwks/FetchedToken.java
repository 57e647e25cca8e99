package io.crossauth.tokenconsumer.jwks;

import io.crossauth.internal.refresh.RefreshingValue;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The keys for one token that this program has just fetched from the issuer: no stranger's, and
 * gone for good if it is refused. It may wait for one fetch of its own, which begins after the
 * token came and is apart from what others ask for.
 */
final class FetchedToken implements KeySet {

  private final RemoteKeySet all;
  private final RefreshingValue<KeySnapshot> keys;
  private final Ticker ticker;
  private final long end;
  private final AtomicBoolean fetched = new AtomicBoolean();

  FetchedToken(RemoteKeySet all, RefreshingValue<KeySnapshot> keys, Ticker ticker, Duration left) {
    this.all = all;
    this.keys = keys;
    this.ticker = ticker;
    this.end = ticker.nanos() + left.toNanos();
  }

  @Override
  public List<VerificationKey> candidates(KeyRequest request) {
    if (!keys.usable()) {
      return fetch(request);
    }
    List<VerificationKey> found = keys.get().others(request);
    return found.isEmpty() ? fetch(request) : found;
  }

  private List<VerificationKey> fetch(KeyRequest request) {
    Duration left = Duration.ofNanos(end - ticker.nanos());
    if (left.isNegative() || left.isZero()) {
      return all.candidates(request);
    }
    return fetched.compareAndSet(false, true) ? keys.loadWithin(left).others(request) : List.of();
  }

  @Override
  public Object version() {
    return all.version();
  }

  @Override
  public Set<String> keyIds() {
    return all.keyIds();
  }
}
