package io.crossauth.http;

import io.crossauth.value.Secret;
import java.security.KeyStore;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.jspecify.annotations.Nullable;

/**
 * What was said of TLS.
 *
 * @param context a context that is given whole
 * @param trust whom to trust; null for whom the machine does
 * @param identity a store with keys of ours
 * @param password the password of these keys
 * @param source gives the certificate of now
 * @param contexts gives the context of now
 */
record TlsSettings(
    @Nullable SSLContext context,
    @Nullable KeyStore trust,
    @Nullable KeyStore identity,
    @Nullable Secret password,
    @Nullable Supplier<ClientCertificate> source,
    @Nullable Supplier<SSLContext> contexts) {

  /**
   * The pools of connections that have such TLS.
   *
   * @param open makes one
   * @throws IllegalArgumentException if two things that were said exclude each other
   */
  Pools pools(Function<TlsSocketStrategy, HttpClientConnectionManager> open) {
    Tls usual = usual();
    if (source != null) {
      return Pools.each(source, "a client certificate", shown -> open.apply(showing(shown)));
    }
    return contexts == null
        ? Pools.one(open.apply(usual))
        : Pools.each(contexts, "a TLS context", renewed -> open.apply(new Tls(renewed)));
  }

  /** TLS without what a source gives. */
  private Tls usual() {
    if ((context != null || contexts != null)
        && (trust != null || identity != null || source != null)) {
      throw new IllegalArgumentException(
          "sslContext: expected either a context or certificates, found both");
    }
    if (context != null && contexts != null) {
      throw new IllegalArgumentException(
          "sslContext: expected either a context or a source of them, found both");
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
  private Tls showing(ClientCertificate shown) {
    return new Tls(shown.sslContext(trust));
  }
}
