package io.crossauth.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A data source that notes which statements are prepared, and how their transactions end. */
final class Recording extends AroundDataSource {

  private final DataSource inner;
  private final List<String> statements = new CopyOnWriteArrayList<>();
  private final List<String> ends = new CopyOnWriteArrayList<>();

  Recording(DataSource inner) {
    this.inner = inner;
  }

  /** Since the last time. */
  List<String> statements() {
    List<String> all = List.copyOf(statements);
    statements.clear();
    return all;
  }

  /** {@code commit} and {@code rollback}, as often as they were called. */
  List<String> ends() {
    return ends;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = inner.getConnection();
    return (Connection)
        Proxy.newProxyInstance(
            Recording.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, args) -> {
              if (method.getName().equals("prepareStatement")) {
                statements.add((String) args[0]);
              }
              if (method.getName().equals("commit") || method.getName().equals("rollback")) {
                ends.add(method.getName());
              }
              try {
                return method.invoke(connection, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
