package io.crossauth.client.manager;

import io.crossauth.platform.RandomSource;
import io.crossauth.value.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The salted hash of a client's secret, with its parameters: PBKDF2 with HMAC-SHA-256. Immutable.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8018#section-5.2">RFC 8018 section 5.2</a>
 */
final class SecretHash {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int MOST_ITERATIONS = 100_000_000;
  private static final Pattern ENCODED =
      Pattern.compile(
          "\\$pbkdf2-sha256\\$i=([1-9][0-9]{0,8})"
              + "\\$([A-Za-z0-9_-]{1,128})\\$([A-Za-z0-9_-]{43})");

  private final int iterations;
  private final byte[] salt;
  private final byte[] hash;

  private SecretHash(int iterations, byte[] salt, byte[] hash) {
    this.iterations = iterations;
    this.salt = salt;
    this.hash = hash;
  }

  static SecretHash of(Secret secret, int iterations, RandomSource random) {
    byte[] salt = random.bytes(SALT_BYTES);
    return new SecretHash(iterations, salt, derive(secret, salt, iterations));
  }

  /** The function behind a hash; the seam for tests that count how often it is applied. */
  @FunctionalInterface
  interface Derivation {
    byte[] derive(Secret secret, byte[] salt, int iterations);
  }

  /** A hash that no secret has. */
  static SecretHash decoy(int iterations, RandomSource random) {
    return new SecretHash(iterations, random.bytes(SALT_BYTES), random.bytes(HASH_BYTES));
  }

  /**
   * Reads a hash from the form in which it is stored.
   *
   * @throws IllegalArgumentException if it is not one that {@link #encoded} has written
   */
  static SecretHash parse(Secret encoded) {
    Matcher parts = ENCODED.matcher(encoded.reveal());
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "secret hash: expected $pbkdf2-sha256$i=…$salt$hash, found a different value");
    }
    int iterations = Integer.parseInt(parts.group(1));
    if (iterations > MOST_ITERATIONS) {
      throw new IllegalArgumentException(
          "secret hash: expected at most " + MOST_ITERATIONS + " iterations, found " + iterations);
    }
    Base64.Decoder base64 = Base64.getUrlDecoder();
    return new SecretHash(iterations, base64.decode(parts.group(2)), base64.decode(parts.group(3)));
  }

  /** The hash as it is stored: {@code $pbkdf2-sha256$i=600000$salt$hash}, in base64url. */
  Secret encoded() {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return Secret.of(
        "$pbkdf2-sha256$i="
            + iterations
            + "$"
            + base64.encodeToString(salt)
            + "$"
            + base64.encodeToString(hash));
  }

  /** How often the function was applied. */
  int iterations() {
    return iterations;
  }

  /** Whether it is this secret's, in time that does not tell where they differ. */
  boolean matches(Secret secret) {
    return matches(secret, iterations, SecretHash::derive);
  }

  /**
   * The same with as much work as a hash of more iterations has, so that nobody can tell one from
   * the other.
   *
   * @param work how many iterations to make altogether; not less than the hash has
   */
  boolean matches(Secret secret, int work, Derivation function) {
    boolean same = MessageDigest.isEqual(hash, function.derive(secret, salt, iterations));
    if (work > iterations) {
      byte[] unused = function.derive(secret, salt, work - iterations);
    }
    return same;
  }

  boolean weakerThan(int wanted) {
    return iterations < wanted || salt.length < SALT_BYTES;
  }

  static byte[] derive(Secret secret, byte[] salt, int iterations) {
    PBEKeySpec spec =
        new PBEKeySpec(secret.reveal().toCharArray(), salt, iterations, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK has no PBKDF2 with HMAC-SHA-256", e);
    } finally {
      spec.clearPassword();
    }
  }

  /** The parameters, never the hash. */
  @Override
  public String toString() {
    return "SecretHash[pbkdf2-sha256, " + iterations + " iterations]";
  }
}
