package io.crossauth.tokenconsumer.internal;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.util.Locale;
import javax.crypto.Mac;

/** Which private keys sign by which algorithm, and how: {@link JwsAlgorithm} for the other side. */
public final class SigningKeys {

  private SigningKeys() {}

  /**
   * The algorithm of a name, for a private key that can do it.
   *
   * @param joseName such as {@code RS256}
   * @throws IllegalArgumentException if no private key does it, or not this one
   */
  public static JwsAlgorithm algorithm(String joseName, PrivateKey key) {
    JwsAlgorithm algorithm = JwsAlgorithm.find(joseName);
    if (algorithm == null || algorithm.family() == JwsAlgorithm.Family.SECRET) {
      throw new IllegalArgumentException(
          "algorithm: expected one of RS/PS/ES256 to 512 or EdDSA, found " + joseName);
    }
    if (!fits(algorithm, key)) {
      throw new IllegalArgumentException(
          "key: expected one for " + algorithm + ", found " + described(key));
    }
    return algorithm;
  }

  /** RFC 7518 sections 3.3 to 3.5, RFC 8037 section 3.1. A key in an HSM may not tell its size. */
  private static boolean fits(JwsAlgorithm algorithm, PrivateKey key) {
    JwsAlgorithm.Family family = algorithm.family();
    if (key instanceof RSAKey rsa) {
      return family == JwsAlgorithm.Family.RSA
          && rsa.getModulus().bitLength() >= KeyRules.RSA_MIN_BITS;
    }
    if (key instanceof ECKey ec) {
      return orderBits(family) == ec.getParams().getOrder().bitLength();
    }
    if (key instanceof EdECKey ed) {
      return family == JwsAlgorithm.Family.ED25519 && ed.getParams().getName().equals("Ed25519");
    }
    return key.getAlgorithm().toUpperCase(Locale.ROOT).startsWith(jcaFamily(family));
  }

  private static int orderBits(JwsAlgorithm.Family family) {
    return switch (family) {
      case P256 -> 256;
      case P384 -> 384;
      case P521 -> 521;
      case RSA, ED25519, SECRET -> -1;
    };
  }

  private static String jcaFamily(JwsAlgorithm.Family family) {
    return switch (family) {
      case RSA -> "RSA";
      case P256, P384, P521 -> "EC";
      case ED25519 -> "ED";
      case SECRET -> "HMAC";
    };
  }

  private static String described(PrivateKey key) {
    if (key instanceof RSAKey rsa) {
      return "RSA of " + rsa.getModulus().bitLength() + " bits";
    }
    if (key instanceof ECKey ec) {
      return "EC of " + ec.getParams().getOrder().bitLength() + " bits";
    }
    return key instanceof EdECKey ed ? ed.getParams().getName() : key.getAlgorithm();
  }

  /**
   * Signs by the JDK, or by the provider whose key it is.
   *
   * @param key a private key, or a secret for HMAC
   * @return the signature in the form of JOSE
   * @throws GeneralSecurityException if nobody here can
   */
  public static byte[] sign(JwsAlgorithm algorithm, Key key, byte[] input)
      throws GeneralSecurityException {
    if (key instanceof PrivateKey privateKey) {
      Signature signature = CryptoProvider.jdk().signature(algorithm);
      signature.initSign(privateKey);
      signature.update(input);
      return signature.sign();
    }
    Mac mac = Mac.getInstance(algorithm.jcaName());
    mac.init(key);
    return mac.doFinal(input);
  }
}
