package io.crossauth.tokenconsumer.internal;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the segments of one token piece by piece by the JDK's decoder, so that no copy of the
 * whole text is made. For one thread.
 *
 * <p>That decoder refuses every character that is not of the alphabet, but for padding at the end
 * of a piece; of such a piece less comes out. The last piece is filled up with digits that stand
 * for zero.
 */
final class Base64Pieces {

  private static final int MAX_ASCII = 127;

  /** So many characters are decoded at a time. */
  static final int DIGITS = 256;

  private static final int BYTES = DIGITS / 4 * 3;

  private final byte[] digits = new byte[DIGITS];
  private final byte[] piece = new byte[BYTES];

  /**
   * The bytes of characters that {@linkplain Base64Url#endsWell end well}, or null if they are not
   * base64url.
   */
  byte @Nullable [] decodeOrNull(String text, int from, int to) {
    byte[] bytes = new byte[(to - from) * 3 / 4];
    int done = 0;
    for (int at = from; at < to; at += DIGITS) {
      if (!copy(text, at, Math.min(DIGITS, to - at)) || !decode()) {
        return null;
      }
      int count = Math.min(BYTES, bytes.length - done);
      System.arraycopy(piece, 0, bytes, done, count);
      done += count;
    }
    return bytes;
  }

  private boolean copy(String text, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (text.charAt(i) > MAX_ASCII) {
        return false;
      }
    }
    AsciiInput.copy(text, from, length, digits, 0);
    Arrays.fill(digits, length, DIGITS, (byte) 'A');
    return true;
  }

  private boolean decode() {
    try {
      return Base64.getUrlDecoder().decode(digits, piece) == BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
