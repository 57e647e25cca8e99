package io.crossauth.benchmarks.verify;

import java.security.Provider;
import java.security.Security;
import java.util.ServiceLoader;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/** Whose cryptography everybody uses. */
enum CryptoSetting {
  JDK("JDK"),
  ACCP("ACCP"),
  CONSCRYPT("Conscrypt");

  private final String label;

  CryptoSetting(String label) {
    this.label = label;
  }

  /** The word in the tables. */
  String label() {
    return label;
  }

  /**
   * Puts the provider in front of the JDK's own, for all.
   *
   * @return whether it is there and works on this machine
   */
  boolean install() {
    try {
      Provider provider = find();
      if (provider != null) {
        Security.insertProviderAt(provider, 1);
        String unused = provider.getInfo();
      }
      return this == JDK || provider != null;
    } catch (LinkageError | java.util.ServiceConfigurationError e) {
      return false;
    }
  }

  private @Nullable Provider find() {
    return switch (this) {
      case JDK -> null;
      case CONSCRYPT -> Conscrypt.newProvider();
      case ACCP ->
          ServiceLoader.load(Provider.class).stream()
              .map(ServiceLoader.Provider::get)
              .filter(provider -> provider.getName().equals("AmazonCorrettoCryptoProvider"))
              .findFirst()
              .orElse(null);
    };
  }
}
