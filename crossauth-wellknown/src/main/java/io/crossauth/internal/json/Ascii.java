package io.crossauth.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks through bytes, eight at a time. */
final class Ascii {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long EACH = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long QUOTES = '"' * EACH;
  private static final long BACKSLASHES = '\\' * EACH;

  private Ascii() {}

  /** Whether all of it is ASCII. */
  static boolean is(byte[] bytes) {
    long all = 0;
    int i = 0;
    for (; i <= bytes.length - Long.BYTES; i += Long.BYTES) {
      all |= (long) EIGHT.get(bytes, i);
    }
    for (; i < bytes.length; i++) {
      all |= bytes[i];
    }
    return (all & HIGH_BITS) == 0;
  }

  /** The place of the first quotation mark or backslash in ASCII; the length if there is none. */
  static int quoteOrBackslash(byte[] ascii, int from) {
    int i = from;
    for (; i <= ascii.length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) EIGHT.get(ascii, i);
      long found = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES);
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (i < ascii.length && ascii[i] != '"' && ascii[i] != '\\') {
      i++;
    }
    return i;
  }

  /** The place of the first quotation mark in ASCII; the length if there is none. */
  static int quote(byte[] ascii, int from) {
    int i = from;
    while (i < ascii.length && ascii[i] != '"') {
      i++;
    }
    return i;
  }

  /**
   * The place behind a name that begins here, with its quotation mark.
   *
   * @param length of the name as it was read: as in the text, if that has no backslash
   */
  static int afterName(byte[] ascii, int start, int length) {
    int end = start + 1 + length;
    // A quotation mark of the name itself would have a backslash before it.
    return end < ascii.length && ascii[end] == '"' && ascii[end - 1] != '\\'
        ? end + 1
        : afterString(ascii, start);
  }

  /** The place behind a string that begins here, with its quotation mark. */
  static int afterString(byte[] ascii, int start) {
    int i = quoteOrBackslash(ascii, start + 1);
    while (i < ascii.length && ascii[i] == '\\') {
      i = quoteOrBackslash(ascii, i + 2);
    }
    return i + 1;
  }

  /** The high bit of each byte that is zero, if none has its own; the others' are zero. */
  private static long zeros(long bytes) {
    return HIGH_BITS & ~(bytes + 0x7f * EACH);
  }
}
