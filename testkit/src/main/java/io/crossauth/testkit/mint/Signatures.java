package io.crossauth.testkit.mint;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;

/**
 * JOSE signatures (RFC 7518 section 3, RFC 8037) by the JDK alone, key against algorithm unchecked.
 */
final class Signatures {

  private Signatures() {}

  static byte[] sign(String algorithm, Key key, byte[] input) {
    try {
      if (algorithm.startsWith("HS")) {
        return hmac(algorithm, key, input);
      }
      Signature signature = signature(algorithm);
      signature.initSign((PrivateKey) key);
      signature.update(input);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("this key cannot sign by " + algorithm, e);
    }
  }

  static boolean verify(String algorithm, Key key, byte[] input, byte[] signed) {
    try {
      if (algorithm.startsWith("HS")) {
        return MessageDigest.isEqual(hmac(algorithm, key, input), signed);
      }
      Signature signature = signature(algorithm);
      signature.initVerify((PublicKey) key);
      signature.update(input);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static byte[] hmac(String algorithm, Key key, byte[] input)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA" + bits(algorithm));
    mac.init(key);
    return mac.doFinal(input);
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    if (algorithm.equals("EdDSA") || algorithm.equals("Ed25519")) {
      return Signature.getInstance("Ed25519");
    }
    int bits = bits(algorithm);
    return switch (algorithm.substring(0, 2)) {
      case "RS" -> Signature.getInstance("SHA" + bits + "withRSA");
      case "PS" -> pss(bits);
      // RFC 7518 section 3.4: r and s side by side, not the DER that ECDSA gives by default.
      case "ES" -> Signature.getInstance("SHA" + bits + "withECDSAinP1363Format");
      default -> throw new IllegalArgumentException("no such algorithm: " + algorithm);
    };
  }

  private static Signature pss(int bits) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    MGF1ParameterSpec mask = new MGF1ParameterSpec("SHA-" + bits);
    signature.setParameter(
        new PSSParameterSpec(
            "SHA-" + bits, "MGF1", mask, bits / 8, PSSParameterSpec.TRAILER_FIELD_BC));
    return signature;
  }

  private static int bits(String algorithm) {
    return switch (algorithm) {
      case "HS256", "RS256", "PS256", "ES256" -> 256;
      case "HS384", "RS384", "PS384", "ES384" -> 384;
      case "HS512", "RS512", "PS512", "ES512" -> 512;
      default -> throw new IllegalArgumentException("no such algorithm: " + algorithm);
    };
  }
}
