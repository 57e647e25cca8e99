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
    int octets = 0;
    for (int begin = 0; begin <= host.length(); octets++) {
      int dot = host.indexOf('.', begin);
      int end = dot < 0 ? host.length() : dot;
      if (!isOctet(host, begin, end)) {
        return false;
      }
      begin = end + 1;
    }
    return octets == 4;
  }

  private static boolean isOctet(String text, int begin, int end) {
    int length = end - begin;
    // A leading zero means octal to some and decimal to others.
    if (length < 1 || length > 3 || (length > 1 && text.charAt(begin) == '0')) {
      return false;
    }
    int value = 0;
    for (int i = begin; i < end; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
      value = 10 * value + c - '0';
    }
    return value <= 255;
  }
}
