package io.crossauth.tokenconsumer.internal;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens encrypted tokens with the program's private keys. What comes out is only text: being
 * encrypted proves nothing about who wrote it, so it must be a signed token in its turn.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7516#section-5.2">RFC 7516 section 5.2</a>
 */
public final class JweOpener {

  // Neither RSA1_5 (padding oracles) nor PBES2 (slow on demand) nor dir and key wrap by a secret.
  private static final Set<String> RSA = Set.of("RSA-OAEP", "RSA-OAEP-256", "RSA-OAEP-512");
  private static final Set<String> EC =
      Set.of("ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW");
  private static final Set<String> CONTENT =
      Set.of("A128GCM", "A192GCM", "A256GCM", "A128CBC-HS256", "A192CBC-HS384", "A256CBC-HS512");

  private final List<PrivateKey> keys;
  private final @Nullable Supplier<List<PrivateKey>> more;

  /**
   * Creates an opener.
   *
   * @param keys RSA or EC, in the order in which they are tried
   * @param more gives further keys, at each token; null for none
   * @throws IllegalArgumentException if one is of another kind, or weak
   */
  public JweOpener(List<PrivateKey> keys, @Nullable Supplier<List<PrivateKey>> more) {
    this.keys = List.copyOf(keys);
    this.more = more;
    for (PrivateKey key : this.keys) {
      checkKind(key);
    }
  }

  /**
   * Checks that a private key is one for an {@code alg}.
   *
   * @throws IllegalArgumentException if not, or if it is weak
   */
  public static void requireFitting(String alg, PrivateKey key) {
    checkKind(key);
    if (!(key instanceof RSAPrivateKey ? RSA : EC).contains(alg)) {
      throw new IllegalArgumentException(
          "decryptionKey: expected one for " + alg + ", found " + key.getAlgorithm());
    }
  }

  private static void checkKind(PrivateKey key) {
    if (key instanceof RSAPrivateKey rsa) {
      if (rsa.getModulus().bitLength() < KeyRules.RSA_MIN_BITS) {
        throw new IllegalArgumentException(
            "decryptionKey: expected at least " + KeyRules.RSA_MIN_BITS + " bits");
      }
    } else if (!(key instanceof ECPrivateKey ec && Curve.find(ec.getParams()) != null)) {
      throw new IllegalArgumentException(
          "decryptionKey: expected RSA, or EC on P-256, P-384 or P-521");
    }
  }

  /** Whether these are algorithms that are accepted: of the key, and of the content. */
  public static boolean knows(String alg, String enc) {
    return (RSA.contains(alg) || EC.contains(alg)) && CONTENT.contains(enc);
  }

  /** Whether there are keys at all. */
  public boolean able() {
    return more != null || !keys.isEmpty();
  }

  /**
   * Opens a token.
   *
   * @return the text inside
   * @throws TokenRejectedException if it cannot be opened; it does not tell why
   */
  public String open(String token, JoseHeader header) {
    if (!able()) {
      throw refused("a token that is not encrypted", "no decryption key is configured");
    }
    String enc = header.enc();
    if (!(RSA.contains(header.alg()) || EC.contains(header.alg()))
        || enc == null
        || !CONTENT.contains(enc)) {
      throw new TokenRejectedException(
          RejectionReason.UNSUPPORTED_ALGORITHM,
          enc == null || CONTENT.contains(enc) ? "alg" : "enc",
          "RSA-OAEP or ECDH-ES, with AES-GCM or AES-CBC-HMAC",
          header.alg() + ", " + enc,
          null);
    }
    // RFC 7519 section 5.2: a JWT in a JWE says so.
    if (header.cty() != null && !JoseHeader.isJwt(header.cty())) {
      throw refused("cty JWT", null);
    }
    List<PrivateKey> all = all();
    for (PrivateKey key : all) {
      byte[] content = content(token, header, key);
      if (content != null) {
        return text(content);
      }
    }
    throw refused("a token encrypted for one of " + all.size() + " keys", null);
  }

  /** What is given while tokens come cannot be refused at once; it says so to who reads the log. */
  private List<PrivateKey> all() {
    if (more == null) {
      return keys;
    }
    List<PrivateKey> all = new ArrayList<>(keys);
    all.addAll(more.get());
    try {
      all.forEach(JweOpener::checkKind);
    } catch (IllegalArgumentException e) {
      throw refused("keys that can decrypt", "decryptionKeys gave another: " + e.getMessage());
    }
    return all;
  }

  private static byte @Nullable [] content(String token, JoseHeader header, PrivateKey key) {
    try {
      JWEDecrypter decrypter = decrypter(header.alg(), key);
      if (decrypter == null) {
        return null;
      }
      JWEObject jwe = JWEObject.parse(token);
      jwe.decrypt(decrypter);
      return jwe.getPayload().toBytes();
    } catch (ParseException | JOSEException | RuntimeException e) {
      // Every failure looks the same from outside, so that nobody learns from it.
      return null;
    }
  }

  private static @Nullable JWEDecrypter decrypter(String alg, PrivateKey key) throws JOSEException {
    if (key instanceof RSAPrivateKey && RSA.contains(alg)) {
      return new RSADecrypter(key);
    }
    return key instanceof ECPrivateKey ec && EC.contains(alg) ? new ECDHDecrypter(ec) : null;
  }

  private static String text(byte[] content) {
    try {
      return StandardCharsets.US_ASCII.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw refused("a signed token inside", null);
    }
  }

  private static TokenRejectedException refused(String expected, @Nullable String hint) {
    return new TokenRejectedException(
        RejectionReason.ENCRYPTION, null, expected, "another token", hint);
  }
}
