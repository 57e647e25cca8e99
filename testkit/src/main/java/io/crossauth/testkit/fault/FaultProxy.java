package io.crossauth.testkit.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy on 127.0.0.1 before a real server, that can be cut, slowed and mended while clients
 * use it.
 *
 * <p>It carries bytes, TLS included, and starts by passing them all. A change holds for new
 * connections and for those that are open. Safe for use by many threads.
 */
public final class FaultProxy implements AutoCloseable {

  /** What becomes of the bytes that the server sends. */
  @FunctionalInterface
  private interface Wire {
    void carry(byte[] bytes, int length, Socket client) throws IOException;
  }

  private final String upstreamHost;
  private final int upstreamPort;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Wire wire = FaultProxy::pass;
  private volatile boolean refusing;
  private final Listener listener;

  private FaultProxy(String upstreamHost, int upstreamPort) {
    this.upstreamHost = upstreamHost;
    this.upstreamPort = upstreamPort;
    this.listener = Listener.start(() -> this::connect);
  }

  /**
   * Starts a proxy before a server.
   *
   * @param host the server's host
   * @param port the server's port
   * @return the proxy, passing everything
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public static FaultProxy to(String host, int port) {
    return new FaultProxy(host, port);
  }

  /**
   * Starts a proxy before the server of an address.
   *
   * @param server the address, which must name its port
   * @return the proxy, passing everything
   * @throws java.io.UncheckedIOException if 127.0.0.1 has no free port
   */
  public static FaultProxy to(URI server) {
    return new FaultProxy(server.getHost(), server.getPort());
  }

  /** Carries everything at once, as it did at the start. */
  public void pass() {
    refusing = false;
    wire = FaultProxy::pass;
  }

  /** Resets open connections at once and new ones when they come. */
  public void refuse() {
    refusing = true;
    listener.resetAll();
  }

  /**
   * Takes what clients send to the server and gives nothing back, until another behaviour is set.
   */
  public void hang() {
    refusing = false;
    wire = this::hold;
  }

  /**
   * Gives back one byte at a time.
   *
   * @param every the pause before each byte, in real time
   */
  public void drip(Duration every) {
    refusing = false;
    wire = (bytes, length, client) -> drip(bytes, length, client, every);
  }

  /** Gives back half of the next bytes that the server sends and resets the connection. */
  public void resetMidAnswer() {
    refusing = false;
    wire = this::halfThenReset;
  }

  /** {@return the port on 127.0.0.1} */
  public int port() {
    return listener.port();
  }

  /**
   * Tells an address of the server as it is reached by this proxy.
   *
   * @param upstream an address of the server, with a path
   * @return its scheme, path and query, with this proxy's host and port
   */
  public URI uri(URI upstream) {
    String rest = upstream.getRawPath();
    String query = upstream.getRawQuery() == null ? "" : "?" + upstream.getRawQuery();
    return URI.create(upstream.getScheme() + "://127.0.0.1:" + port() + rest + query);
  }

  /** {@return how many connections were accepted so far, refused ones included} */
  public int connections() {
    return listener.accepted().count();
  }

  /** Ends all connections and the proxy. */
  @Override
  public void close() {
    closing.countDown();
    listener.close();
  }

  private void connect(Socket client) throws IOException {
    if (refusing) {
      Listener.reset(client);
      return;
    }
    try (Socket upstream = new Socket(upstreamHost, upstreamPort)) {
      upstream.setTcpNoDelay(true);
      Listener.daemon("testkit-upstream", () -> forward(client, upstream));
      InputStream in = upstream.getInputStream();
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        wire.carry(buffer, n, client);
      }
    }
  }

  private static void forward(Socket client, Socket upstream) {
    try {
      client.getInputStream().transferTo(upstream.getOutputStream());
    } catch (IOException e) {
      // One side is gone; closing the other tells it so.
    }
    Listener.close(upstream);
  }

  private static void pass(byte[] bytes, int length, Socket client) throws IOException {
    client.getOutputStream().write(bytes, 0, length);
  }

  private void hold(byte[] bytes, int length, Socket client) throws IOException {
    Wire holding = wire;
    while (wire == holding && !client.isClosed()) {
      pause(Duration.ofMillis(5));
    }
    wire.carry(bytes, length, client);
  }

  private void drip(byte[] bytes, int length, Socket client, Duration every) throws IOException {
    Wire dripping = wire;
    OutputStream out = client.getOutputStream();
    for (int i = 0; i < length; i++) {
      if (wire != dripping) {
        out.write(bytes, i, length - i);
        return;
      }
      pause(every);
      out.write(bytes[i]);
    }
  }

  private void halfThenReset(byte[] bytes, int length, Socket client) throws IOException {
    client.getOutputStream().write(bytes, 0, length / 2);
    pause(Duration.ofMillis(50));
    Listener.reset(client);
  }

  private void pause(Duration duration) throws IOException {
    try {
      if (closing.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("the proxy was closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
