package io.crossauth.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Base64url without padding (RFC 7515 appendix C). */
public final class Base64Url {

  private Base64Url() {}

  /**
   * Encodes bytes.
   *
   * @param bytes any number of them
   * @return base64url without padding
   */
  public static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Encodes the UTF-8 bytes of a string.
   *
   * @param text the string
   * @return base64url without padding
   */
  public static String encode(String text) {
    return encode(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Decodes a string.
   *
   * @param text base64url, without padding or with it
   * @return the bytes
   * @throws IllegalArgumentException if it is not base64url
   */
  public static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
