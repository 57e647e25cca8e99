package io.crossauth.servlet.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** The address that a container says a connection comes from. */
final class PeerAddress {

  private PeerAddress() {}

  /**
   * Reads an address.
   *
   * @param text as the container writes it: IPv6 in brackets or not, with a zone or not
   * @return the address; null for a name, the path of a socket, or nothing
   */
  static @Nullable InetAddress parse(@Nullable String text) {
    if (text == null) {
      return null;
    }
    boolean brackets = text.startsWith("[") && text.endsWith("]");
    String inside = brackets ? text.substring(1, text.length() - 1) : text;
    int zone = inside.indexOf('%');
    String bare = zone < 0 ? inside : inside.substring(0, zone);
    if (!isV4(bare) && !isV6(bare)) {
      return null;
    }
    try {
      return InetAddress.getByName(bare);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Four numbers up to 255, without zeros before them. */
  private static boolean isV4(String text) {
    int dots = 0;
    int octet = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && octet >= 0) {
        dots++;
        octet = -1;
      } else if (c >= '0' && c <= '9' && octet != 0) {
        octet = 10 * Math.max(0, octet) + c - '0';
      } else {
        return false;
      }
      if (octet > 255) {
        return false;
      }
    }
    return dots == 3 && octet >= 0;
  }

  /** By its colon it is never asked of a name server. */
  private static boolean isV6(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ':' && c != '.' && (c >= 128 || Character.digit(c, 16) < 0)) {
        return false;
      }
    }
    return text.indexOf(':') >= 0;
  }
}
