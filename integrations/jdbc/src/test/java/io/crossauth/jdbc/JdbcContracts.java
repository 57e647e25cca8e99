package io.crossauth.jdbc;

import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.contracts.KeyStorageContract;
import io.crossauth.contracts.OAuthClientStorageContract;
import io.crossauth.contracts.OneTimeStoreContract;
import io.crossauth.contracts.SessionIndexContract;
import io.crossauth.contracts.TokenStoreContract;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Timeout;

/** The contracts of all stores, on one database; each store that is opened is another node's. */
@Timeout(300)
abstract class JdbcContracts {

  private static final SealingKey KEY = SealingKey.ephemeral();

  private final boolean postgresql;
  private final DataSource database;

  JdbcContracts(Kind kind) {
    this.postgresql = kind != Kind.H2;
    this.database = kind.fresh();
  }

  @AfterEach
  void close() {
    if (database instanceof JdbcConnectionPool h2) {
      h2.dispose();
    }
  }

  private JdbcStorage node() {
    return JdbcStorage.in(database);
  }

  /** All that is to end ends sooner by this time. */
  private void pass(Duration time) {
    String sooner = "%s = %s - INTERVAL '" + time.toSeconds();
    sooner += postgresql ? " seconds'" : "' SECOND(10)";
    DataSource plain = database instanceof WithoutAutoCommit slow ? slow.inner() : database;
    for (List<String> column :
        List.of(
            List.of("session", "lease_until"),
            List.of("one_time", "remembered_until"),
            List.of("index", "kept_until"),
            List.of("logout", "kept_until"))) {
      String set = sooner.formatted(column.get(1), column.get(1));
      Databases.execute(plain, "UPDATE crossauth_" + column.get(0) + " SET " + set);
    }
  }

  @Nested
  @DisplayName("a store of tokens")
  class Tokens extends TokenStoreContract {

    @Override
    protected TokenStore open() {
      return node().tokens(KEY);
    }

    @Override
    protected void letPass(Duration time) {
      pass(time);
    }
  }

  @Nested
  @DisplayName("a memory of what is used once")
  class OneTime extends OneTimeStoreContract {

    @Override
    protected OneTimeStore open() {
      return node().oneTime();
    }

    @Override
    protected void letPass(Duration time) {
      pass(time);
    }
  }

  @Nested
  @DisplayName("an index of sessions")
  class Index extends SessionIndexContract {

    @Override
    protected SessionIndex open() {
      return node().sessionIndex(KEY);
    }

    @Override
    protected TokenStore openTokens() {
      return node().tokens(KEY);
    }

    @Override
    protected void letPass(Duration time) {
      pass(time);
    }
  }

  @Nested
  @DisplayName("a storage of keys")
  class Keys extends KeyStorageContract {

    @Override
    protected KeyStorage open() {
      return node().keys();
    }
  }

  @Nested
  @DisplayName("a storage of clients")
  class Clients extends OAuthClientStorageContract {

    @Override
    protected OAuthClientStorage open() {
      return node().clients();
    }
  }
}
