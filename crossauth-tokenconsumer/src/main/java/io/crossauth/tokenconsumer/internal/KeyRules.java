package io.crossauth.tokenconsumer.internal;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Set;

/** Which public keys are strong and whole enough, and for which algorithms. */
public final class KeyRules {

  /** The fewest and the most bits of an RSA modulus. */
  public static final int RSA_MIN_BITS = 2048;

  public static final int RSA_MAX_BITS = 8192;

  private static final int EXPONENT_MAX_BITS = 32;

  private KeyRules() {}

  /**
   * The algorithms that a key is able to check.
   *
   * @throws UnusableKeyException if the key is weak, malformed or of a kind that we do not know
   */
  public static Set<JwsAlgorithm> algorithmsOf(PublicKey key) throws UnusableKeyException {
    if (key instanceof RSAPublicKey rsa) {
      checkRsa(rsa.getModulus(), rsa.getPublicExponent());
      return JwsAlgorithm.of(JwsAlgorithm.Family.RSA);
    }
    if (key instanceof ECPublicKey ec) {
      Curve curve = Curve.find(ec.getParams());
      if (curve == null) {
        throw new UnusableKeyException("a curve other than P-256, P-384 and P-521");
      }
      if (!curve.contains(ec.getW())) {
        throw new UnusableKeyException("a point that is not on the curve");
      }
      return JwsAlgorithm.of(curve.family());
    }
    if (key instanceof EdECPublicKey ed) {
      checkEd25519(ed);
      return JwsAlgorithm.of(JwsAlgorithm.Family.ED25519);
    }
    throw new UnusableKeyException("a key of kind " + key.getAlgorithm());
  }

  /**
   * Checks the numbers of an RSA key.
   *
   * @throws UnusableKeyException if they are too small, too large or odd in another way
   */
  static void checkRsa(BigInteger modulus, BigInteger exponent) throws UnusableKeyException {
    int bits = modulus.bitLength();
    if (modulus.signum() <= 0 || bits < RSA_MIN_BITS || bits > RSA_MAX_BITS) {
      throw new UnusableKeyException(
          "an RSA modulus of " + bits + " bits, not " + RSA_MIN_BITS + " to " + RSA_MAX_BITS);
    }
    if (!modulus.testBit(0)) {
      throw new UnusableKeyException("an even RSA modulus");
    }
    // e = 1 makes every text its own signature; a huge e makes every check slow.
    if (exponent.compareTo(BigInteger.valueOf(3)) < 0
        || !exponent.testBit(0)
        || exponent.bitLength() > EXPONENT_MAX_BITS) {
      throw new UnusableKeyException("an RSA exponent that is not odd, from 3 and below 2^32");
    }
    if (Roca.marks(modulus)) {
      throw new UnusableKeyException("an RSA modulus with the marks of ROCA (CVE-2017-15361)");
    }
  }

  private static void checkEd25519(EdECPublicKey key) throws UnusableKeyException {
    if (!key.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      throw new UnusableKeyException("a curve other than Ed25519");
    }
    try {
      // Decodes the point, which the key factory does not.
      Signature.getInstance("Ed25519").initVerify(key);
    } catch (GeneralSecurityException e) {
      throw new UnusableKeyException("a point that is not on the curve");
    }
    // RFC 8032 section 5.1.7: below these y lie points of small order, which fit any signature.
    BigInteger y = key.getPoint().getY();
    if (SmallOrder.has(y)) {
      throw new UnusableKeyException("a point of small order");
    }
  }
}
