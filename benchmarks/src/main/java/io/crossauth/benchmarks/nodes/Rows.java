package io.crossauth.benchmarks.nodes;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Fills the tables with sessions and their entries in the index, as many and as large as real ones.
 * Every five hundredth can be opened; the others are as long and as random.
 */
final class Rows {

  static final int REAL_EVERY = 500;

  /** Of each ten, one has not been used for long. */
  static final int OLD_EVERY = 10;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final DataSource database;
  private final SealingKey key;
  private final SampleTokens samples = new SampleTokens();
  private final int sealedLength;

  Rows(DataSource database, SealingKey key) {
    this.database = database;
    this.key = key;
    this.sealedLength = samples.tokens(1).seal(key, "s").length();
  }

  int sealedLength() {
    return sealedLength;
  }

  /** Adds the sessions of these numbers. */
  void add(int from, int to) throws SQLException, IOException {
    long now = Instant.now().getEpochSecond();
    copy(
        "COPY crossauth_session (session_id, tokens, version, saved_at, saved_day) FROM STDIN",
        from,
        to,
        number -> {
          boolean old = number % OLD_EVERY == 1;
          long saved = old ? now - 90L * 86_400 : now;
          String text =
              number % REAL_EVERY == 0
                  ? samples.tokens(1).seal(key, Load.name(number))
                  : samples.text(sealedLength);
          return "%s\t%s\t1\t%s\t%d\n"
              .formatted(
                  digest(Load.name(number)), text, Instant.ofEpochSecond(saved), saved / 86_400);
        });
    copy(
        "COPY crossauth_index (session_id, session_name, by_subject, by_login, issued_at,"
            + " kept_until) FROM STDIN",
        from,
        to,
        number ->
            "%s\t%s\t%s\t%s\t%d\t%s\n"
                .formatted(
                    samples.text(43),
                    samples.text(90),
                    samples.text(43),
                    samples.text(43),
                    now,
                    Instant.ofEpochSecond(now + 86_400L * 31)));
  }

  @FunctionalInterface
  private interface Row {
    String of(int number);
  }

  private void copy(String sql, int from, int to, Row row) throws SQLException, IOException {
    try (Connection connection = database.getConnection()) {
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
      for (int number = from; number < to; number++) {
        byte[] line = row.of(number).getBytes(US_ASCII);
        copy.writeToCopy(line, 0, line.length);
      }
      long unused = copy.endCopy();
    }
  }

  /** How a table names a session. */
  private static String digest(String name) {
    try {
      return BASE64.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
