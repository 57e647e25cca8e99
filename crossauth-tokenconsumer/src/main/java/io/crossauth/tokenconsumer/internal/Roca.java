package io.crossauth.tokenconsumer.internal;

import java.math.BigInteger;
import java.util.BitSet;
import java.util.List;

/**
 * Finds RSA keys of the faulty generator of CVE-2017-15361 (ROCA).
 *
 * <p>Its primes are k·M + 65537^a mod M, M being a product of small primes. So a modulus, taken by
 * each small prime r, is a power of 65537; for other keys that holds for all of them together with
 * a chance below 2^-100.
 */
final class Roca {

  private static final List<Integer> PRIMES =
      List.of(
          3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89,
          97, 101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167);

  private static final List<BitSet> POWERS = PRIMES.stream().map(Roca::powersOf65537).toList();

  private Roca() {}

  static boolean marks(BigInteger modulus) {
    for (int i = 0; i < PRIMES.size(); i++) {
      int rest = modulus.mod(BigInteger.valueOf(PRIMES.get(i))).intValue();
      if (!POWERS.get(i).get(rest)) {
        return false;
      }
    }
    return true;
  }

  private static BitSet powersOf65537(int prime) {
    BitSet powers = new BitSet(prime);
    int power = 1;
    do {
      powers.set(power);
      power = power * (65537 % prime) % prime;
    } while (power != 1);
    return powers;
  }
}
