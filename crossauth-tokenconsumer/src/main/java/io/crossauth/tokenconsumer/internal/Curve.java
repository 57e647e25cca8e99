package io.crossauth.tokenconsumer.internal;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The NIST curves of RFC 7518 section 6.2.1.1. */
public enum Curve {
  P256("P-256", "secp256r1", 32, JwsAlgorithm.Family.P256),
  P384("P-384", "secp384r1", 48, JwsAlgorithm.Family.P384),
  P521("P-521", "secp521r1", 66, JwsAlgorithm.Family.P521);

  private final String joseName;
  private final int bytes;
  private final JwsAlgorithm.Family family;

  @SuppressWarnings("ImmutableEnumChecker") // immutable, though it does not say so
  private final ECParameterSpec parameters;

  /** The order of its group, of the curve's size. */
  @SuppressWarnings("ImmutableEnumChecker") // nobody else has it
  private final byte[] order;

  Curve(String joseName, String jcaName, int bytes, JwsAlgorithm.Family family) {
    this.joseName = joseName;
    this.bytes = bytes;
    this.family = family;
    try {
      AlgorithmParameters ec = AlgorithmParameters.getInstance("EC");
      ec.init(new ECGenParameterSpec(jcaName));
      this.parameters = ec.getParameterSpec(ECParameterSpec.class);
      this.order = new byte[bytes];
      byte[] number = parameters.getOrder().toByteArray();
      // It may begin with a byte for the sign.
      System.arraycopy(number, number.length - bytes, order, 0, bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no curve " + joseName, e);
    }
  }

  /** The curve of a JWK's {@code crv}, or null if there is none. */
  public static @Nullable Curve find(String joseName) {
    for (Curve curve : values()) {
      if (curve.joseName.equals(joseName)) {
        return curve;
      }
    }
    return null;
  }

  /** The curve with these parameters, or null if it is none of ours. */
  public static @Nullable Curve find(ECParameterSpec other) {
    for (Curve curve : values()) {
      ECParameterSpec ours = curve.parameters;
      if (ours.getCurve().equals(other.getCurve())
          && ours.getGenerator().equals(other.getGenerator())
          && ours.getOrder().equals(other.getOrder())
          && ours.getCofactor() == other.getCofactor()) {
        return curve;
      }
    }
    return null;
  }

  /** The curve that a family's keys are on, or null for a family of other keys. */
  static @Nullable Curve of(JwsAlgorithm.Family family) {
    return switch (family) {
      case P256 -> P256;
      case P384 -> P384;
      case P521 -> P521;
      case RSA, ED25519, SECRET -> null;
    };
  }

  /** The size of a coordinate, and of each half of a signature. */
  public int bytes() {
    return bytes;
  }

  /** The family of algorithms for its keys. */
  public JwsAlgorithm.Family family() {
    return family;
  }

  /** Its parameters. */
  public ECParameterSpec parameters() {
    return parameters;
  }

  /**
   * Whether the number of the curve's size that begins here lies between 1 and the order less one.
   */
  boolean isScalar(byte[] numbers, int from) {
    int to = from + bytes;
    int bits = 0;
    for (int i = from; i < to; i++) {
      bits |= numbers[i];
    }
    return bits != 0 && Arrays.compareUnsigned(numbers, from, to, order, 0, bytes) < 0;
  }

  /** Whether the point is on the curve (and so, the cofactor being one, in its group). */
  public boolean contains(ECPoint point) {
    if (point.equals(ECPoint.POINT_INFINITY)) {
      return false;
    }
    BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    if (x.signum() < 0 || x.compareTo(p) >= 0 || y.signum() < 0 || y.compareTo(p) >= 0) {
      return false;
    }
    BigInteger right =
        x.pow(3)
            .add(parameters.getCurve().getA().multiply(x))
            .add(parameters.getCurve().getB())
            .mod(p);
    return y.pow(2).mod(p).equals(right);
  }
}
