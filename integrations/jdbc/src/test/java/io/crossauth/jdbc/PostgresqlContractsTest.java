package io.crossauth.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("In PostgreSQL")
class PostgresqlContractsTest extends JdbcContracts {

  PostgresqlContractsTest() {
    super(Kind.POSTGRESQL);
  }
}
