package io.crossauth.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("In PostgreSQL without auto-commit")
class PostgresqlWithoutAutoCommitContractsTest extends JdbcContracts {

  PostgresqlWithoutAutoCommitContractsTest() {
    super(Kind.POSTGRESQL_WITHOUT_AUTO_COMMIT);
  }
}
