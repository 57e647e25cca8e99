package io.crossauth.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A port of 127.0.0.1 where connecting is neither accepted nor refused, until it times out. Safe
 * for use by many threads.
 */
public final class SilentPort implements AutoCloseable {

  private static final int ENOUGH = 64;
  private static final int PATIENCE_MILLIS = 200;

  private final ServerSocket server;
  private final List<Socket> queue;

  private SilentPort(ServerSocket server, List<Socket> queue) {
    this.server = server;
    this.queue = queue;
  }

  /**
   * Takes a free port and fills its queue, which takes a fifth of a second.
   *
   * @return the port, until it is closed
   * @throws IllegalStateException if the system's queue has no end
   * @throws UncheckedIOException if there is no free port
   */
  public static SilentPort hold() {
    try {
      SilentPort port =
          new SilentPort(new ServerSocket(0, 1, Listener.loopback()), new ArrayList<>());
      port.fill();
      return port;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  private void fill() throws IOException {
    for (int i = 0; i < ENOUGH; i++) {
      Socket waiting = new Socket();
      queue.add(waiting);
      try {
        // Nobody accepts: when the queue is full, the system answers no SYN any more.
        waiting.connect(server.getLocalSocketAddress(), PATIENCE_MILLIS);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
    throw new IllegalStateException("the queue of a listening socket is never full here");
  }

  /**
   * Tells an address at this port.
   *
   * @param path the path, with its slash
   * @return {@code http://127.0.0.1:port} and the path
   */
  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  /** Gives the port back. */
  @Override
  public void close() {
    queue.forEach(Listener::close);
    try {
      server.close();
    } catch (IOException e) {
      // It was silent before and is silent now.
    }
  }
}
