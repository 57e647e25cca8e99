package io.crossauth.tokenconsumer.internal;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.ProviderException;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Collections;
import java.util.EnumSet;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who does the arithmetic of public keys: the JDK, or a native provider for the algorithms that it
 * has shown to do rightly. Immutable.
 *
 * <p>Amazon's provider (ACCP) is found on the class path, Conscrypt (which does not announce itself
 * there) when it is registered with {@link Security}. Neither is registered by us: nothing else in
 * the program changes.
 */
public final class CryptoProvider {

  private static final String ACCP =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
  private static final String CONSCRYPT = "org.conscrypt.OpenSSLProvider";
  private static final CryptoProvider JDK =
      new CryptoProvider(null, EnumSet.noneOf(JwsAlgorithm.class), false);

  /** Looked for once, when the first consumer needs it. */
  private static final class Found {
    private static final CryptoProvider BEST = best();
  }

  private final @Nullable Provider provider;
  private final Set<JwsAlgorithm> able;
  private final boolean der;

  private CryptoProvider(@Nullable Provider provider, Set<JwsAlgorithm> able, boolean der) {
    this.provider = provider;
    this.able = Collections.unmodifiableSet(able);
    this.der = der;
  }

  /** The JDK alone. */
  public static CryptoProvider jdk() {
    return JDK;
  }

  /** A native provider if there is one that works, else the JDK. */
  public static CryptoProvider found() {
    return Found.BEST;
  }

  private static CryptoProvider best() {
    ClassLoader loader = CryptoProvider.class.getClassLoader();
    CryptoProvider accp = present(loader, ACCP) ? announced(loader) : JDK;
    // To ask for a provider by its name makes the JDK load all of them: only when it may be there.
    Provider conscrypt =
        accp.provider == null && present(loader, CONSCRYPT)
            ? Security.getProvider("Conscrypt")
            : null;
    return conscrypt == null ? accp : tried(conscrypt);
  }

  private static boolean present(ClassLoader loader, String type) {
    return loader.getResource(type.replace('.', '/') + ".class") != null;
  }

  private static CryptoProvider announced(ClassLoader loader) {
    try {
      return ServiceLoader.load(Provider.class, loader).stream()
          .filter(candidate -> candidate.type().getName().equals(ACCP))
          .findFirst()
          .map(candidate -> tried(candidate.get()))
          .orElse(JDK);
    } catch (ServiceConfigurationError | LinkageError e) {
      // Another machine's native code, or a broken jar: the JDK does the same, slower.
      return JDK;
    }
  }

  /** Takes a provider at its answers: what it cannot do, or does wrongly, is left to the JDK. */
  static CryptoProvider tried(Provider provider) {
    // Conscrypt knows ECDSA signatures in DER alone.
    boolean der = provider.getService("Signature", JwsAlgorithm.ES256.jcaName()) == null;
    CryptoProvider all = new CryptoProvider(provider, EnumSet.allOf(JwsAlgorithm.class), der);
    EnumSet<JwsAlgorithm> able = EnumSet.noneOf(JwsAlgorithm.class);
    for (JwsAlgorithm algorithm : JwsAlgorithm.asymmetric()) {
      if (KnownAnswers.right(algorithm, all)) {
        able.add(algorithm);
      }
    }
    return able.isEmpty() ? JDK : new CryptoProvider(provider, able, der);
  }

  /** Whether the native provider does this algorithm. */
  public boolean does(JwsAlgorithm algorithm) {
    return able.contains(algorithm);
  }

  /** Name and version; {@code JDK} for the JDK. */
  public String name() {
    return provider == null ? "JDK" : provider.getName() + " " + provider.getVersionStr();
  }

  /**
   * The key as this provider likes it, so that it need not be turned into that for every token; the
   * key itself if this provider does not do the algorithm.
   */
  public PublicKey ready(JwsAlgorithm algorithm, PublicKey key) {
    if (provider == null || !does(algorithm)) {
      return key;
    }
    try {
      return (PublicKey) KeyFactory.getInstance(key.getAlgorithm(), provider).translateKey(key);
    } catch (GeneralSecurityException | ProviderException | ClassCastException e) {
      return key;
    }
  }

  /** A signature of the algorithm, by this provider if it does it, else by the JDK. */
  Signature signature(JwsAlgorithm algorithm) throws GeneralSecurityException {
    Provider chosen = provider;
    if (chosen == null || !does(algorithm)) {
      return with(Signature.getInstance(algorithm.jcaName()), algorithm);
    }
    return with(Signature.getInstance(name(algorithm), chosen), algorithm);
  }

  /** Whether this provider wants this algorithm's signatures in DER. */
  boolean wantsDer(JwsAlgorithm algorithm) {
    return der && does(algorithm) && algorithm.jcaName().endsWith("inP1363Format");
  }

  private String name(JwsAlgorithm algorithm) {
    return wantsDer(algorithm)
        ? algorithm.jcaName().replace("inP1363Format", "")
        : algorithm.jcaName();
  }

  private static Signature with(Signature signature, JwsAlgorithm algorithm)
      throws GeneralSecurityException {
    AlgorithmParameterSpec parameters = Pss.of(algorithm);
    if (parameters != null) {
      signature.setParameter(parameters);
    }
    return signature;
  }

  /** RFC 7518 section 3.5: MGF1 with the same hash, and a salt as long as the hash. */
  private static final class Pss {
    private static final PSSParameterSpec SHA256 = spec("SHA-256", MGF1ParameterSpec.SHA256, 32);
    private static final PSSParameterSpec SHA384 = spec("SHA-384", MGF1ParameterSpec.SHA384, 48);
    private static final PSSParameterSpec SHA512 = spec("SHA-512", MGF1ParameterSpec.SHA512, 64);

    static @Nullable PSSParameterSpec of(JwsAlgorithm algorithm) {
      return switch (algorithm) {
        case PS256 -> SHA256;
        case PS384 -> SHA384;
        case PS512 -> SHA512;
        default -> null;
      };
    }

    private static PSSParameterSpec spec(String hash, MGF1ParameterSpec mask, int salt) {
      return new PSSParameterSpec(hash, "MGF1", mask, salt, PSSParameterSpec.TRAILER_FIELD_BC);
    }
  }

  /** Name and version. */
  @Override
  public String toString() {
    return name();
  }
}
