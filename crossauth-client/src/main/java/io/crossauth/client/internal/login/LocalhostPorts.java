package io.crossauth.client.internal.login;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/**
 * One port on both loopback addresses, for this program alone: whichever the name {@code localhost}
 * leads the browser to, nobody else listens there (RFC 8252 section 8.3).
 */
final class LocalhostPorts {

  private static final int TRIES = 20;

  private static final byte[] SIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  private LocalhostPorts() {}

  /**
   * Opens the port. A machine that lacks one of the addresses has nobody there.
   *
   * @param port 0 for any that is free on both
   * @throws IOException if it is taken on one of them
   */
  static List<ServerSocket> bind(int port, LoopbackListener.Binder binder) throws IOException {
    InetAddress four = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    InetAddress six = InetAddress.getByAddress("::1", SIX);
    if (isMissing(four, binder)) {
      return List.of(binder.bind(six, port));
    }
    if (isMissing(six, binder)) {
      return List.of(binder.bind(four, port));
    }
    IOException taken = new IOException("no port");
    for (int i = 0; i < (port == 0 ? TRIES : 1); i++) {
      ServerSocket first = binder.bind(four, port);
      try {
        return List.of(first, binder.bind(six, first.getLocalPort()));
      } catch (IOException e) {
        first.close();
        taken = e;
      }
    }
    throw taken;
  }

  private static boolean isMissing(InetAddress address, LoopbackListener.Binder binder) {
    try (ServerSocket any = binder.bind(address, 0)) {
      return !any.isBound();
    } catch (IOException e) {
      return true;
    }
  }
}
