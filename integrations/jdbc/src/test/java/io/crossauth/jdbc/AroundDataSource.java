package io.crossauth.jdbc;

import java.io.PrintWriter;
import java.sql.Connection;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source around another: connections, and nothing else that a store could ask for. */
abstract class AroundDataSource implements DataSource {

  @Override
  public final Connection getConnection(String user, String password) {
    throw new UnsupportedOperationException();
  }

  @Override
  public final PrintWriter getLogWriter() {
    throw new UnsupportedOperationException();
  }

  @Override
  public final void setLogWriter(PrintWriter out) {
    throw new UnsupportedOperationException();
  }

  @Override
  public final void setLoginTimeout(int seconds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public final int getLoginTimeout() {
    return 0;
  }

  @Override
  public final Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public final <T> T unwrap(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
