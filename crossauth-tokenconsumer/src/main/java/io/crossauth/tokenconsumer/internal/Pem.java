package io.crossauth.tokenconsumer.internal;

import io.crossauth.value.Secret;
import java.io.ByteArrayInputStream;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Reads keys and certificates in PEM.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>
 */
public final class Pem {

  private static final List<String> KINDS = List.of("RSA", "EC", "Ed25519");
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----";

  private Pem() {}

  /**
   * The public key of a {@code PUBLIC KEY} or a {@code CERTIFICATE}.
   *
   * @throws UnusableKeyException if it is something else, or cannot be read
   */
  public static PublicKey publicKey(String pem) throws UnusableKeyException {
    String label = label(pem);
    byte[] der = der(pem, label);
    if (label.equals("CERTIFICATE")) {
      return certified(der);
    }
    if (!label.equals("PUBLIC KEY")) {
      throw new UnusableKeyException("PEM of " + known(label) + ", not PUBLIC KEY or CERTIFICATE");
    }
    for (String kind : KINDS) {
      try {
        return KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // Another kind of key; the next factory may know it.
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this JDK has no " + kind + " keys", e);
      }
    }
    throw new UnusableKeyException("a public key other than RSA, EC and Ed25519");
  }

  /**
   * The private key of a setting.
   *
   * @param setting the name of the setting, for messages
   * @throws IllegalArgumentException if it is no {@code PRIVATE KEY} (PKCS #8), RSA or EC
   */
  public static PrivateKey privateKey(String setting, Secret pem) {
    try {
      return privateKey(pem.reveal());
    } catch (UnusableKeyException e) {
      throw new IllegalArgumentException(setting + ": found " + e.getMessage(), e);
    }
  }

  /**
   * The private key of a {@code PRIVATE KEY} (PKCS #8), RSA or EC.
   *
   * @throws UnusableKeyException if it is something else, or cannot be read
   */
  public static PrivateKey privateKey(String pem) throws UnusableKeyException {
    String label = label(pem);
    if (!label.equals("PRIVATE KEY")) {
      throw new UnusableKeyException("PEM of " + known(label) + ", not PRIVATE KEY (PKCS #8)");
    }
    PKCS8EncodedKeySpec der = new PKCS8EncodedKeySpec(der(pem, label));
    for (String kind : KINDS.subList(0, 2)) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(der);
      } catch (InvalidKeySpecException e) {
        // Another kind of key; the next factory may know it.
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("this JDK has no " + kind + " keys", e);
      }
    }
    throw new UnusableKeyException("a private key other than RSA and EC");
  }

  /**
   * The public key of a certificate in DER.
   *
   * @throws UnusableKeyException if it is no certificate
   */
  public static PublicKey certified(byte[] der) throws UnusableKeyException {
    try {
      return CertificateFactory.getInstance("X.509")
          .generateCertificate(new ByteArrayInputStream(der))
          .getPublicKey();
    } catch (CertificateException | RuntimeException e) {
      // One odd certificate spoils no key set, whatever the JDK's reader trips over.
      throw new UnusableKeyException("a certificate that cannot be read");
    }
  }

  private static String label(String pem) throws UnusableKeyException {
    int from = pem.indexOf(BEGIN);
    int to = from < 0 ? -1 : pem.indexOf(END, from + BEGIN.length());
    if (to < 0) {
      throw new UnusableKeyException("a string that is not PEM");
    }
    return pem.substring(from + BEGIN.length(), to);
  }

  private static byte[] der(String pem, String label) throws UnusableKeyException {
    String begin = BEGIN + label + END;
    int from = pem.indexOf(begin) + begin.length();
    int to = pem.indexOf(END + "END " + label + END, from);
    if (to < 0) {
      throw new UnusableKeyException("PEM without an end");
    }
    try {
      StringBuilder text = new StringBuilder(to - from);
      pem.substring(from, to).chars().filter(c -> c > ' ').forEach(c -> text.append((char) c));
      return Base64.getDecoder().decode(text.toString());
    } catch (IllegalArgumentException e) {
      throw new UnusableKeyException("PEM that is not base64");
    }
  }

  private static String known(String label) {
    return List.of(
                "RSA PUBLIC KEY",
                "RSA PRIVATE KEY",
                "EC PRIVATE KEY",
                "PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "PUBLIC KEY",
                "CERTIFICATE")
            .contains(label)
        ? label
        : "another kind";
  }
}
