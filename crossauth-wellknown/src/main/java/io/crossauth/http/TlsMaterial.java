package io.crossauth.http;

import io.crossauth.value.Secret;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes TLS contexts of certificates and keys. */
final class TlsMaterial {

  private TlsMaterial() {}

  /** Reads a key store of any type that the JDK knows. */
  static KeyStore store(String name, Path file, Secret password) {
    try {
      return KeyStore.getInstance(file.toFile(), password.reveal().toCharArray());
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          name + ": expected a key store and its password at " + file + ", found none", e);
    }
  }

  /** Makes a trust store of certificates in PEM. */
  static KeyStore certificates(String name, String pem) {
    try {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      if (all.isEmpty()) {
        throw new IllegalArgumentException(name + ": expected certificates in PEM, found none");
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (Certificate certificate : all) {
        store.setCertificateEntry("certificate-" + store.size(), certificate);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(name + ": expected certificates in PEM", e);
    }
  }

  /** A context with other trust than the machine's, a client certificate, or both. */
  static SSLContext context(
      @Nullable KeyStore trust, @Nullable KeyStore identity, @Nullable Secret password) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers(identity, password), trustManagers(trust), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "clientCertificate: expected a key that the password opens", e);
    }
  }

  private static KeyManager @Nullable [] keyManagers(
      @Nullable KeyStore identity, @Nullable Secret password) throws GeneralSecurityException {
    if (identity == null || password == null) {
      return null;
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(identity, password.reveal().toCharArray());
    return factory.getKeyManagers();
  }

  static TrustManager @Nullable [] trustManagers(@Nullable KeyStore trust)
      throws GeneralSecurityException {
    if (trust == null) {
      return null;
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trust);
    return factory.getTrustManagers();
  }
}
