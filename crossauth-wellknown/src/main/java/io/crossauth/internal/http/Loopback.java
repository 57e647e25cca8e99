package io.crossauth.internal.http;

import java.util.Locale;

/** Tells whether a host of an address is this machine itself, without asking any name server. */
public final class Loopback {

  private Loopback() {}

  /**
   * Whether the host is {@code localhost}, {@code [::1]}, or an address of 127.0.0.0/8 written as
   * four decimal numbers (RFC 8252 section 7.3, RFC 6890).
   */
  public static boolean is(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.equals("[::1]")
        || name.equals("[0:0:0:0:0:0:0:1]")
        || isFourOctetsOf127(name);
  }

  private static boolean isFourOctetsOf127(String host) {
    if (!host.startsWith("127.")) {
      return false;
    }
    String[] octets = host.split("\\.", -1);
    if (octets.length != 4) {
      return false;
    }
    for (String octet : octets) {
      if (!isOctet(octet)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isOctet(String text) {
    boolean digits =
        !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    // A leading zero means octal to some and decimal to others.
    return digits && (text.length() == 1 || text.charAt(0) != '0') && Integer.parseInt(text) <= 255;
  }
}
