package io.crossauth.benchmarks.soak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** An address where connections are accepted, by the system, and nobody answers. */
record SilentEndpoint(ServerSocket listener) implements AutoCloseable {

  static SilentEndpoint open() throws IOException {
    return new SilentEndpoint(new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress()));
  }

  URI keys() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/keys");
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
