package io.crossauth.spring;

import io.crossauth.http.ClientCertificate;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** TLS by the names of {@code spring.ssl.bundle}, as it is now: bundles may be reloaded. */
final class TlsBundles {

  private static final Logger LOG = System.getLogger(TlsBundles.class.getName());

  /** Of keys that certificates of clients have. */
  private static final List<String> KEY_TYPES = List.of("EC", "RSA", "EdDSA", "Ed25519");

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
  record Tls(SSLContext context, Optional<ClientCertificate> certificate) {

    static Tls of(SslBundle bundle) {
      return new Tls(bundle.createSslContext(), shown(bundle));
    }
  }

  /**
   * What a bundle says now. A reload that cannot be used leaves what was before.
   *
   * @param property which names it
   * @param name of the bundle
   */
  Supplier<Tls> get(String property, String name) {
    if (bundles == null) {
      throw none(property);
    }
    try {
      AtomicReference<@Nullable Tls> now = new AtomicReference<>();
      // Before the first look: a reload between the two is not lost.
      bundles.addBundleUpdateHandler(name, renewed -> renew(now, property, renewed));
      Tls first = Tls.of(bundles.getBundle(name));
      now.compareAndSet(null, first);
      return () -> {
        Tls last = now.get();
        return last == null ? first : last;
      };
    } catch (NoSuchSslBundleException e) {
      throw none(property);
    } catch (IllegalStateException | IllegalArgumentException e) {
      throw Property.wrong(
          property,
          "expected a bundle that can be read, found a failure: " + e.getClass().getSimpleName(),
          "correct spring.ssl.bundle of this name");
    }
  }

  private static void renew(AtomicReference<@Nullable Tls> now, String property, SslBundle bundle) {
    String missing = "";
    try {
      Tls renewed = Tls.of(bundle);
      Tls before = now.get();
      if (before == null || before.certificate().isEmpty() || renewed.certificate().isPresent()) {
        now.set(renewed);
        return;
      }
      missing = "no key";
    } catch (IllegalStateException | IllegalArgumentException e) {
      missing = "a failure: " + e.getClass().getSimpleName();
    }
    LOG.log(
        Level.WARNING,
        property
            + ": expected a reloaded bundle that can be used, found "
            + missing
            + "; what was before stays");
  }

  private static RuntimeException none(String property) {
    return Property.wrong(
        property,
        "expected the name of an SSL bundle, found something else",
        "declare it below spring.ssl.bundle");
  }

  private static Optional<ClientCertificate> shown(SslBundle bundle) {
    if (bundle.getStores().getKeyStore() == null) {
      return Optional.empty();
    }
    for (KeyManager manager : bundle.getManagers().getKeyManagers()) {
      if (manager instanceof X509KeyManager keys) {
        for (String type : KEY_TYPES) {
          String[] aliases = keys.getClientAliases(type, null);
          if (aliases != null && aliases.length > 0) {
            return Optional.of(ClientCertificate.of(keys, aliases[0]));
          }
        }
      }
    }
    return Optional.empty();
  }
}
