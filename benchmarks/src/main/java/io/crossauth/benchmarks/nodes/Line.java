package io.crossauth.benchmarks.nodes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/** The line of one node to the store's server: it can fall silent, be refused, or break. */
final class Line implements AutoCloseable {

  /** What happens to the next bytes. */
  enum Cut {
    NONE,
    /** The next request does not reach the server, and all connections break. */
    REQUEST,
    /** The next answer does not reach the node, and all connections break. */
    ANSWER
  }

  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final int target;
  private final int port;
  private final LongAdder roundTrips = new LongAdder();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile ServerSocket server;
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile Cut cut = Cut.NONE;

  private Line(int target, ServerSocket server) {
    this.target = target;
    this.server = server;
    this.port = server.getLocalPort();
  }

  static Line to(int target) throws IOException {
    Line line = new Line(target, new ServerSocket(0, 50, HERE));
    line.start();
    return line;
  }

  int port() {
    return port;
  }

  /** How often a request went out on a connection after an answer, or first. */
  long roundTrips() {
    return roundTrips.sum();
  }

  /** Nothing comes through any more, and nothing breaks. */
  void pause() {
    gate = new CountDownLatch(1);
  }

  void resume() {
    gate.countDown();
  }

  /** All connections break, and new ones are refused. */
  void refuse() throws IOException {
    server.close();
    breakAll();
  }

  void accept() throws IOException {
    ServerSocket again = new ServerSocket();
    again.setReuseAddress(true);
    again.bind(new InetSocketAddress(HERE, port), 50);
    server = again;
    start();
  }

  void cutNext(Cut what) {
    cut = what;
  }

  private void start() {
    ServerSocket mine = server;
    daemon(() -> take(mine));
  }

  private void take(ServerSocket from) {
    try {
      while (!from.isClosed()) {
        connect(from.accept());
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  private void connect(Socket near) {
    try {
      Socket far = new Socket(HERE, target);
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      sockets.add(near);
      sockets.add(far);
      AtomicBoolean asked = new AtomicBoolean();
      daemon(() -> copy(near, far, true, asked));
      daemon(() -> copy(far, near, false, asked));
    } catch (IOException e) {
      // The server is away: so are we.
      close(near);
    }
  }

  private void copy(Socket from, Socket to, boolean request, AtomicBoolean asked) {
    Cut mine = request ? Cut.REQUEST : Cut.ANSWER;
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      byte[] bytes = new byte[16_384];
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        gate.await();
        if (cut == mine) {
          cut = Cut.NONE;
          breakAll();
          return;
        }
        if (asked.getAndSet(request) != request && request) {
          roundTrips.increment();
        }
        out.write(bytes, 0, read);
        out.flush();
      }
    } catch (IOException | InterruptedException e) {
      // One of the two ends is closed.
    } finally {
      sockets.remove(from);
      sockets.remove(to);
    }
  }

  private void breakAll() {
    sockets.forEach(Line::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed.
    }
  }

  static void daemon(Runnable work) {
    Thread thread = new Thread(work, "line");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    resume();
    refuse();
  }
}
