package io.crossauth.tokenconsumer.internal;

import java.math.BigInteger;

/**
 * The points of Ed25519 whose order divides eight. A signature that fits one of them proves
 * nothing.
 */
final class SmallOrder {

  private static final BigInteger P =
      BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  private SmallOrder() {}

  /**
   * Whether the points with this y are of small order.
   *
   * <p>y = 1 has order 1, y = -1 order 2, y = 0 order 4. A point of order 8 doubles to one of order
   * 4, whose y is 0; by the doubling law on -x² + y² = 1 + dx²y² that is x² + y² = 0, and so -x² =
   * y² gives d·y⁴ + 2·y² - 1 = 0.
   */
  static boolean has(BigInteger y) {
    BigInteger reduced = y.mod(P);
    if (reduced.signum() == 0
        || reduced.equals(BigInteger.ONE)
        || reduced.equals(P.subtract(BigInteger.ONE))) {
      return true;
    }
    // RFC 8032 section 5.1: d = -121665/121666
    BigInteger d =
        BigInteger.valueOf(-121665).multiply(BigInteger.valueOf(121666).modInverse(P)).mod(P);
    BigInteger square = reduced.pow(2);
    return d.multiply(square.pow(2))
            .add(square.shiftLeft(1))
            .subtract(BigInteger.ONE)
            .mod(P)
            .signum()
        == 0;
  }
}
