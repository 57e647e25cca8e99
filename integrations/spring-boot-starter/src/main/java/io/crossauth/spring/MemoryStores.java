package io.crossauth.spring;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.platform.Platform;
import io.crossauth.spring.CrossauthProperties.StoreType;
import io.crossauth.tokenconsumer.OneTimeStore;

/** For one node. */
final class MemoryStores implements SessionStores {

  private static final int MOST = 100_000;

  @Override
  public StoreType type() {
    return StoreType.MEMORY;
  }

  @Override
  public TokenStore tokens() {
    return TokenStore.inMemory();
  }

  @Override
  public SessionIndex logouts() {
    return SessionIndex.inMemory();
  }

  @Override
  public OneTimeStore oneTime() {
    return OneTimeStore.inMemory(Platform.system(), MOST);
  }
}
