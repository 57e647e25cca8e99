package io.crossauth.spring;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.spring.CrossauthProperties.StoreType;
import io.crossauth.tokenconsumer.OneTimeStore;

/** In the application's database. */
final class JdbcStores implements SessionStores {

  private final JdbcStorage storage;
  private final SealingKeys keys;

  JdbcStores(JdbcStorage storage, SealingKeys keys) {
    this.storage = storage;
    this.keys = keys;
  }

  @Override
  public StoreType type() {
    return StoreType.JDBC;
  }

  @Override
  public TokenStore tokens() {
    SealingKeys shared = keys.required("tokens in the database");
    return storage.tokens(shared.first(), shared.others());
  }

  @Override
  public SessionIndex logouts() {
    SealingKeys shared = keys.required("tokens in the database");
    return storage.sessionIndex(shared.first(), shared.others());
  }

  @Override
  public OneTimeStore oneTime() {
    return storage.oneTime();
  }
}
