package io.crossauth.tokenconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureRangeTest {

  @DisplayName("S-01 r and s lie between 0 and the order, and we look ourselves, whatever the JDK")
  @ParameterizedTest
  @EnumSource(Curve.class)
  void range(Curve curve) {
    BigInteger order = curve.parameters().getOrder();
    BigInteger last = order.subtract(BigInteger.ONE);
    assertThat(possible(curve, BigInteger.ONE, last)).isTrue();
    assertThat(possible(curve, last, BigInteger.ONE)).isTrue();
    assertThat(possible(curve, BigInteger.ZERO, last)).isFalse();
    assertThat(possible(curve, last, BigInteger.ZERO)).isFalse();
    assertThat(possible(curve, order, last)).isFalse();
    assertThat(possible(curve, last, order)).isFalse();
    assertThat(Signatures.rAndS(curve, new byte[2 * curve.bytes() - 1])).isFalse();
    assertThat(Signatures.rAndS(curve, new byte[2 * curve.bytes() + 1])).isFalse();
  }

  private static boolean possible(Curve curve, BigInteger r, BigInteger s) {
    byte[] both = new byte[2 * curve.bytes()];
    put(both, curve.bytes(), r);
    put(both, both.length, s);
    return Signatures.rAndS(curve, both);
  }

  private static void put(byte[] into, int end, BigInteger number) {
    byte[] bytes = number.toByteArray();
    for (int i = 0; i < bytes.length && i < into.length / 2; i++) {
      into[end - 1 - i] = bytes[bytes.length - 1 - i];
    }
  }
}
