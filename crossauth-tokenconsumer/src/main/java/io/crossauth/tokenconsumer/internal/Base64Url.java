package io.crossauth.tokenconsumer.internal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Base64url as RFC 7515 has it, strictly: its alphabet alone, no padding, unused bits zero. So each
 * value has one text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-2">RFC 7515 section 2</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-3.5">RFC 4648 section 3.5</a>
 */
final class Base64Url {

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final byte[] VALUES = values();

  private Base64Url() {}

  private static byte[] values() {
    byte[] values = new byte[128];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length(); i++) {
      values[ALPHABET.charAt(i)] = (byte) i;
    }
    return values;
  }

  /** Whether the character is of the alphabet. */
  static boolean isDigit(char c) {
    return c < 128 && VALUES[c] >= 0;
  }

  /** Whether these characters are all of the alphabet. */
  static boolean isText(byte[] latin1, int from, int to) {
    int all = 0;
    for (int i = from; i < to; i++) {
      // Below zero beyond ASCII, and for what is of ASCII but not of the alphabet.
      all |= latin1[i] | VALUES[latin1[i] & 0x7f];
    }
    return all >= 0;
  }

  /**
   * Whether a string of so many characters, the last of which is this one, may stand for whole
   * bytes: it ends with a digit whose unused bits are zero, and so not with padding.
   */
  static boolean endsWell(int length, char last) {
    return isDigit(last) && hasWholeBytes(length, last);
  }

  private static boolean hasWholeBytes(int length, char last) {
    return switch (length % 4) {
      case 0 -> true;
      case 2 -> (VALUES[last] & 0x0f) == 0;
      case 3 -> (VALUES[last] & 0x03) == 0;
      default -> false;
    };
  }

  /** The bytes of a string, or null if it is not base64url. */
  static byte @Nullable [] decode(String text) {
    if (!text.isEmpty() && !endsWell(text.length(), text.charAt(text.length() - 1))) {
      return null;
    }
    byte[] latin1 = text.getBytes(StandardCharsets.ISO_8859_1);
    return decodeOrNull(latin1, 0, latin1.length);
  }

  /**
   * The bytes of a string that {@linkplain #endsWell ends well}, or null if it is not base64url.
   *
   * <p>The JDK's decoder refuses every character that is not of the alphabet, but for padding; and
   * that anywhere but at the end.
   */
  static byte @Nullable [] decodeOrNull(byte[] latin1, int from, int to) {
    try {
      return decode(latin1, from, to);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The bytes of digits that have been found good. */
  static byte[] decode(byte[] ascii, int from, int to) {
    ByteBuffer decoded = Base64.getUrlDecoder().decode(ByteBuffer.wrap(ascii, from, to - from));
    byte[] bytes = decoded.array();
    return bytes.length == decoded.limit() ? bytes : Arrays.copyOf(bytes, decoded.limit());
  }
}
