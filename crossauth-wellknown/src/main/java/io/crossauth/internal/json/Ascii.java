package io.crossauth.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks through bytes of UTF-8, eight at a time: what is ASCII in it stands for itself, and is
 * never part of another character (RFC 3629 section 1).
 */
final class Ascii {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Of a control character nothing is left by these bits. */
  private static final long NO_CONTROLS = 0xe0e0e0e0e0e0e0e0L;

  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;

  private Ascii() {}

  /** Whether all of it is ASCII. */
  static boolean is(byte[] bytes) {
    return endOfAscii(bytes, 0) == bytes.length;
  }

  /** The place of the first byte beyond ASCII; the length if there is none. */
  static int endOfAscii(byte[] text, int from) {
    int i = from;
    while (i <= text.length - Long.BYTES && ((long) EIGHT.get(text, i) & HIGH_BITS) == 0) {
      i += Long.BYTES;
    }
    while (i < text.length && text[i] >= 0) {
      i++;
    }
    return i;
  }

  /**
   * The place of the first byte that does not stand for itself in a string of JSON: a quotation
   * mark, a backslash or a control character (RFC 8259 section 7); the length if there is none.
   */
  static int endOfPlain(byte[] text, int from) {
    int i = from;
    for (; i <= text.length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) EIGHT.get(text, i);
      long found = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES) | zeros(eight & NO_CONTROLS);
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (i < text.length
        && text[i] != '"'
        && text[i] != '\\'
        && (text[i] < 0 || text[i] >= ' ')) {
      i++;
    }
    return i;
  }

  /** The high bit of each byte that is zero; the others' are zero. */
  private static long zeros(long bytes) {
    return HIGH_BITS & ~(((bytes & ~HIGH_BITS) + 0x7f * EACH) | bytes);
  }
}
