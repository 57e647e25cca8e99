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

  /** The place of the first quotation mark or backslash; the length if there is none. */
  static int quoteOrBackslash(byte[] text, int from) {
    int i = from;
    for (; i <= text.length - Long.BYTES; i += Long.BYTES) {
      long eight = (long) EIGHT.get(text, i);
      long found = zeros(eight ^ QUOTES) | zeros(eight ^ BACKSLASHES);
      if (found != 0) {
        return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
      }
    }
    while (i < text.length && text[i] != '"' && text[i] != '\\') {
      i++;
    }
    return i;
  }

  /** The place of the first quotation mark; the length if there is none. */
  static int quote(byte[] text, int from) {
    int i = from;
    while (i < text.length && text[i] != '"') {
      i++;
    }
    return i;
  }

  /**
   * The place behind a name that begins here, with its quotation mark.
   *
   * @param length of the name as it was read: as in the text, if that is ASCII without a backslash,
   *     else shorter
   */
  static int afterName(byte[] text, int start, int length) {
    int end = start + 1 + length;
    // A quotation mark of the name itself would have a backslash before it.
    return end < text.length && text[end] == '"' && text[end - 1] != '\\'
        ? end + 1
        : afterString(text, start);
  }

  /** The place behind a string that begins here, with its quotation mark. */
  static int afterString(byte[] text, int start) {
    int i = quoteOrBackslash(text, start + 1);
    while (i < text.length && text[i] == '\\') {
      i = quoteOrBackslash(text, i + 2);
    }
    return i + 1;
  }

  /**
   * Whether half of a surrogate pair may be written in the string that begins here: by its number,
   * since UTF-8 has no bytes for it.
   */
  static boolean mayHoldHalves(byte[] text, int start) {
    int i = quoteOrBackslash(text, start + 1);
    while (i + 2 < text.length && text[i] == '\\') {
      if (text[i + 1] == 'u' && (text[i + 2] | 0x20) == 'd') {
        return true;
      }
      i = quoteOrBackslash(text, i + 2);
    }
    return false;
  }

  /** The high bit of each byte that is zero; the others' are zero. */
  private static long zeros(long bytes) {
    return HIGH_BITS & ~(((bytes & ~HIGH_BITS) + 0x7f * EACH) | bytes);
  }
}
