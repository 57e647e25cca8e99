package io.crossauth.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A data source whose connections see one schema and no other, whatever they saw before. */
final class InSchema extends AroundDataSource {

  private final DataSource inner;
  private final String schema;

  InSchema(DataSource inner, String schema) {
    this.inner = inner;
    this.schema = schema;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = inner.getConnection();
    connection.setSchema(schema);
    return connection;
  }
}
