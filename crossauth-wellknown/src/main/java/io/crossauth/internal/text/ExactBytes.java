package io.crossauth.internal.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Strings as bytes, each string as others than every other: in UTF-8, and halves of surrogate
 * pairs, which UTF-8 has no bytes for and Java writes as {@code ?}, as the three bytes that their
 * number would have.
 */
public final class ExactBytes {

  private ExactBytes() {}

  /** The bytes of a string. */
  public static byte[] of(String text) {
    int half = half(text, 0);
    if (half < 0) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
    int from = 0;
    for (; half >= 0; half = half(text, from)) {
      bytes.writeBytes(text.substring(from, half).getBytes(StandardCharsets.UTF_8));
      int c = text.charAt(half);
      bytes.write(0xe0 | c >> 12);
      bytes.write(0x80 | (c >> 6 & 0x3f));
      bytes.write(0x80 | (c & 0x3f));
      from = half + 1;
    }
    bytes.writeBytes(text.substring(from).getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** Where the next half of a pair stands alone; -1 if none does. */
  private static int half(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
