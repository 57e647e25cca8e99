package io.crossauth.client.internal;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;

/** The signature algorithms of RFC 7518 and RFC 8037, as the JDK names them. */
enum SignatureAlgorithm {
  RS256("SHA256withRSA", "RSA"),
  RS384("SHA384withRSA", "RSA"),
  RS512("SHA512withRSA", "RSA"),
  PS256("RSASSA-PSS", "RSA"),
  PS384("RSASSA-PSS", "RSA"),
  PS512("RSASSA-PSS", "RSA"),
  ES256("SHA256withECDSAinP1363Format", "EC"),
  ES384("SHA384withECDSAinP1363Format", "EC"),
  ES512("SHA512withECDSAinP1363Format", "EC"),
  EDDSA("Ed25519", "ED"),
  HS256("HmacSHA256", "HMAC");

  private static final int MIN_RSA_BITS = 2048;

  private final String jdkName;
  private final String family;

  SignatureAlgorithm(String jdkName, String family) {
    this.jdkName = jdkName;
    this.family = family;
  }

  static SignatureAlgorithm named(String jwaName) {
    for (SignatureAlgorithm algorithm : values()) {
      if (algorithm.jwaName().equals(jwaName)
          || (algorithm == EDDSA && jwaName.equals("Ed25519"))) {
        return algorithm;
      }
    }
    throw new IllegalArgumentException(
        "algorithm: expected one of RS/PS/ES256 to 512 or EdDSA, found " + jwaName);
  }

  String jwaName() {
    return this == EDDSA ? "EdDSA" : name();
  }

  SignatureAlgorithm forKey(PrivateKey key) {
    if (!fits(key)) {
      throw new IllegalArgumentException(
          "key: expected one for " + jwaName() + ", found " + described(key));
    }
    return this;
  }

  /** RFC 7518 sections 3.3 to 3.5, RFC 8037 section 3.1. A key in an HSM may not tell its size. */
  private boolean fits(PrivateKey key) {
    if (key instanceof RSAKey rsa) {
      return family.equals("RSA") && rsa.getModulus().bitLength() >= MIN_RSA_BITS;
    }
    if (key instanceof ECKey ec) {
      return family.equals("EC") && ec.getParams().getOrder().bitLength() == curveBits();
    }
    if (key instanceof EdECKey ed) {
      return family.equals("ED") && ed.getParams().getName().equals("Ed25519");
    }
    return key.getAlgorithm().toUpperCase(Locale.ROOT).startsWith(family);
  }

  private int curveBits() {
    return this == ES512 ? 521 : Integer.parseInt(name().substring(2));
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

  Signature signature() throws GeneralSecurityException {
    Signature signature = Signature.getInstance(jdkName);
    if (name().startsWith("PS")) {
      int bits = Integer.parseInt(name().substring(2));
      String hash = "SHA-" + bits;
      signature.setParameter(
          new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), bits / 8, 1));
    }
    return signature;
  }
}
