package io.crossauth.spring;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.redis.RedisStorage;
import io.crossauth.spring.CrossauthProperties.StoreType;
import io.crossauth.tokenconsumer.OneTimeStore;

/** At the application's Redis. */
final class RedisStores implements SessionStores {

  private final RedisStorage storage;
  private final SealingKeys keys;

  RedisStores(RedisStorage storage, SealingKeys keys) {
    this.storage = storage;
    this.keys = keys;
  }

  @Override
  public StoreType type() {
    return StoreType.REDIS;
  }

  @Override
  public TokenStore tokens() {
    SealingKeys shared = keys.required("tokens at Redis");
    return storage.tokens(shared.first(), shared.others());
  }

  @Override
  public SessionIndex logouts() {
    SealingKeys shared = keys.required("tokens at Redis");
    return storage.sessionIndex(shared.first(), shared.others());
  }

  @Override
  public OneTimeStore oneTime() {
    return storage.oneTime();
  }
}
