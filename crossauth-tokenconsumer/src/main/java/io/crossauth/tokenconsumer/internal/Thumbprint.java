package io.crossauth.tokenconsumer.internal;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/** Short names of keys and certificates that nobody can choose. */
public final class Thumbprint {

  private Thumbprint() {}

  /**
   * The {@code x5t#S256} of a certificate (RFC 8705 section 3.1).
   *
   * @throws IllegalArgumentException if the certificate has no DER form
   */
  public static String ofCertificate(X509Certificate certificate) {
    try {
      return Hashes.sha256(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("certificate: expected one with a DER form", e);
    }
  }
}
