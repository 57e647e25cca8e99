package io.crossauth.benchmarks.peers;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;

/** ECDSA signatures of P-256 in the form that some providers want. */
final class Der {

  private static final int INTEGER = 0x02;
  private static final int SEQUENCE = 0x30;

  private Der() {}

  /** Turns {@code r || s} (RFC 7518 section 3.4) into a sequence of two integers. */
  static byte[] ofConcatenated(byte[] signature) {
    ByteArrayOutputStream numbers = new ByteArrayOutputStream();
    int half = signature.length / 2;
    put(numbers, INTEGER, unsigned(Arrays.copyOf(signature, half)));
    put(numbers, INTEGER, unsigned(Arrays.copyOfRange(signature, half, signature.length)));
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    put(whole, SEQUENCE, numbers.toByteArray());
    return whole.toByteArray();
  }

  private static byte[] unsigned(byte[] number) {
    return new BigInteger(1, number).toByteArray();
  }

  private static void put(ByteArrayOutputStream out, int tag, byte[] content) {
    out.write(tag);
    out.write(content.length);
    out.writeBytes(content);
  }
}
