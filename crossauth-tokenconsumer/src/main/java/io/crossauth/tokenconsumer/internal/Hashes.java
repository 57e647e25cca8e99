package io.crossauth.tokenconsumer.internal;

import io.crossauth.internal.text.ExactBytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Hashes in the text forms that the specifications use. */
public final class Hashes {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private Hashes() {}

  /** The SHA-256 of a string's UTF-8 bytes, as base64url; different for each string. */
  public static String sha256(String text) {
    return sha256(ExactBytes.of(text));
  }

  /** The SHA-256 of a string's UTF-8 bytes; different for each string. */
  public static byte[] sha256Bytes(String text) {
    return digest("SHA-256", ExactBytes.of(text));
  }

  /** The SHA-256 of bytes, as base64url. */
  public static String sha256(byte[] bytes) {
    return BASE64URL.encodeToString(digest("SHA-256", bytes));
  }

  /**
   * The left half of a hash, as base64url (OpenID Connect Core section 3.1.3.6).
   *
   * @param algorithm the name of the hash: {@code SHA-256}
   * @param text what is hashed; ASCII, if it is what the specification has in mind
   */
  public static String leftHalf(String algorithm, String text) {
    byte[] hash = digest(algorithm, text.getBytes(StandardCharsets.UTF_8));
    return BASE64URL.encodeToString(Arrays.copyOf(hash, hash.length / 2));
  }

  /** Whether two texts are the same, in time that does not tell where they differ. */
  public static boolean same(String one, String other) {
    // By characters, not by bytes: half of one has none, and would be the same as a question mark.
    int differences = one.length() ^ other.length();
    for (int i = 0; i < one.length() && i < other.length(); i++) {
      differences |= one.charAt(i) ^ other.charAt(i);
    }
    return differences == 0;
  }

  private static byte[] digest(String algorithm, byte[] bytes) {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
