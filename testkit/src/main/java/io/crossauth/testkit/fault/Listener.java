package io.crossauth.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Accepts connections on a free loopback port, each on a daemon thread of its own. */
final class Listener implements AutoCloseable {

  @FunctionalInterface
  interface Handler {
    void handle(Socket socket) throws IOException;
  }

  private final ServerSocket server;
  private final Supplier<Handler> handlers;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Tally accepted;
  private final Tally ended;

  private Listener(ServerSocket server, Supplier<Handler> handlers, Tally accepted, Tally ended) {
    this.server = server;
    this.handlers = handlers;
    this.accepted = accepted;
    this.ended = ended;
  }

  /** {@code handlers} is asked in the order in which connections come. */
  static Listener start(Supplier<Handler> handlers) {
    try {
      ServerSocket server = new ServerSocket(0, 128, loopback());
      Listener listener = new Listener(server, handlers, new Tally(), new Tally());
      daemon("testkit-accept", listener::accept);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on 127.0.0.1", e);
    }
  }

  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
  }

  static void daemon(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends a connection by RST: linger 0 throws away what was not yet sent. */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Already closed by somebody: as good as reset.
    }
    close(socket);
  }

  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // A socket that does not close has nothing more to say either.
    }
  }

  int port() {
    return server.getLocalPort();
  }

  Tally accepted() {
    return accepted;
  }

  Tally ended() {
    return ended;
  }

  void resetAll() {
    open.forEach(Listener::reset);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        accepted.add();
        Handler handler = handlers.get();
        daemon("testkit-connection", () -> handle(socket, handler));
      } catch (IOException e) {
        // Closed, or a client that left before it was accepted.
      }
    }
    open.forEach(Listener::close);
  }

  private void handle(Socket socket, Handler handler) {
    try (socket) {
      socket.setTcpNoDelay(true);
      handler.handle(socket);
    } catch (IOException e) {
      // The client went away, which is what many tests make it do.
    } finally {
      open.remove(socket);
      ended.add();
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      // It accepts nothing more in any case.
    }
    open.forEach(Listener::close);
  }
}
