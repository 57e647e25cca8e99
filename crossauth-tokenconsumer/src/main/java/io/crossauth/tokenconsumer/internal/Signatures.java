package io.crossauth.tokenconsumer.internal;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import javax.crypto.Mac;

/** Checks signatures; the one place that does. */
public final class Signatures {

  private Signatures() {}

  /**
   * Whether the signature is the key's. The key must be of the algorithm's family.
   *
   * @param provider who does the arithmetic; the JDK for HMAC
   * @param key the key as the JDK has it
   * @param ready the same, as the provider likes it
   * @param input holds what was signed in its first bytes
   * @param length how many of them
   */
  public static boolean verify(
      CryptoProvider provider,
      JwsAlgorithm algorithm,
      Key key,
      Key ready,
      byte[] input,
      int length,
      byte[] signature) {
    try {
      if (algorithm.family() == JwsAlgorithm.Family.SECRET) {
        return verifyMac(algorithm, key, input, length, signature);
      }
      if (!(key instanceof PublicKey publicKey)
          || !(ready instanceof PublicKey readyKey)
          || !wellFormed(algorithm, publicKey, signature)) {
        return false;
      }
      Signature verifier = provider.signature(algorithm);
      verifier.initVerify(readyKey);
      verifier.update(input, 0, length);
      return verifier.verify(provider.wantsDer(algorithm) ? Der.ofRAndS(signature) : signature);
    } catch (SignatureException | InvalidKeyException | ProviderException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider + " cannot do " + algorithm, e);
    }
  }

  private static boolean verifyMac(
      JwsAlgorithm algorithm, Key key, byte[] input, int length, byte[] signature)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm.jcaName());
    mac.init(key);
    mac.update(input, 0, length);
    return MessageDigest.isEqual(mac.doFinal(), signature);
  }

  private static boolean wellFormed(JwsAlgorithm algorithm, PublicKey key, byte[] signature) {
    return switch (algorithm.family()) {
      // RFC 8017 section 8.2.2 step 1: as long as the modulus
      case RSA ->
          key instanceof RSAPublicKey rsa
              && signature.length == (rsa.getModulus().bitLength() + 7) / 8;
      case P256 -> rAndS(Curve.P256, signature);
      case P384 -> rAndS(Curve.P384, signature);
      case P521 -> rAndS(Curve.P521, signature);
      case ED25519 -> signature.length == 64;
      case SECRET -> false;
    };
  }

  /**
   * RFC 7518 section 3.4: r and s, each of the curve's size. Both lie between 1 and the order less
   * one; JDK 15 to 18 forgot to look (CVE-2022-21449).
   */
  static boolean rAndS(Curve curve, byte[] signature) {
    int bytes = curve.bytes();
    return signature.length == 2 * bytes
        && curve.isScalar(signature, 0)
        && curve.isScalar(signature, bytes);
  }
}
