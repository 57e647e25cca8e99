package io.crossauth.jdbc;

import org.junit.jupiter.api.DisplayName;

@DisplayName("In H2")
class H2ContractsTest extends JdbcContracts {

  H2ContractsTest() {
    super(Kind.H2);
  }
}
