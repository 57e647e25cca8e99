package io.crossauth.servlet.api;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address that a container says a connection comes from. */
final class PeerAddress {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  private static final Pattern V4 = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);

  /** By its colon it is never asked of a name server. */
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

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
    String bare = (brackets ? text.substring(1, text.length() - 1) : text).split("%", 2)[0];
    if (!V4.matcher(bare).matches() && !V6.matcher(bare).matches()) {
      return null;
    }
    try {
      return InetAddress.getByName(bare);
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
