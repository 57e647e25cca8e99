package io.crossauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connections commit only when they are told to, as some pools' do. */
final class WithoutAutoCommit extends AroundDataSource {

  private final DataSource inner;

  WithoutAutoCommit(DataSource inner) {
    this.inner = inner;
  }

  DataSource inner() {
    return inner;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = inner.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
