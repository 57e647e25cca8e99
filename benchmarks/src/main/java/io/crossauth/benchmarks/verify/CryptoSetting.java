package io.crossauth.benchmarks.verify;

import io.crossauth.benchmarks.peers.Algorithm;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.ServiceLoader;
import org.conscrypt.Conscrypt;
import org.jspecify.annotations.Nullable;

/** Whose cryptography everybody uses. */
public enum CryptoSetting {
  JDK("JDK", "verify-1.tsv"),
  ACCP("ACCP", "verify-2.tsv"),
  CONSCRYPT("Conscrypt", "verify-3.tsv"),

  /**
   * The JDK in a JVM that does without the processor's SHA instructions, as on a machine that has
   * none: where these are, HS256 itself costs next to nothing, and its ratios say little.
   */
  SHA_IN_JAVA("JDK, SHA in Java", "verify-4.tsv");

  /** Cheap signatures first, so that everything around them is compiled soon. */
  static final List<Algorithm> ORDER =
      List.of(Algorithm.HS256, Algorithm.RS256, Algorithm.PS256, Algorithm.ES256, Algorithm.EDDSA);

  private final String label;
  private final String file;

  CryptoSetting(String label, String file) {
    this.label = label;
    this.file = file;
  }

  /** The word in the tables. */
  public String label() {
    return label;
  }

  /** What is measured. */
  List<Algorithm> algorithms() {
    return this == SHA_IN_JAVA ? List.of(Algorithm.HS256) : ORDER;
  }

  /** Where its results go; they are read in the order of these names. */
  String file() {
    return file;
  }

  /**
   * Puts the provider in front of the JDK's own, for all.
   *
   * @return whether it is there and works on this machine
   */
  public boolean install() {
    try {
      Provider provider = find();
      if (provider != null) {
        Security.insertProviderAt(provider, 1);
        String unused = provider.getInfo();
      }
      return this == JDK || this == SHA_IN_JAVA || provider != null;
    } catch (LinkageError | java.util.ServiceConfigurationError e) {
      return false;
    }
  }

  private @Nullable Provider find() {
    return switch (this) {
      case JDK, SHA_IN_JAVA -> null;
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
