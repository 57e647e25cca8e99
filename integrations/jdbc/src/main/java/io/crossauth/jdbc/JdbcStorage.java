package io.crossauth.jdbc;

import io.crossauth.client.login.AuthorizationStateStore;
import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.platform.Platform;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Clients, sessions and logins in a database that many processes may share: H2 or PostgreSQL. The
 * database's clock decides when something is over.
 *
 * <p>Every call takes one connection from the data source and gives it back; use a pool. A
 * statement that takes more than ten seconds is cancelled. Immutable and safe for use by many
 * threads; the data source is not closed.
 */
public final class JdbcStorage {

  private final DataSource dataSource;
  private final Platform platform;

  private JdbcStorage(DataSource dataSource, Platform platform) {
    this.dataSource = dataSource;
    this.platform = platform;
  }

  /** A storage in this database. Nothing is asked of it yet. */
  public static JdbcStorage in(DataSource dataSource) {
    return in(dataSource, Platform.system());
  }

  /** A storage in this database, with platform; only chance is used. */
  public static JdbcStorage in(DataSource dataSource, Platform platform) {
    return new JdbcStorage(dataSource, platform);
  }

  /**
   * Makes the tables that are not there yet, by {@code h2.sql} or {@code postgresql.sql} beside
   * this class. Programs that may not make tables run that file by hand.
   *
   * @throws StorageException if the database is another one, or refuses
   */
  public void createTables() {
    Schema.create(dataSource);
  }

  /** The clients of an authorization server, in the table {@code crossauth_client}. */
  public OAuthClientStorage clients() {
    return new JdbcClientStorage(database());
  }

  /**
   * The tokens of users' sessions, sealed, in the table {@code crossauth_session}. A lease is part
   * of the session's row, so there is none for a session that is not there.
   *
   * @param key seals the tokens; the same for all processes
   */
  public TokenStore tokens(SealingKey key) {
    return new JdbcTokenStore(database(), key, platform.random());
  }

  /**
   * Forgets the sessions that have not been begun or renewed for so long. Call it now and then;
   * nobody else does.
   *
   * @return how many there were
   * @throws StorageException if the database fails
   */
  public int forgetSessions(Duration unchangedFor) {
    return JdbcTokenStore.forget(database(), unchangedFor);
  }

  /** The logins that have had their callback, in the table {@code crossauth_login}. */
  public AuthorizationStateStore logins() {
    return new JdbcStateStore(database());
  }

  private Database database() {
    return new Database(dataSource);
  }
}
