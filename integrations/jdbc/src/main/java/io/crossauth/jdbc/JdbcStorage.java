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

  /**
   * Makes a storage in this database. Nothing is asked of it yet.
   *
   * @param dataSource gives connections to H2 or PostgreSQL, best out of a pool
   * @return the storage
   */
  public static JdbcStorage in(DataSource dataSource) {
    return in(dataSource, Platform.system());
  }

  /**
   * Makes a storage in this database that takes its randomness from a platform. Nothing is asked of
   * it yet.
   *
   * @param dataSource gives connections to H2 or PostgreSQL, best out of a pool
   * @param platform its {@code random} makes the fences of leases, and nothing else of it is used;
   *     {@link Platform#system()} by default
   * @return the storage
   */
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

  /**
   * Gives the clients of an authorization server, in the table {@code crossauth_client}.
   *
   * @return a storage safe for use by many threads; its methods throw {@link StorageException} if
   *     the database fails
   */
  public OAuthClientStorage clients() {
    return new JdbcClientStorage(database());
  }

  /**
   * Gives the tokens of users' sessions, sealed, in the table {@code crossauth_session}. A lease is
   * part of the session's row, so there is none for a session that is not there.
   *
   * @param key seals the tokens; the same for all processes
   * @return a store safe for use by many threads; its methods throw {@link StorageException} if the
   *     database fails
   */
  public TokenStore tokens(SealingKey key) {
    return new JdbcTokenStore(database(), key, platform.random());
  }

  /**
   * Forgets the sessions that have not been begun or renewed for so long. Call it now and then;
   * nobody else does.
   *
   * @param unchangedFor how long ago, to the millisecond, the last change must be; longer than a
   *     session may rest, or users are logged out
   * @return how many there were
   * @throws StorageException if the database fails
   */
  public int forgetSessions(Duration unchangedFor) {
    return JdbcTokenStore.forget(database(), unchangedFor);
  }

  /**
   * Gives the logins that have had their callback, in the table {@code crossauth_login}. It forgets
   * by itself those whose time is over.
   *
   * @return a store safe for use by many threads; its methods throw {@link StorageException} if the
   *     database fails
   */
  public AuthorizationStateStore logins() {
    return new JdbcStateStore(database());
  }

  private Database database() {
    return new Database(dataSource);
  }
}
