package io.crossauth.client;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Collections;

/** Finds the certificate in a key store. */
final class TlsIdentity {

  private TlsIdentity() {}

  static X509Certificate certificate(KeyStore keys) {
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
