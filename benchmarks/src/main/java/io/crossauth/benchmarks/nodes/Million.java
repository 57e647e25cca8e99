package io.crossauth.benchmarks.nodes;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.h2.jdbcx.JdbcConnectionPool;

/** What a store costs with ten thousand sessions, and what with a million. */
final class Million {

  private static final int FEW = 10_000;
  private static final int MANY = 1_000_000;
  private static final int STEP = 100_000;
  private static final int CALLS = 2_000;
  private static final Duration LONG = Duration.ofDays(30);

  /** A call of the store. */
  @FunctionalInterface
  private interface Call {
    void of(int number);
  }

  private final PrintWriter out;
  private final JdbcConnectionPool database;
  private final Rows rows;
  private final SampleTokens samples = new SampleTokens();
  private final TokenStore tokens;
  private final SessionIndex index;
  private final OneTimeStore once;
  private final JdbcStorage storage;
  private final List<String> names = new ArrayList<>();
  private final List<List<String>> found = new ArrayList<>();
  private int made;

  private Million(PrintWriter out, JdbcConnectionPool database, SealingKey key) {
    this.out = out;
    this.database = database;
    this.rows = new Rows(database, key);
    this.storage = JdbcStorage.in(database);
    this.tokens = storage.tokens(key);
    this.index = storage.sessionIndex(key);
    this.once = storage.oneTime();
  }

  /** Fills a database, and measures on the way; some minutes. */
  static Million measure(PrintWriter out) throws IOException {
    try (PostgresqlEngine engine = PostgresqlEngine.start()) {
      JdbcConnectionPool pool = JdbcBackend.pool(engine.port());
      Million million = new Million(out, pool, SealingKey.ephemeral());
      try {
        million.fill(FEW);
        million.take(FEW);
        million.fill(MANY);
        million.take(MANY);
      } finally {
        pool.dispose();
      }
      return million;
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }

  private void fill(int to) throws SQLException, IOException {
    long begun = System.nanoTime();
    while (made < to) {
      int next = Math.min(to, made + STEP);
      rows.add(made, next);
      made = next;
      out.printf("%,d sessions, %d s%n", made, (System.nanoTime() - begun) / 1_000_000_000L);
    }
    ask("VACUUM ANALYZE");
    ask("CHECKPOINT");
  }

  private void take(int sessions) throws SQLException {
    names.clear();
    List<String> values = new ArrayList<>();
    found.add(values);
    put(values, "bytes of a session's row, with its indexes", size("crossauth_session", sessions));
    put(values, "bytes of its entry in the index", size("crossauth_index", sessions));
    time(values, "find", number -> open(session(sessions)));
    long log = number("SELECT pg_current_wal_lsn() - '0/0'");
    time(values, "lease, and save with the lease given back", number -> renew(session(sessions)));
    long perRefresh = (number("SELECT pg_current_wal_lsn() - '0/0'") - log) / CALLS;
    put(values, "bytes of the write-ahead log for each of these", grouped(perRefresh));
    time(values, "put of a new session", number -> tokens.put("new " + number, samples.tokens(1)));
    time(
        values,
        "note a login in the index",
        number -> index.add("new " + number, login(number), LONG));
    time(values, "look a logout up", number -> index.end(login(number), Duration.ofHours(1)));
    time(
        values,
        "use a login id once",
        number -> once.firstUse("login", "shop", sessions + "/" + number, Duration.ofMinutes(13)));
    expire(values);
    for (int i = 0; i < names.size(); i++) {
      out.printf(Locale.ROOT, "%-50s %s%n", names.get(i), values.get(i));
    }
  }

  private static String session(int among) {
    int real = ThreadLocalRandom.current().nextInt(among / Rows.REAL_EVERY);
    return Load.name(real * Rows.REAL_EVERY);
  }

  private void open(String session) {
    if (tokens.find(session).isEmpty()) {
      throw new IllegalStateException("expected session " + session + ", found none");
    }
  }

  private void renew(String session) {
    TokenStore.Lease lease = tokens.lease(session, Duration.ofSeconds(40)).orElseThrow();
    long version = tokens.find(session).orElseThrow().version();
    if (!lease.saveAndClose(samples.tokens(version + 1))) {
      throw new IllegalStateException("expected to save session " + session);
    }
  }

  private static LoginReference login(int number) {
    return new LoginReference(
        "https://id.example.com",
        Optional.of("user " + number),
        Optional.of("login " + number),
        Instant.now());
  }

  private void time(List<String> values, String name, Call call) {
    Latencies latencies = new Latencies();
    for (int i = 0; i < CALLS; i++) {
      long begun = System.nanoTime();
      call.of(i);
      latencies.took(System.nanoTime() - begun);
    }
    Latencies.Seen seen = latencies.drain();
    put(
        values,
        name + ", p50 / p99, ms",
        String.format(Locale.ROOT, "%.2f / %.2f", seen.millis(0.5), seen.millis(0.99)));
  }

  /** A tenth of the sessions has not been used for long. */
  private void expire(List<String> values) {
    long begun = System.nanoTime();
    int forgotten = storage.forgetSessions(LONG);
    double seconds = (System.nanoTime() - begun) / 1e9;
    put(values, "sessions forgotten", grouped(forgotten));
    put(values, "of them in a second", grouped(Math.round(forgotten / seconds)));
  }

  private String size(String table, int rowCount) throws SQLException {
    return grouped(number("SELECT pg_total_relation_size('" + table + "')") / rowCount);
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private void ask(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private void put(List<String> values, String name, String value) {
    names.add(name);
    values.add(value);
  }

  /** The part of the page that is made from this. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "PostgreSQL, one connection, tokens as large as Keycloak's (%,d characters"
                + " sealed).\n\n",
            rows.sealedLength()));
    text.append("| what | with 10,000 sessions | with 1,000,000 |\n|---|--:|--:|\n");
    for (int i = 0; i < names.size(); i++) {
      text.append("| ").append(names.get(i)).append(" | ").append(found.get(0).get(i));
      text.append(" | ").append(found.get(1).get(i)).append(" |\n");
    }
    return text.toString();
  }
}
