package io.crossauth.http;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Says where hosts are reached, when that is not where the name servers say: in tests and in
 * containers. Immutable.
 *
 * <p>It replaces the look-up of the name alone. The {@code Host} header, the name in the TLS
 * handshake, the check of the certificate and every policy keep to the name in the address of the
 * call. A host that is not in the book is looked up as ever.
 */
public final class AddressBook {

  private static final AddressBook EMPTY = new AddressBook(Map.of());

  private final Map<String, InetSocketAddress> entries;

  private AddressBook(Map<String, InetSocketAddress> entries) {
    this.entries = entries;
  }

  /** {@return a book without entries} */
  public static AddressBook empty() {
    return EMPTY;
  }

  /**
   * {@return the same book and one more entry, which replaces an earlier one of the same host and
   * port}
   *
   * @param host the host name of the calls, in any case
   * @param port the port of the calls: 443 where an https address names none
   * @param address where to connect instead; another port is fine
   * @throws IllegalArgumentException if the host is empty, the port is not 1 to 65535, or the
   *     address has no IP address
   */
  public AddressBook plus(String host, int port, InetSocketAddress address) {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("host: expected a name, found an empty string");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("port: expected 1 to 65535, found " + port);
    }
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("address: expected an IP address, found " + address);
    }
    Map<String, InetSocketAddress> all = new LinkedHashMap<>(entries);
    all.put(key(host, port), address);
    return new AddressBook(Map.copyOf(all));
  }

  /**
   * {@return the entry of a host and port, if there is one}
   *
   * @param host the host name
   * @param port the port
   */
  public Optional<InetSocketAddress> find(String host, int port) {
    return entries.isEmpty() ? Optional.empty() : Optional.ofNullable(entries.get(key(host, port)));
  }

  private static String key(String host, int port) {
    return host.toLowerCase(Locale.ROOT) + ":" + port;
  }

  /** The entries. */
  @Override
  public String toString() {
    return "AddressBook" + entries;
  }
}
