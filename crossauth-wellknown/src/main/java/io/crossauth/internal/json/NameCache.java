package io.crossauth.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of members that were read before: tokens have the same few again and again, and in the
 * same order. 512 names of 64 bytes at most, each at one of four places; a name whose places are
 * all taken takes one over. Takes no lock: two threads at one place make a string more.
 */
final class NameCache {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PLACES = 512;

  /** With one place each, two names of half of all tokens would drive each other out. */
  private static final int NEIGHBOURS = 4;

  private static final int LONGEST = 64;

  /** Of one of so many texts the names that were no guesses become some. */
  private static final int SELDOM = 8;

  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /**
   * A name. What it says of itself is immutable, so that whoever finds one sees all of it (JLS
   * 17.5); what came behind it is a guess, for which any value will do.
   */
  static final class Known {

    /** The name and the quotation mark behind it. */
    private final byte[] bytes;

    private final String name;

    /** The places of the two names that came behind it most lately; places alone hold nothing. */
    private short next;

    private short nextButOne;

    Known(byte[] bytes, String name) {
      this.bytes = bytes;
      this.name = name;
    }

    String name() {
      return name;
    }

    /** How many bytes of a text it takes, without quotation marks. */
    int length() {
      return bytes.length - 1;
    }

    /** Whether it stands here, to the quotation mark that ends it. */
    boolean stands(byte[] text, int from) {
      int length = bytes.length;
      if (from + length > text.length) {
        return false;
      }
      if (length < Long.BYTES) {
        return few(text, from);
      }
      // The last eight may have been looked at before.
      int last = length - Long.BYTES;
      for (int i = 0; i < last; i += Long.BYTES) {
        if ((long) EIGHT.get(bytes, i) != (long) EIGHT.get(text, from + i)) {
          return false;
        }
      }
      return (long) EIGHT.get(bytes, last) == (long) EIGHT.get(text, from + last);
    }

    private boolean few(byte[] text, int from) {
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] != text[from + i]) {
          return false;
        }
      }
      return true;
    }
  }

  private final @Nullable Known[] places = new @Nullable Known[PLACES];

  /** Before the first name of a text. */
  private final Known start = new Known(new byte[0], "");

  /** Where the names of a text begin, for {@link #guess}. */
  Known start() {
    return start;
  }

  /**
   * The name that stands here if it is one of the two that came behind another most lately; null if
   * it is not.
   *
   * @param text UTF-8
   * @param from behind the quotation mark
   */
  @Nullable Known guess(Known before, byte[] text, int from) {
    Known first = places[before.next];
    if (first != null && first.stands(text, from)) {
      return first;
    }
    Known second = places[before.nextButOne];
    return second != null && second.stands(text, from) ? second : null;
  }

  /**
   * The name whose bytes stand here: UTF-8, without an escape; null if it is too long.
   *
   * @param to the place of the quotation mark that ends it
   */
  @Nullable Known find(Known before, byte[] text, int from, int to) {
    if (to - from > LONGEST) {
      return null;
    }
    int home = place(text, from, to);
    int place = home;
    Known found = null;
    for (int i = 0; i < NEIGHBOURS; i++) {
      Known known = places[home ^ i];
      if (known == null) {
        place = home ^ i;
        break;
      }
      if (known.length() == to - from && known.stands(text, from)) {
        place = home ^ i;
        found = known;
        break;
      }
    }
    if (found == null) {
      found =
          new Known(
              Arrays.copyOfRange(text, from, to + 1),
              new String(text, from, to - from, StandardCharsets.UTF_8));
      places[place] = found;
    }
    // Where many names come behind one, threads do not all write to one place all the time. What
    // the JVM calls the array is as good as chance, the same throughout a text, and nobody's
    // secret.
    if (places[before.next] == null || System.identityHashCode(text) % SELDOM == 0) {
      before.nextButOne = before.next;
      before.next = (short) place;
    }
    return found;
  }

  private static int place(byte[] text, int from, int to) {
    long hash = (long) to - from;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      hash = (hash ^ (long) EIGHT.get(text, i)) * SPREAD;
      hash ^= hash >>> 32;
    }
    for (; i < to; i++) {
      hash = (hash ^ text[i]) * SPREAD;
    }
    return (int) (hash >>> 55);
  }
}
