package io.crossauth.jdbc;

import io.crossauth.client.manager.OAuthClientStorage;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.internal.time.Durations;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import io.crossauth.value.SealingKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * All that a program keeps, in a database that many processes may share: H2 or PostgreSQL. The
 * database's clock decides when something is over, and what is over is removed by and by, in small
 * batches, by those who write.
 *
 * <p>Every call takes one connection from the data source and gives it back; use a pool. A
 * statement that takes too long is cancelled, and the connection to a database that is silent is
 * broken off after half as much again. Immutable and safe for use by many threads; the data source
 * is not closed.
 */
public final class JdbcStorage {

  private static final Duration STATEMENT = Duration.ofSeconds(10);
  private static final Duration LONGEST_STATEMENT = Duration.ofMinutes(10);

  private final DataSource dataSource;
  private final Platform platform;
  private final Duration statement;
  private final @Nullable Duration sessions;
  private final AtomicInteger writes;

  private JdbcStorage(
      DataSource dataSource, Platform platform, Duration statement, @Nullable Duration sessions) {
    this.dataSource = dataSource;
    this.platform = platform;
    this.statement = statement;
    this.sessions = sessions;
    this.writes = new AtomicInteger();
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
    return new JdbcStorage(dataSource, platform, STATEMENT, null);
  }

  /**
   * The same storage with another limit for each statement; ten seconds by default. Getting a
   * connection is limited by the pool.
   *
   * @param limit one second to ten minutes, in whole seconds
   * @return a storage
   * @throws IllegalArgumentException if it is less or more
   */
  public JdbcStorage withStatementLimit(Duration limit) {
    if (limit.toSeconds() < 1 || limit.compareTo(LONGEST_STATEMENT) > 0) {
      throw new IllegalArgumentException(
          "statementLimit: expected 1 second to 10 minutes, found " + limit);
    }
    return new JdbcStorage(dataSource, platform, limit, sessions);
  }

  /**
   * The same storage that removes sessions which have not been begun or renewed for so long, by and
   * by. By default none are: only the program knows how long a session may rest.
   *
   * @param unchangedFor how long ago, to the millisecond, the last change must be: more than zero,
   *     longer than a session may rest, or users are logged out
   * @return a storage
   * @throws IllegalArgumentException if it is zero or less
   */
  public JdbcStorage withSessionsForgotten(Duration unchangedFor) {
    return new JdbcStorage(
        dataSource, platform, statement, Durations.positive("unchangedFor", unchangedFor));
  }

  /**
   * Makes the tables that are not there yet, and brings those of an earlier version up to this one,
   * by {@code h2.sql} or {@code postgresql.sql} beside this class. Any number of nodes may do so at
   * the same time, and nodes of the version before may go on. Programs that may not make tables run
   * that file by hand; then this changes nothing.
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
   * @param others what they have sealed opens too: keys from before, and, where nodes change one
   *     after the other, the key that will seal next
   * @return a store safe for use by many threads; its methods throw {@link StorageException} if the
   *     database fails
   */
  public TokenStore tokens(SealingKey key, SealingKey... others) {
    Database database = database();
    return new JdbcTokenStore(database, key, List.of(others), platform.random(), expiry(database));
  }

  /**
   * Gives the index of sessions by the logins that they came from, in the tables {@code
   * crossauth_index} and {@code crossauth_logout}: digests with a key, and sealed names.
   *
   * @param key makes the digests and seals the names; the same for all processes
   * @param others what they have written is found too; as in {@link #tokens}
   * @return an index safe for use by many threads; its methods throw {@link StorageException} if
   *     the database fails
   */
  public SessionIndex sessionIndex(SealingKey key, SealingKey... others) {
    Database database = database();
    List<SealingKey> keys = Stream.concat(Stream.of(key), Stream.of(others)).toList();
    return new JdbcSessionIndex(database, keys, expiry(database));
  }

  /**
   * Gives the memory of what was used and may not be used again, in the table {@code
   * crossauth_one_time}: logins, logouts and other tokens.
   *
   * @return a store safe for use by many threads; its methods throw {@link StorageException} if the
   *     database fails
   */
  public OneTimeStore oneTime() {
    Database database = database();
    return new JdbcOneTimeStore(database, expiry(database));
  }

  /**
   * Gives the keys that an issuer shares with its consumers, in the table {@code crossauth_key}.
   *
   * @return a storage safe for use by many threads; it keeps times to the millisecond, and values
   *     of up to 1,000 characters; its methods throw {@link StorageException} if the database fails
   */
  public KeyStorage keys() {
    Database database = database();
    return new JdbcKeyStorage(database, expiry(database));
  }

  /**
   * Forgets the sessions that have not been begun or renewed for so long, in batches of 1,000, each
   * a transaction of its own.
   *
   * @param unchangedFor how long ago, to the millisecond, the last change must be; longer than a
   *     session may rest, or users are logged out
   * @return how many there were
   * @throws StorageException if the database fails; what has been forgotten until then stays so
   */
  public int forgetSessions(Duration unchangedFor) {
    return expiry(database()).forgetSessions(Durations.notNegative("unchangedFor", unchangedFor));
  }

  private Expiry expiry(Database database) {
    return new Expiry(database, sessions, writes);
  }

  private Database database() {
    return new Database(dataSource, Math.toIntExact(statement.toSeconds()));
  }
}
