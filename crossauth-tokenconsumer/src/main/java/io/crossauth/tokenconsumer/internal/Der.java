package io.crossauth.tokenconsumer.internal;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** The form in which some providers want ECDSA signatures (RFC 3279 section 2.2.3). */
final class Der {

  private static final int INTEGER = 0x02;
  private static final int SEQUENCE = 0x30;

  private Der() {}

  /**
   * Turns r and s, side by side as JOSE has them, into a sequence of two integers.
   *
   * @param signature two numbers of the same size, each more than zero
   */
  static byte[] ofRAndS(byte[] signature) {
    int half = signature.length / 2;
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    put(numbers, INTEGER, number(signature, 0, half));
    put(numbers, INTEGER, number(signature, half, signature.length));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    put(all, SEQUENCE, numbers.toByteArray());
    return all.toByteArray();
  }

  private static byte[] number(byte[] signature, int from, int to) {
    return new BigInteger(1, Arrays.copyOfRange(signature, from, to)).toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    if (content.length > 127) {
      // Up to 139 bytes for P-521.
      out.write(0x81);
    }
    out.write(content.length);
    out.writeBytes(content);
  }
}
