package io.crossauth.jdbc;

import io.crossauth.error.StorageException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLSyntaxErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a failure of the library out of a driver's: one that trying again may heal, or one that it
 * does not, since a table is missing, an access is denied or the statement is wrong.
 */
final class DatabaseFailure {

  /**
   * Classes of SQLSTATE: wrong data, access denied, no such database, no such schema, wrong
   * statement or no right to it. Not {@code 0A}: PostgreSQL says so of a plan that it makes anew.
   */
  private static final Set<String> FOR_GOOD = Set.of("22", "28", "3D", "3F", "42");

  /** H2's own: no right, no such schema, no such database. */
  private static final Set<String> FOR_GOOD_IN_H2 = Set.of("90096", "90079", "90146");

  /** Pools wrap the failure that they have met. */
  private static final int DEEPEST = 8;

  private DatabaseFailure() {}

  /**
   * A failure.
   *
   * @param expected what should have come: {@code an answer}
   * @param hint what to look at where trying again may help
   */
  static StorageException of(String expected, String hint, SQLException e) {
    SQLException forGood = forGood(e);
    SQLException shown = forGood == null ? e : forGood;
    // Errors about data quote the data, which may be a hash or a session.
    boolean quotes = isOfClass(shown, "22") || isOfClass(shown, "23");
    String message =
        "database: expected "
            + expected
            + ", found "
            + shown.getClass().getSimpleName()
            + (shown.getSQLState() == null ? "" : ", SQLSTATE " + shown.getSQLState());
    SQLException cause = quotes ? null : e;
    return forGood == null
        ? new StorageException(message + hint, cause)
        : StorageException.refused(message + mend(forGood), cause);
  }

  static boolean isOfClass(SQLException e, String prefix) {
    String state = e.getSQLState();
    return state != null && state.startsWith(prefix);
  }

  private static String mend(SQLException e) {
    if (isOfClass(e, "28")) {
      return "; are user and password right?";
    }
    if (isOfClass(e, "22")) {
      return "; does the table take such data?";
    }
    return "; are the tables there (createTables), and may this user read and change them?";
  }

  private static @Nullable SQLException forGood(SQLException e) {
    return chain(e).stream().filter(DatabaseFailure::isForGood).findFirst().orElse(null);
  }

  private static boolean isForGood(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return e instanceof SQLSyntaxErrorException
        || e instanceof SQLInvalidAuthorizationSpecException
        || e instanceof SQLFeatureNotSupportedException
        || FOR_GOOD_IN_H2.contains(state)
        || (state.length() == 5 && FOR_GOOD.contains(state.substring(0, 2)));
  }

  private static List<SQLException> chain(SQLException e) {
    List<SQLException> all = new ArrayList<>();
    Throwable next = e;
    for (int i = 0; i < DEEPEST && next != null; i++) {
      if (next instanceof SQLException sql) {
        all.add(sql);
      }
      next = next.getCause();
    }
    return all;
  }
}
