package io.crossauth.tokenconsumer.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The signature algorithms that this library knows; whatever is not here does not exist.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.1">RFC 7518 section 3.1</a>
 */
public enum JwsAlgorithm {
  RS256("RS256", Family.RSA, "SHA256withRSA", 256),
  RS384("RS384", Family.RSA, "SHA384withRSA", 384),
  RS512("RS512", Family.RSA, "SHA512withRSA", 512),
  PS256("PS256", Family.RSA, "RSASSA-PSS", 256),
  PS384("PS384", Family.RSA, "RSASSA-PSS", 384),
  PS512("PS512", Family.RSA, "RSASSA-PSS", 512),
  ES256("ES256", Family.P256, "SHA256withECDSAinP1363Format", 256),
  ES384("ES384", Family.P384, "SHA384withECDSAinP1363Format", 384),
  ES512("ES512", Family.P521, "SHA512withECDSAinP1363Format", 512),
  /** RFC 8037 section 3.1, Ed25519 alone; RFC 9864 names the same {@code Ed25519}. */
  EDDSA("EdDSA", Family.ED25519, "Ed25519", 512),
  HS256("HS256", Family.SECRET, "HmacSHA256", 256),
  HS384("HS384", Family.SECRET, "HmacSHA384", 384),
  HS512("HS512", Family.SECRET, "HmacSHA512", 512);

  /** What kind of key an algorithm needs; no key is of two families. */
  public enum Family {
    RSA,
    P256,
    P384,
    P521,
    ED25519,
    SECRET
  }

  private static final Set<JwsAlgorithm> ASYMMETRIC =
      Collections.unmodifiableSet(EnumSet.range(RS256, EDDSA));

  private final String joseName;
  private final Family family;
  private final String jcaName;
  private final int hashBits;

  JwsAlgorithm(String joseName, Family family, String jcaName, int hashBits) {
    this.joseName = joseName;
    this.family = family;
    this.jcaName = jcaName;
    this.hashBits = hashBits;
  }

  /** The algorithm of a name, in exactly this spelling; null if there is none. */
  public static @Nullable JwsAlgorithm find(String name) {
    return switch (name) {
      case "RS256" -> RS256;
      case "RS384" -> RS384;
      case "RS512" -> RS512;
      case "PS256" -> PS256;
      case "PS384" -> PS384;
      case "PS512" -> PS512;
      case "ES256" -> ES256;
      case "ES384" -> ES384;
      case "ES512" -> ES512;
      case "EdDSA", "Ed25519" -> EDDSA;
      case "HS256" -> HS256;
      case "HS384" -> HS384;
      case "HS512" -> HS512;
      default -> null;
    };
  }

  /**
   * The algorithms of some names.
   *
   * @throws IllegalArgumentException if one is not known
   */
  public static Set<JwsAlgorithm> all(Collection<String> names) {
    EnumSet<JwsAlgorithm> all = EnumSet.noneOf(JwsAlgorithm.class);
    for (String name : names) {
      JwsAlgorithm algorithm = find(name);
      if (algorithm == null) {
        throw new IllegalArgumentException("algorithms: expected " + names() + ", found " + name);
      }
      all.add(algorithm);
    }
    return Collections.unmodifiableSet(all);
  }

  /** All that check by a public key. */
  public static Set<JwsAlgorithm> asymmetric() {
    return ASYMMETRIC;
  }

  /** Those of a family. */
  public static Set<JwsAlgorithm> of(Family family) {
    EnumSet<JwsAlgorithm> all = EnumSet.allOf(JwsAlgorithm.class);
    all.removeIf(algorithm -> algorithm.family != family);
    return Collections.unmodifiableSet(all);
  }

  /** Those that a secret of so many bytes is long enough for: RFC 7518 section 3.2. */
  public static Set<JwsAlgorithm> ofSecret(int bytes) {
    EnumSet<JwsAlgorithm> able = EnumSet.noneOf(JwsAlgorithm.class);
    for (JwsAlgorithm hmac : of(Family.SECRET)) {
      if (bytes * 8L >= hmac.hashBits) {
        able.add(hmac);
      }
    }
    return Collections.unmodifiableSet(able);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (JwsAlgorithm algorithm : values()) {
      names.add(algorithm.joseName);
    }
    return names;
  }

  /** The name in a token's header. */
  public String joseName() {
    return joseName;
  }

  /** What kind of key it needs. */
  public Family family() {
    return family;
  }

  /** The name in the Java Cryptography Architecture. */
  public String jcaName() {
    return jcaName;
  }

  /** The size of its hash, and the least size of a secret for it. */
  public int hashBits() {
    return hashBits;
  }

  /** The name of its hash: {@code SHA-256}. */
  public String hashName() {
    return "SHA-" + hashBits;
  }

  /** Whether it is one of the RSASSA-PSS algorithms. */
  public boolean pss() {
    return this == PS256 || this == PS384 || this == PS512;
  }

  /** The name in a token's header. */
  @Override
  public String toString() {
    return joseName;
  }
}
