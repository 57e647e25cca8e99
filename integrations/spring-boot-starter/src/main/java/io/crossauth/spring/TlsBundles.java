package io.crossauth.spring;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** TLS by the names of {@code spring.ssl.bundle}. */
final class TlsBundles {

  private final @Nullable SslBundles bundles;

  TlsBundles(@Nullable SslBundles bundles) {
    this.bundles = bundles;
  }

  /**
   * What a bundle says.
   *
   * @param context whom to trust, and what to show
   * @param certificate what is shown, if anything
   */
  record Tls(SSLContext context, Optional<X509Certificate> certificate) {}

  Tls get(String property, String name) {
    if (bundles == null) {
      throw none(property);
    }
    try {
      SslBundle bundle = bundles.getBundle(name);
      return new Tls(bundle.createSslContext(), shown(bundle.getStores().getKeyStore()));
    } catch (NoSuchSslBundleException e) {
      throw none(property);
    } catch (IllegalStateException | KeyStoreException e) {
      throw Property.wrong(
          property,
          "expected a bundle that can be read, found a failure: " + e.getClass().getSimpleName(),
          "correct spring.ssl.bundle of this name");
    }
  }

  private static RuntimeException none(String property) {
    return Property.wrong(
        property,
        "expected the name of an SSL bundle, found something else",
        "declare it below spring.ssl.bundle");
  }

  private static Optional<X509Certificate> shown(@Nullable KeyStore keys) throws KeyStoreException {
    if (keys == null) {
      return Optional.empty();
    }
    for (String alias : Collections.list(keys.aliases())) {
      if (keys.isKeyEntry(alias) && keys.getCertificate(alias) instanceof X509Certificate own) {
        return Optional.of(own);
      }
    }
    return Optional.empty();
  }
}
