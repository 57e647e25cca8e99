package io.crossauth.examples.playground;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A Jetty on this machine's own address, whose port is known before it starts. */
final class Ports implements AutoCloseable {

  private static final String HERE = "127.0.0.1";

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server);

  /** {@code port} 0 is any free one. */
  Ports(int port) {
    connector.setHost(HERE);
    connector.setPort(port);
    server.addConnector(connector);
    try {
      connector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("port " + port + ": expected a free one, found none", e);
    }
  }

  int port() {
    return connector.getLocalPort();
  }

  /** Where this machine's programs find it. */
  URI origin() {
    return URI.create("http://" + HERE + ":" + port());
  }

  void start(Handler handler) {
    server.setHandler(handler);
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not start: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      server.stop();
      // A server that never started leaves its port open.
      connector.close();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not stop: " + e.getMessage(), e);
    }
  }
}
