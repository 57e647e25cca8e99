package io.crossauth.tokenconsumer.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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

  private static final int PIECE = 256;

  /** The JDK's provider of MACs; any other has a long way for each piece. */
  private static final String JDK_MACS = "SunJCE";

  private Signatures() {}

  /**
   * Whether the signature is the key's. The key must be of the algorithm's family.
   *
   * @param provider who does the arithmetic; the JDK for HMAC
   * @param key the key as the JDK has it
   * @param ready the same, as the provider likes it
   * @param input what was signed, to its end
   */
  public static boolean verify(
      CryptoProvider provider,
      JwsAlgorithm algorithm,
      Key key,
      Key ready,
      InputStream input,
      byte[] signature) {
    try {
      if (algorithm.family() == JwsAlgorithm.Family.SECRET) {
        return verifyMac(algorithm, key, input, signature);
      }
      if (!(key instanceof PublicKey publicKey)
          || !(ready instanceof PublicKey readyKey)
          || !wellFormed(algorithm, publicKey, signature)) {
        return false;
      }
      Signature verifier = provider.signature(algorithm);
      verifier.initVerify(readyKey);
      // Ed25519 keeps all of it until the end, and a native provider has a long way for each piece.
      if (algorithm.family() == JwsAlgorithm.Family.ED25519 || provider.does(algorithm)) {
        verifier.update(input.readAllBytes());
      } else {
        pieces(input, verifier::update);
      }
      return verifier.verify(provider.wantsDer(algorithm) ? Der.ofRAndS(signature) : signature);
    } catch (SignatureException | InvalidKeyException | ProviderException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("input: cannot be read", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(provider + " cannot do " + algorithm, e);
    }
  }

  private static boolean verifyMac(
      JwsAlgorithm algorithm, Key key, InputStream input, byte[] signature)
      throws GeneralSecurityException, IOException {
    Mac mac = Mac.getInstance(algorithm.jcaName());
    mac.init(key);
    if (mac.getProvider().getName().equals(JDK_MACS)) {
      pieces(input, mac::update);
    } else {
      mac.update(input.readAllBytes());
    }
    return MessageDigest.isEqual(mac.doFinal(), signature);
  }

  /** Takes the next piece of what was signed. */
  private interface Hash {
    void update(byte[] piece, int from, int length) throws SignatureException;
  }

  private static void pieces(InputStream input, Hash hash) throws SignatureException, IOException {
    byte[] piece = new byte[PIECE];
    for (int length = input.read(piece); length >= 0; length = input.read(piece)) {
      hash.update(piece, 0, length);
    }
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
