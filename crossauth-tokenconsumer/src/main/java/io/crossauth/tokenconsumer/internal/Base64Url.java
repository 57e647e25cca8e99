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
  static boolean isText(byte[] characters, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!isDigit((char) (characters[i] & 0xff))) {
        return false;
      }
    }
    return true;
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
    if (text.isEmpty()) {
      return new byte[0];
    }
    // What is beyond Latin-1 becomes a question mark, which is no digit either.
    byte[] characters = text.getBytes(StandardCharsets.ISO_8859_1);
    return characters.length == text.length()
            && endsWell(text.length(), text.charAt(text.length() - 1))
        ? decodeOrNull(characters, 0, characters.length)
        : null;
  }

  /**
   * The bytes of characters that {@linkplain #endsWell end well}, or null if they are not
   * base64url. The JDK's decoder takes padding besides, but at the end alone.
   */
  static byte @Nullable [] decodeOrNull(byte[] characters, int from, int to) {
    try {
      ByteBuffer bytes =
          Base64.getUrlDecoder().decode(ByteBuffer.wrap(characters, from, to - from));
      if (bytes.hasArray() && bytes.array().length == bytes.remaining()) {
        return bytes.array();
      }
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      return copy;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
