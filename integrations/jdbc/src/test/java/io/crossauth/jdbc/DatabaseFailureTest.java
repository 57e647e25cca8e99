package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.session.TokenStore;
import io.crossauth.error.StorageException;
import io.crossauth.value.SealingKey;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransientConnectionException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

@DisplayName("A database that fails")
class DatabaseFailureTest {

  private static StorageException failure(SQLException e) {
    return failure(Databases.failing(e));
  }

  private static StorageException failure(DataSource database) {
    TokenStore store = JdbcStorage.in(database).tokens(SealingKey.ephemeral());
    return catchThrowableOfType(StorageException.class, () -> store.find("alice's"));
  }

  private static void forGood(StorageException e, String hint) {
    assertThat(e.code()).isEqualTo("store.refused");
    assertThat(e.retryable()).isFalse();
    assertThat(e.needsLogin()).isFalse();
    assertThat(e).hasMessageContaining(hint);
  }

  @ParameterizedTest(name = "case C21 SQLSTATE {0} is for good")
  @CsvSource({
    "42P01, createTables",
    "42501, may this user",
    "42601, createTables",
    "42S02, createTables",
    "28P01, password",
    "28000, password",
    "3D000, createTables",
    "3F000, createTables",
    "22001, such data",
    "90096, may this user"
  })
  void forGoodByState(String state, String hint) {
    forGood(failure(new SQLException("canary", state)), hint);
  }

  @ParameterizedTest(name = "case C21 SQLSTATE {0} may heal")
  @ValueSource(
      strings = {
        "08006", "08001", "40001", "40P01", "53300", "57P01", "57P03", "57014", "25006", "0A000",
        "58030", "90098", "90067", "HY000", "", "4"
      })
  void mayHeal(String state) {
    StorageException e = failure(new SQLException("canary", state));
    assertThat(e.code()).isEqualTo("store.failed");
    assertThat(e.retryable()).isTrue();
  }

  @Test
  @DisplayName("case C21 a failure without a state may heal, unless its kind says otherwise")
  void byKind() {
    assertThat(failure(new SQLException("canary")).retryable()).isTrue();
    forGood(failure(new SQLSyntaxErrorException("canary")), "createTables");
    forGood(failure(new SQLFeatureNotSupportedException("canary")), "createTables");
  }

  @Test
  @DisplayName("case C21 what a pool has met is what counts")
  void inAPool() {
    forGood(
        failure(
            new SQLTransientConnectionException(
                "timed out", "08001", new SQLException("canary", "28P01"))),
        "password");
    assertThat(
            failure(
                    new SQLTransientConnectionException(
                        "timed out", "08001", new SQLException("canary", "57P03")))
                .retryable())
        .isTrue();
  }

  @Test
  @DisplayName("case C21 what quotes data is no cause")
  void quotesNothing() {
    assertThat(failure(new SQLException("canary", "22001"))).hasNoCause();
    assertThat(failure(new SQLException("canary", "23505"))).hasNoCause();
    assertThat(failure(new SQLException("canary", "42P01"))).hasCauseInstanceOf(SQLException.class);
  }

  @ParameterizedTest(name = "case C21 a real PostgreSQL: {0}")
  @ValueSource(strings = {"no such table", "no right", "no such database", "no such user"})
  void really(String what) {
    String address = Databases.empty();
    UnaryOperator<String> as = user -> address.replaceFirst("user=[a-z]+", "user=" + user);
    PGSimpleDataSource owner = source(address);
    switch (what) {
      case "no such table" -> forGood(failure(owner), "createTables");
      case "no right" -> {
        JdbcStorage.in(owner).createTables();
        Databases.execute(
            owner, "CREATE ROLE guest_" + owner.getDatabaseName() + " LOGIN NOSUPERUSER");
        forGood(failure(source(as.apply("guest_" + owner.getDatabaseName()))), "may this user");
      }
      case "no such database" ->
          forGood(
              failure(source(address.replace("/" + owner.getDatabaseName(), "/none"))),
              "createTables");
      default -> forGood(failure(source(as.apply("nobody"))), "password");
    }
  }

  private static PGSimpleDataSource source(String address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address);
    return source;
  }
}
