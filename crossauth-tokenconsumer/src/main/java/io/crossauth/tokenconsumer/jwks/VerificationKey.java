package io.crossauth.tokenconsumer.jwks;

import io.crossauth.internal.text.Printable;
import io.crossauth.tokenconsumer.internal.CryptoProvider;
import io.crossauth.tokenconsumer.internal.JwkReader;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.tokenconsumer.internal.KeyRules;
import io.crossauth.tokenconsumer.internal.Signatures;
import io.crossauth.tokenconsumer.internal.UnusableKeyException;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key that signatures are checked with: a public key or a shared secret, and the algorithms it is
 * for. Immutable; its text form shows no key material.
 */
public final class VerificationKey {

  private final Key key;
  private final Set<JwsAlgorithm> algorithms;
  private final @Nullable String keyId;
  private final @Nullable String issuer;

  /** The key as the native provider likes it, once it has been used. */
  private volatile @Nullable Key nativeKey;

  private VerificationKey(
      Key key, Set<JwsAlgorithm> algorithms, @Nullable String keyId, @Nullable String issuer) {
    this.key = key;
    this.algorithms = algorithms;
    this.keyId = keyId;
    this.issuer = issuer;
  }

  /**
   * {@return a public key}
   *
   * @param key RSA of 2048 to 8192 bits, EC on P-256, P-384 or P-521, or Ed25519
   * @param algorithms what it is for, such as {@code RS256}; all that its kind can do if none is
   *     named
   * @throws IllegalArgumentException if the key is weak or malformed, or cannot do an algorithm
   */
  public static VerificationKey of(PublicKey key, String... algorithms) {
    Set<JwsAlgorithm> able;
    try {
      able = KeyRules.algorithmsOf(key);
    } catch (UnusableKeyException e) {
      throw new IllegalArgumentException("key: found " + e.getMessage(), e);
    }
    return new VerificationKey(key, chosen(able, algorithms), null, null);
  }

  /**
   * {@return a shared secret, by its UTF-8 bytes}
   *
   * @param secret at least as long as the hash: 32 bytes for HS256, 48 for HS384, 64 for HS512
   * @param algorithms what it is for; all that it is long enough for if none is named
   * @throws IllegalArgumentException if the secret is too short for one of them, or for all
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.2">RFC 7518 section 3.2</a>
   */
  public static VerificationKey sharedSecret(Secret secret, String... algorithms) {
    return sharedSecret(secret.reveal().getBytes(StandardCharsets.UTF_8), algorithms);
  }

  /**
   * {@return a shared secret that is bytes, not text}
   *
   * @param secret copied; at least as long as the hash: 32 bytes for HS256, 48 for HS384, 64 for
   *     HS512
   * @param algorithms what it is for; all that it is long enough for if none is named
   * @throws IllegalArgumentException if the secret is too short for one of them, or for all
   * @see <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3.2">RFC 7518 section 3.2</a>
   */
  public static VerificationKey sharedSecret(byte[] secret, String... algorithms) {
    Set<JwsAlgorithm> able = JwsAlgorithm.ofSecret(secret.length);
    if (able.isEmpty()) {
      throw new IllegalArgumentException(
          "sharedSecret: expected at least 32 bytes, found " + secret.length);
    }
    return new VerificationKey(
        new SecretKeySpec(secret, "HMAC"), chosen(able, algorithms), null, null);
  }

  /**
   * {@return the key of a JWK that anybody may know, such as the one in a DPoP proof's header}
   *
   * @param jwk its members (RFC 7517 section 4)
   * @throws IllegalArgumentException if no signature may be checked with it: it is weak, malformed,
   *     not for signatures, or has a private member
   */
  public static VerificationKey ofPublishedJwk(Map<?, ?> jwk) {
    try {
      return of(JwkReader.read(jwk));
    } catch (UnusableKeyException e) {
      throw new IllegalArgumentException("jwk: found " + e.getMessage(), e);
    }
  }

  /** A key of a JWK that has been read, and so is good for what it says. */
  static VerificationKey of(JwkReader.Usable jwk) {
    return new VerificationKey(jwk.key(), jwk.algorithms(), jwk.keyId(), jwk.issuer());
  }

  private static Set<JwsAlgorithm> chosen(Set<JwsAlgorithm> able, String... names) {
    if (names.length == 0) {
      return Set.copyOf(able);
    }
    Set<JwsAlgorithm> chosen = JwsAlgorithm.all(List.of(names));
    if (!able.containsAll(chosen)) {
      throw new IllegalArgumentException(
          "algorithms: expected some of " + able + " for this key, found " + chosen);
    }
    return chosen;
  }

  /**
   * {@return the same key under a name}
   *
   * @param name the key id ({@code kid})
   */
  public VerificationKey withKeyId(String name) {
    return new VerificationKey(key, algorithms, name, issuer);
  }

  /**
   * {@return the same key, for the tokens of one issuer only; {@code {tenantid}} stands for the
   * tenant} As the {@code issuer} member of Entra's keys says.
   *
   * @param only the issuer
   */
  public VerificationKey withIssuer(String only) {
    return new VerificationKey(key, algorithms, keyId, only);
  }

  /** Whether it is a secret, good for HMAC and for nothing else. */
  boolean secret() {
    return !(key instanceof PublicKey);
  }

  /** {@return its name, if it has one} */
  public Optional<String> keyId() {
    return Optional.ofNullable(keyId);
  }

  /** {@return the one issuer that it is for, if it is for one} */
  public Optional<String> issuer() {
    return Optional.ofNullable(issuer);
  }

  /** {@return what it is for, by the names of RFC 7518} */
  public Set<String> algorithms() {
    return algorithms.stream().map(JwsAlgorithm::joseName).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * {@return whether it is for this algorithm; {@code EdDSA} and {@code Ed25519} are the same}
   *
   * @param algorithm the name by RFC 7518: {@code RS256}
   */
  public boolean allows(String algorithm) {
    JwsAlgorithm known = JwsAlgorithm.find(algorithm);
    return known != null && algorithms.contains(known);
  }

  /**
   * {@return whether a signature is this key's; false too for an algorithm that it is not for}
   *
   * @param algorithm the name by RFC 7518: {@code RS256}
   * @param input holds what was signed in its first bytes
   * @param length how many of them
   * @param signature in the form of JOSE: for ECDSA r and s side by side
   * @throws IndexOutOfBoundsException if there are not so many
   */
  public boolean verify(String algorithm, byte[] input, int length, byte[] signature) {
    return verify(CryptoProvider.found(), algorithm, input, length, signature);
  }

  /**
   * {@return the same by the JDK's own arithmetic, even if a native provider is there}
   *
   * @param algorithm the name by RFC 7518: {@code RS256}
   * @param input holds what was signed in its first bytes
   * @param length how many of them
   * @param signature in the form of JOSE: for ECDSA r and s side by side
   * @throws IndexOutOfBoundsException if there are not so many
   */
  public boolean verifyByJdk(String algorithm, byte[] input, int length, byte[] signature) {
    return verify(CryptoProvider.jdk(), algorithm, input, length, signature);
  }

  private boolean verify(
      CryptoProvider provider, String algorithm, byte[] input, int length, byte[] signature) {
    Objects.checkFromIndexSize(0, length, input.length);
    JwsAlgorithm known = JwsAlgorithm.find(algorithm);
    if (known == null || !algorithms.contains(known)) {
      return false;
    }
    Key ready = provider.does(known) ? ready(provider, known) : key;
    return Signatures.verify(provider, known, key, ready, input, length, signature);
  }

  /** Several threads may do it at first, to the same end. */
  private Key ready(CryptoProvider provider, JwsAlgorithm algorithm) {
    Key before = nativeKey;
    if (before != null) {
      return before;
    }
    Key made = key instanceof PublicKey open ? provider.ready(algorithm, open) : key;
    nativeKey = made;
    return made;
  }

  /**
   * {@return whether both are the same key, whatever they are called and are for}
   *
   * @param other the other key
   */
  public boolean sameKeyAs(VerificationKey other) {
    return MessageDigest.isEqual(key.getEncoded(), other.key.getEncoded());
  }

  /** Name and algorithms; the name is made printable. */
  @Override
  public String toString() {
    String name = keyId == null ? "no name" : Printable.of(keyId, 64);
    return "VerificationKey[" + name + ", " + algorithms + "]";
  }
}
