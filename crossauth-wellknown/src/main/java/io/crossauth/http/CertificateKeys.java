package io.crossauth.http;

import io.crossauth.value.Secret;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads certificates and the keys that belong to them. No message has anything of a key. */
final class CertificateKeys {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";

  private CertificateKeys() {}

  static KeyStore.PrivateKeyEntry entry(KeyStore store, Secret password) {
    KeyStore.PasswordProtection opened =
        new KeyStore.PasswordProtection(password.reveal().toCharArray());
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)
            && store.getEntry(alias, opened) instanceof KeyStore.PrivateKeyEntry entry) {
          return entry;
        }
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "clientCertificate: expected a loaded key store, and the password of its key", e);
    }
    throw new IllegalArgumentException(
        "clientCertificate: expected a key with its certificate, found none");
  }

  static List<X509Certificate> chain(Certificate @Nullable [] chain) {
    List<X509Certificate> all = new ArrayList<>();
    for (Certificate one : chain == null ? new Certificate[0] : chain) {
      if (one instanceof X509Certificate certificate) {
        all.add(certificate);
      }
    }
    return checked(all);
  }

  static List<X509Certificate> certificates(String pem) {
    try {
      byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
      return chain(
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes))
              .toArray(Certificate[]::new));
    } catch (CertificateException e) {
      throw new IllegalArgumentException("clientCertificate: expected certificates in PEM", e);
    }
  }

  private static List<X509Certificate> checked(List<X509Certificate> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException(
          "clientCertificate: expected an X.509 certificate, found none");
    }
    return List.copyOf(all);
  }

  /** The key in PEM, which is that of the certificate. */
  static PrivateKey pkcs8(Secret pem, X509Certificate certificate) {
    String text = pem.reveal();
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END, Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw unreadable();
    }
    PrivateKey key;
    try {
      byte[] der = Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end));
      key =
          KeyFactory.getInstance(certificate.getPublicKey().getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // The cause might quote the key.
      throw unreadable();
    }
    if (!belongs(key, certificate)) {
      throw new IllegalArgumentException(
          "clientCertificate: expected the key of the certificate, found a different one");
    }
    return key;
  }

  private static IllegalArgumentException unreadable() {
    return new IllegalArgumentException(
        "clientCertificate: expected a key of the certificate's kind in PKCS #8 that is not"
            + " encrypted (BEGIN PRIVATE KEY); openssl pkcs8 -topk8 -nocrypt makes one");
  }

  private static boolean belongs(PrivateKey key, X509Certificate certificate) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] text = {1, 2, 3};
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(text);
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(certificate.getPublicKey());
      verifying.update(text);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
