package io.crossauth.servlet.internal;

import io.crossauth.platform.RandomSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Names drawn by chance, and what tells them apart without giving them away. */
public final class Names {

  private Names() {}

  /**
   * {@return a name that nobody guesses, as base64url}
   *
   * @param random chance
   * @param bytes how long
   */
  public static String random(RandomSource random, int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random.bytes(bytes));
  }

  /**
   * {@return SHA-256 of a name, as base64url}
   *
   * @param name the name
   */
  public static String digest(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
