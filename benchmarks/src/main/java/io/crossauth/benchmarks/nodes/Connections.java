package io.crossauth.benchmarks.nodes;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What is put around a data source. */
final class Connections {

  /** Something of a method's call. */
  @FunctionalInterface
  private interface Around {
    @Nullable Object call(String method, Call inner) throws Throwable;
  }

  @FunctionalInterface
  private interface Call {
    @Nullable Object go() throws Throwable;
  }

  private Connections() {}

  /** Counts the statements that are prepared. */
  static DataSource counted(DataSource inner, LongAdder statements) {
    return each(
        inner,
        Call::go,
        connection ->
            around(
                Connection.class,
                connection,
                (method, call) -> {
                  if (method.equals("prepareStatement")) {
                    statements.increment();
                  }
                  return call.go();
                }));
  }

  /** Notes how many connections are in use at once. */
  static DataSource watched(DataSource inner, Peak inUse) {
    return each(
        inner,
        call -> {
          Object connection = call.go();
          inUse.begin();
          return connection;
        },
        connection -> onClose(connection, inUse::end));
  }

  /**
   * Who finds no connection free waits in a queue. The pool of H2 lets each of them look again
   * every millisecond, which takes a machine's whole time when many wait.
   */
  static DataSource queued(DataSource inner, int most, int seconds) {
    Semaphore free = new Semaphore(most, true);
    return each(
        inner,
        call -> {
          if (!free.tryAcquire(seconds, TimeUnit.SECONDS)) {
            throw new SQLTransientConnectionException("the pool is full");
          }
          boolean taken = false;
          try {
            Object connection = call.go();
            taken = true;
            return connection;
          } finally {
            if (!taken) {
              free.release();
            }
          }
        },
        connection -> onClose(connection, free::release));
  }

  /** Does something when a connection is closed for the first time. */
  private static Connection onClose(Connection connection, Runnable what) {
    AtomicBoolean open = new AtomicBoolean(true);
    return around(
        Connection.class,
        connection,
        (method, call) -> {
          try {
            return call.go();
          } finally {
            if (method.equals("close") && open.getAndSet(false)) {
              what.run();
            }
          }
        });
  }

  @FunctionalInterface
  private interface Getting {
    @Nullable Object get(Call call) throws Throwable;
  }

  @FunctionalInterface
  private interface Wrapping {
    Connection wrap(Connection connection) throws SQLException;
  }

  private static DataSource each(DataSource inner, Getting getting, Wrapping wrapping) {
    return around(
        DataSource.class,
        inner,
        (method, call) ->
            method.equals("getConnection") && getting.get(call) instanceof Connection connection
                ? wrapping.wrap(connection)
                : null);
  }

  private static <T> T around(Class<T> type, T inner, Around around) {
    return type.cast(
        Proxy.newProxyInstance(
            Connections.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                around.call(
                    method.getName(),
                    () -> {
                      try {
                        return method.invoke(inner, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }
}
