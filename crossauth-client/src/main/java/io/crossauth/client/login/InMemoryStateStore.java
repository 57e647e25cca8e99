package io.crossauth.client.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Logins that have had their callback, for as long as they could have another. The memory is made
 * with the first callback: most programs that fetch tokens for themselves never see one.
 */
final class InMemoryStateStore implements AuthorizationStateStore {

  private static final int MOST = 100_000;

  private final Ticker ticker;
  private final AtomicReference<@Nullable Cache<String, Boolean>> taken = new AtomicReference<>();

  InMemoryStateStore(Ticker ticker) {
    this.ticker = ticker;
  }

  @Override
  public boolean take(String id, Duration lifetime) {
    return taken().asMap().putIfAbsent(id, true) == null;
  }

  /** The same for all threads, whichever of them made it. */
  private Cache<String, Boolean> taken() {
    if (taken.get() == null) {
      taken.compareAndSet(
          null,
          Caffeine.newBuilder()
              .maximumSize(MOST)
              .expireAfterWrite(PendingLogin.LIFETIME.multipliedBy(2))
              .ticker(ticker::nanos)
              .build());
    }
    return Objects.requireNonNull(taken.get());
  }
}
