package io.crossauth.internal.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells whether an IP address is one of the public Internet, and not of this machine, a link, a
 * private or shared network, a cloud's metadata service, or set apart for something else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6890">RFC 6890 and IANA's registries of special
 *     addresses</a>
 */
public final class PublicAddresses {

  private static final class Range {

    private final byte[] prefix;
    private final int bits;

    private Range(byte[] prefix, int bits) {
      this.prefix = prefix;
      this.bits = bits;
    }

    static Range of(String text) {
      int slash = text.indexOf('/');
      try {
        // Literals: no name server is asked.
        byte[] prefix = InetAddress.getByName(text.substring(0, slash)).getAddress();
        return new Range(prefix, Integer.parseInt(text.substring(slash + 1)));
      } catch (UnknownHostException e) {
        throw new IllegalStateException(e);
      }
    }

    boolean has(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> (bit % 8);
        if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private static final List<Range> SPECIAL =
      ranges(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          // Azure's metadata and agents: a public address by its number alone.
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/3",
          "2001::/23",
          "2001:db8::/32",
          "2002::/16",
          "3fff::/20");

  /** All that is given out of IPv6 (RFC 4291 section 2.4). */
  private static final Range GLOBAL_UNICAST = Range.of("2000::/3");

  /** An IPv4 address behind a translator (RFC 6052 section 2.1). */
  private static final Range TRANSLATED = Range.of("64:ff9b::/96");

  private PublicAddresses() {}

  /** Whether anybody may be told to go there. */
  public static boolean has(InetAddress address) {
    return has(address.getAddress(), address instanceof Inet6Address);
  }

  private static boolean has(byte[] address, boolean six) {
    if (six && TRANSLATED.has(address)) {
      return has(Arrays.copyOfRange(address, 12, 16), false);
    }
    if (six && !GLOBAL_UNICAST.has(address)) {
      return false;
    }
    return SPECIAL.stream().noneMatch(range -> range.has(address));
  }

  private static List<Range> ranges(String... all) {
    return Arrays.stream(all).map(Range::of).toList();
  }
}
