package io.crossauth.client;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.error.ConfigurationException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.ClientCertificate;
import io.crossauth.value.Secret;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the client presents in TLS: nothing, a certificate for a transport of its own, or what a
 * given transport presents.
 */
final class TlsIdentity {

  private final @Nullable Supplier<X509Certificate> certificate;
  private final @Nullable Supplier<ClientCertificate> source;
  private final boolean forOwnTransport;

  private TlsIdentity(
      @Nullable Supplier<X509Certificate> certificate,
      @Nullable Supplier<ClientCertificate> source,
      boolean forOwnTransport) {
    this.certificate = certificate;
    this.source = source;
    this.forOwnTransport = forOwnTransport;
  }

  static TlsIdentity none() {
    return new TlsIdentity(null, null, false);
  }

  static TlsIdentity of(KeyStore keys, Secret password) {
    ClientCertificate own = ClientCertificate.of(keys, password);
    return new TlsIdentity(own::certificate, () -> own, true);
  }

  static TlsIdentity of(X509Certificate own) {
    return new TlsIdentity(() -> own, null, false);
  }

  static TlsIdentity of(Supplier<ClientCertificate> source) {
    return new TlsIdentity(() -> now(source), source, false);
  }

  private static X509Certificate now(Supplier<ClientCertificate> source) {
    ClientCertificate certificate = null;
    String found = "none";
    try {
      certificate = source.get();
    } catch (RuntimeException e) {
      found = "a failure: " + e.getClass().getSimpleName();
    }
    if (certificate == null) {
      throw new ConfigurationException(
          "config.client_certificate",
          "tlsIdentity: expected a certificate from its source, found "
              + found
              + "; see that it gives one at each call");
    }
    return certificate.certificate();
  }

  /** Gives the certificate of now; null if none is ever presented. */
  @Nullable Supplier<X509Certificate> certificate() {
    return certificate;
  }

  /** A way to authenticate that rests on a certificate needs one. */
  void requireFor(ClientAuthentication authentication) {
    boolean needed =
        ClientAuthentication.tls().equals(authentication)
            || ClientAuthentication.selfSignedTls().equals(authentication);
    if (needed && certificate == null) {
      throw new IllegalArgumentException(
          "tlsIdentity: expected the certificate that client authentication rests on, found none");
    }
  }

  void requireNoKeys() {
    if (forOwnTransport) {
      throw new IllegalArgumentException(
          "tlsIdentity: expected keys for a transport of the client's own, found a given one;"
              + " give the transport its keys, and the client the certificate");
    }
  }

  /** A transport of the client's own that presents it. */
  ApacheHttpTransport transport() {
    if (certificate != null && source == null) {
      throw new IllegalArgumentException(
          "tlsIdentity: expected the transport that presents the certificate, found none");
    }
    return source == null
        ? ApacheHttpTransport.create()
        : ApacheHttpTransport.builder().clientCertificate(source).build();
  }
}
