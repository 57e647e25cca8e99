package io.crossauth.http;

import io.crossauth.testkit.fault.FaultServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Address books for tests. */
final class AddressBooks {

  private AddressBooks() {}

  static AddressBook leadingTo(FaultServer server, String host, int port) {
    return AddressBook.empty().plus(host, port, local(server.port()));
  }

  static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
