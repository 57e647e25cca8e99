package io.crossauth.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * A port of 127.0.0.1 where connections are refused, held so that nobody else takes it. Safe for
 * use by many threads.
 */
public final class ClosedPort implements AutoCloseable {

  private final Socket holder;

  private ClosedPort(Socket holder) {
    this.holder = holder;
  }

  /**
   * Holds a free port, until it is closed.
   *
   * @return the port
   * @throws UncheckedIOException if there is no free port
   */
  public static ClosedPort hold() {
    Socket holder = new Socket();
    try {
      // Bound, but nobody listens: the system answers each SYN with RST.
      holder.bind(new InetSocketAddress(Listener.loopback(), 0));
      return new ClosedPort(holder);
    } catch (IOException e) {
      Listener.close(holder);
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  /** {@return the number of the port} */
  public int port() {
    return holder.getLocalPort();
  }

  /**
   * Tells an address at this port.
   *
   * @param path the path, with its slash
   * @return {@code http://127.0.0.1:port} and the path
   */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  /** Gives the port back. */
  @Override
  public void close() {
    Listener.close(holder);
  }
}
