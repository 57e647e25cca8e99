package io.crossauth.benchmarks.calls;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** A bare connection for each thread. */
final class RawSockets implements AutoCloseable {

  private final List<RawSocket> sockets = new ArrayList<>();

  private RawSockets() {}

  static RawSockets open(URI uri, int threads) throws IOException {
    RawSockets all = new RawSockets();
    for (int i = 0; i < threads; i++) {
      all.sockets.add(new RawSocket(uri));
    }
    return all;
  }

  void call(int thread) throws IOException {
    sockets.get(thread).call();
  }

  @Override
  public void close() throws IOException {
    for (RawSocket socket : sockets) {
      socket.close();
    }
  }
}
