package com.example.extending;

import io.crossauth.client.session.TokenStore;
import io.crossauth.contracts.TokenStoreContract;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What every store promises, kept by one that was written outside the library. */
class SharedMapStoreTest extends TokenStoreContract {

  private final ConcurrentMap<String, SharedMapStore.Row> rows = new ConcurrentHashMap<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  protected TokenStore open() {
    return new SharedMapStore(rows, () -> now);
  }

  @Override
  protected void letPass(Duration time) {
    now = now.plus(time);
  }
}
