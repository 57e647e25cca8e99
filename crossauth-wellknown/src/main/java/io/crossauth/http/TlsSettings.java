package io.crossauth.http;

import io.crossauth.value.Secret;
import java.security.KeyStore;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What was said of TLS.
 *
 * @param context a context that is given whole
 * @param trust whom to trust; null for whom the machine does
 * @param identity a store with keys of ours
 * @param password the password of these keys
 * @param source gives the certificate of now
 */
record TlsSettings(
    @Nullable SSLContext context,
    @Nullable KeyStore trust,
    @Nullable KeyStore identity,
    @Nullable Secret password,
    @Nullable Supplier<ClientCertificate> source) {

  /**
   * TLS without a certificate of the source.
   *
   * @throws IllegalArgumentException if two things that were said exclude each other
   */
  Tls usual() {
    if (context != null && (trust != null || identity != null || source != null)) {
      throw new IllegalArgumentException(
          "sslContext: expected either a context or certificates, found both");
    }
    if (identity != null && source != null) {
      throw new IllegalArgumentException(
          "clientCertificate: expected either a key store or a source, found both");
    }
    return trust != null || identity != null
        ? new Tls(TlsMaterial.context(trust, identity, password))
        : new Tls(context);
  }

  /** TLS that shows a certificate. */
  Tls showing(ClientCertificate shown) {
    return new Tls(shown.sslContext(trust));
  }
}
