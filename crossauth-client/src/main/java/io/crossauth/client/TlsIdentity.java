package io.crossauth.client;

import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.value.Secret;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/**
 * What the client presents in TLS: nothing, keys for a transport of its own, or the certificate
 * that a given transport presents.
 */
final class TlsIdentity {

  private final @Nullable X509Certificate certificate;
  private final @Nullable KeyStore keys;
  private final @Nullable Secret password;

  private TlsIdentity(
      @Nullable X509Certificate certificate, @Nullable KeyStore keys, @Nullable Secret password) {
    this.certificate = certificate;
    this.keys = keys;
    this.password = password;
  }

  static TlsIdentity none() {
    return new TlsIdentity(null, null, null);
  }

  static TlsIdentity of(KeyStore keys, Secret password) {
    return new TlsIdentity(certificate(keys), keys, password);
  }

  static TlsIdentity of(X509Certificate own) {
    return new TlsIdentity(own, null, null);
  }

  @Nullable X509Certificate certificate() {
    return certificate;
  }

  void requireNoKeys() {
    if (keys != null) {
      throw new IllegalArgumentException(
          "tlsIdentity: expected keys for a transport of the client's own, found a given one;"
              + " give the transport its keys, and the client the certificate");
    }
  }

  /** A transport of the client's own that presents it. */
  ApacheHttpTransport transport() {
    if (certificate != null && keys == null) {
      throw new IllegalArgumentException(
          "tlsIdentity: expected the transport that presents the certificate, found none");
    }
    return keys == null || password == null
        ? ApacheHttpTransport.create()
        : ApacheHttpTransport.builder().clientCertificate(keys, password).build();
  }

  private static X509Certificate certificate(KeyStore keys) {
    try {
      for (String alias : Collections.list(keys.aliases())) {
        if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate own) {
          return own;
        }
      }
    } catch (KeyStoreException e) {
      throw new IllegalArgumentException("tlsIdentity: expected a key store that is loaded", e);
    }
    throw new IllegalArgumentException(
        "tlsIdentity: expected a key with its certificate, found none");
  }
}
