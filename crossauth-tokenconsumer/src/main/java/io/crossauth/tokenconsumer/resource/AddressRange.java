package io.crossauth.tokenconsumer.resource;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * An IP address, or all that begin with the same bits (RFC 4632 section 3.1). Names are none: they
 * would be looked up.
 *
 * @param network the first address
 * @param bits how many of its bits count
 */
record AddressRange(InetAddress network, int bits) {

  private static final Pattern V4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

  /**
   * A range as it is written: {@code 10.0.0.7}, {@code 10.1.0.0/16}, {@code fd00::/8}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static AddressRange parse(String text) {
    String[] parts = text.split("/", 2);
    if (!V4.matcher(parts[0]).matches() && !V6.matcher(parts[0]).matches()) {
      throw wrong(text);
    }
    try {
      InetAddress address = InetAddress.getByName(parts[0]);
      int most = address.getAddress().length * Byte.SIZE;
      int bits = parts.length == 1 ? most : Integer.parseInt(parts[1]);
      if (bits < 1 || bits > most) {
        throw wrong(text);
      }
      AddressRange range = new AddressRange(address, bits);
      // 10.1.0.0/12 would be more than whoever writes it thinks.
      if (range.hasMoreBits()) {
        throw wrong(text);
      }
      return range;
    } catch (UnknownHostException | NumberFormatException e) {
      throw wrong(text);
    }
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "proxy: expected an IP address, or a range of addresses such as 10.1.0.0/16, found "
            + Quoted.plain(text));
  }

  private boolean hasMoreBits() {
    byte[] all = network.getAddress();
    for (int bit = bits; bit < all.length * Byte.SIZE; bit++) {
      if ((all[bit / Byte.SIZE] & (0x80 >> (bit % Byte.SIZE))) != 0) {
        return true;
      }
    }
    return false;
  }

  boolean contains(InetAddress address) {
    byte[] ours = network.getAddress();
    byte[] theirs = address.getAddress();
    if (ours.length != theirs.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((ours[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
