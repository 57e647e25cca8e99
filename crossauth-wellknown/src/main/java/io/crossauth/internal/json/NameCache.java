package io.crossauth.internal.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The names of members that were read before: tokens have the same few again and again. 512 names
 * of 64 bytes at most, each at one of four places; a name whose places are all taken takes one
 * over. Takes no lock: two threads at one place make a string more.
 */
final class NameCache {

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int PLACES = 512;

  /** With one place each, two names of half of all tokens would drive each other out. */
  private static final int NEIGHBOURS = 4;

  private static final int LONGEST = 64;
  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** Immutable, so that whoever finds one sees all of it (JLS 17.5). */
  private static final class Known {
    private final byte[] bytes;
    private final String name;

    Known(byte[] bytes, String name) {
      this.bytes = bytes;
      this.name = name;
    }
  }

  private final @Nullable Known[] places = new @Nullable Known[PLACES];

  /** The name whose bytes stand here: UTF-8, without an escape. */
  String name(byte[] text, int from, int to) {
    if (to - from > LONGEST) {
      return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
    int home = place(text, from, to);
    int free = home;
    for (int i = 0; i < NEIGHBOURS; i++) {
      int place = home ^ i;
      Known known = places[place];
      if (known == null) {
        free = place;
        break;
      }
      if (Arrays.equals(known.bytes, 0, known.bytes.length, text, from, to)) {
        return known.name;
      }
    }
    byte[] bytes = Arrays.copyOfRange(text, from, to);
    String name = new String(bytes, StandardCharsets.UTF_8);
    places[free] = new Known(bytes, name);
    return name;
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
