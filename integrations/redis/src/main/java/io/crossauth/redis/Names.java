package io.crossauth.redis;

import io.crossauth.internal.text.ExactBytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Names may be secrets of any length: in Redis they are digests. */
final class Names {

  private Names() {}

  static String of(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(ExactBytes.of(text));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }

  /** One name of several; the lengths keep "a", "bc" apart from "ab", "c". */
  static String of(String first, String second, String third) {
    return of(first.length() + ":" + first + second.length() + ":" + second + third);
  }
}
