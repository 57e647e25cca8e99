package com.example.extending;

import io.crossauth.client.session.TokenStore;
import io.crossauth.contracts.TokenStoreContract;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** What every store promises, kept by one that was written outside the library. */
class SharedMapStoreTest extends TokenStoreContract {

  private final ConcurrentMap<String, SharedMapStore.Row> rows = new ConcurrentHashMap<>();
  private final AtomicLong now = new AtomicLong();

  @Override
  protected TokenStore open() {
    return new SharedMapStore(rows, now::get);
  }

  @Override
  protected void letPass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
