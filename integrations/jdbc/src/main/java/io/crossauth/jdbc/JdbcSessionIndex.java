package io.crossauth.jdbc;

import static java.util.Objects.requireNonNull;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which sessions are of which login, in the tables {@code crossauth_index} and {@code
 * crossauth_logout}. Each statement is a transaction: a session is written before the logouts are
 * looked at, a logout before the sessions, so that one of the two sees the other.
 */
final class JdbcSessionIndex implements SessionIndex {

  private static final String PURPOSE = "crossauth session name 1";
  private static final int TRIES = 3;

  private static final String REPLACE =
      """
      UPDATE crossauth_index SET session_name = ?, by_subject = ?, by_login = ?, issued_at = ?,
        kept_until = CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND
      WHERE session_id = ?\
      """;
  private static final String INSERT =
      """
      INSERT INTO crossauth_index (session_name, by_subject, by_login, issued_at, kept_until,
        session_id)
      VALUES (?, ?, ?, ?,
        CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND, ?)\
      """;
  private static final String REMOVE = "DELETE FROM crossauth_index WHERE session_id = ?";
  private static final String LOGOUTS =
      "SELECT logout_id, issued_at FROM crossauth_logout WHERE logout_id IN (?, ?, ?)";
  private static final String LATER =
      """
      UPDATE crossauth_logout SET issued_at = GREATEST(issued_at, ?),
        kept_until = CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND
      WHERE logout_id = ?\
      """;
  private static final String END =
      """
      INSERT INTO crossauth_logout (issued_at, kept_until, logout_id)
      VALUES (?, CURRENT_TIMESTAMP + CAST(? AS DOUBLE PRECISION) * INTERVAL '1' SECOND, ?)\
      """;
  private static final String OF_LOGIN =
      "SELECT session_name, by_subject FROM crossauth_index WHERE by_login = ?";
  private static final String OF_SUBJECT =
      "SELECT session_name FROM crossauth_index WHERE by_subject = ? AND issued_at <= ?";

  private final Database database;
  private final List<SealingKey> keys;
  private final Expiry expiry;

  /**
   * @param keys the first seals; what any of them has written is found
   */
  JdbcSessionIndex(Database database, List<SealingKey> keys, Expiry expiry) {
    this.database = database;
    this.keys = keys;
    this.expiry = expiry;
  }

  @Override
  public boolean add(String session, LoginReference login, Duration kept) {
    expiry.afterWrite();
    write(session, login, kept);
    if (!ended(login)) {
      return true;
    }
    remove(session);
    return false;
  }

  private void write(String session, LoginReference login, Duration kept) {
    SealingKey key = keys.get(0);
    Object[] columns = {
      key.name() + "." + key.seal(session, PURPOSE),
      bySubject(key, login),
      byLogin(key, login),
      login.issuedAt().getEpochSecond(),
      Database.seconds(kept),
      bySession(key, session)
    };
    for (SealingKey before : keys.subList(1, keys.size())) {
      database.update(REMOVE, bySession(before, session));
    }
    for (int i = 0; i < TRIES; i++) {
      // Another may write or remove it between the two.
      if (database.update(REPLACE, columns) == 1 || database.insert(INSERT, columns)) {
        return;
      }
    }
    throw new StorageException(
        "database: expected to index the session, found a constraint against it", null);
  }

  private boolean ended(LoginReference login) {
    for (SealingKey key : keys) {
      Map<String, LoginReference> logouts = new LinkedHashMap<>();
      login.namesOfLogouts().forEach(logout -> logouts.put(mark(key, logout), logout));
      List<String> marks = new ArrayList<>(logouts.keySet());
      List<Boolean> ends =
          database.query(
              LOGOUTS,
              row ->
                  requireNonNull(logouts.get(row.getString(1)))
                      .withIssuedAt(row.getLong(2))
                      .ends(login),
              marks.get(0),
              marks.get(1 % marks.size()),
              marks.get(2 % marks.size()));
      if (ends.contains(true)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void remove(String session) {
    for (SealingKey key : keys) {
      database.update(REMOVE, bySession(key, session));
    }
  }

  @Override
  public List<String> end(LoginReference logout, Duration remembered) {
    expiry.afterWrite();
    mark(logout, remembered);
    Set<String> sessions = new LinkedHashSet<>();
    for (SealingKey key : keys) {
      sessions.addAll(find(key, logout));
    }
    return new ArrayList<>(sessions);
  }

  private void mark(LoginReference logout, Duration remembered) {
    Object[] columns = {seconds(logout), Database.seconds(remembered), mark(keys.get(0), logout)};
    for (int i = 0; i < TRIES; i++) {
      if (database.update(LATER, columns) == 1 || database.insert(END, columns)) {
        return;
      }
    }
    throw new StorageException(
        "database: expected to remember the logout, found a constraint against it", null);
  }

  private List<String> find(SealingKey key, LoginReference logout) {
    if (logout.sessionId().isEmpty()) {
      return database.query(OF_SUBJECT, this::name, bySubject(key, logout), seconds(logout));
    }
    String subject = logout.subject().isPresent() ? bySubject(key, logout) : "";
    List<String> found = new ArrayList<>();
    List<Boolean> unused =
        database.query(
            OF_LOGIN,
            row -> {
              boolean ends = subject.isEmpty() || subject.equals(row.getString("by_subject"));
              return !ends || found.add(name(row));
            },
            byLogin(key, logout));
    return found;
  }

  private String name(ResultSet row) throws SQLException {
    String[] parts = row.getString("session_name").split("\\.", 2);
    for (SealingKey key : keys) {
      if (key.name().equals(parts[0])) {
        try {
          return key.open(parts[parts.length - 1], PURPOSE);
        } catch (InvalidResponseException e) {
          throw database.unreadable();
        }
      }
    }
    throw database.unreadable();
  }

  private static long seconds(LoginReference login) {
    return login.issuedAt().getEpochSecond();
  }

  private static String bySession(SealingKey key, String session) {
    return key.digest(session, "crossauth index session");
  }

  private static String bySubject(SealingKey key, LoginReference login) {
    return key.digest(
        Names.of(login.issuer(), login.subject().orElse(""), ""), "crossauth index subject");
  }

  private static String byLogin(SealingKey key, LoginReference login) {
    return key.digest(
        Names.of(login.issuer(), login.sessionId().orElse(""), ""), "crossauth index login");
  }

  private static String mark(SealingKey key, LoginReference logout) {
    return key.digest(
        Names.of(logout.issuer(), logout.subject().orElse(""), logout.sessionId().orElse("")),
        "crossauth index logout");
  }
}
