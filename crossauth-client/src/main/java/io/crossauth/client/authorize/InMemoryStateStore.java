package io.crossauth.client.authorize;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.world.Ticker;
import java.time.Duration;

/** Logins that have had their callback, for as long as they could have another. */
final class InMemoryStateStore implements AuthorizationStateStore {

  private static final int MOST = 100_000;

  private final Cache<String, Boolean> taken;

  InMemoryStateStore(Ticker ticker) {
    this.taken =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(PendingLogin.LIFETIME.multipliedBy(2))
            .ticker(ticker::nanos)
            .build();
  }

  @Override
  public boolean take(String id, Duration lifetime) {
    return taken.asMap().putIfAbsent(id, true) == null;
  }
}
