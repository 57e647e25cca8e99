package io.crossauth.tokenconsumer.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the headers of good tokens, since an issuer sends the same one over and over. It holds
 * 256 of them, each in its place; a newer one takes the place of an older. Only headers of tokens
 * whose signature was good come in, so that strangers cannot fill it. Safe for use by many threads.
 */
public final class HeaderCache {

  private static final int PLACES = 256;

  private static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long SPREAD = 0x9e3779b97f4a7c15L;

  /** A header, and the segment it was read from. */
  private static final class Entry {
    private final byte[] segment;
    private final JoseHeader header;

    private Entry(byte[] segment, JoseHeader header) {
      this.segment = segment;
      this.header = header;
    }
  }

  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

  /** The header of a token, remembered or read. */
  public JoseHeader read(CompactToken token) {
    Entry entry = entries.get(place(token));
    return entry != null
            && Arrays.equals(
                entry.segment, 0, entry.segment.length, token.signed(), 0, token.headerLength())
        ? entry.header
        : JoseHeader.read(token);
  }

  /** Keeps the header of a token whose signature was good. */
  public void remember(CompactToken token, JoseHeader header) {
    int place = place(token);
    Entry entry = entries.get(place);
    if (entry == null || !entry.header.equals(header)) {
      byte[] segment = Arrays.copyOf(token.signed(), token.headerLength());
      entries.set(place, new Entry(segment, header));
    }
  }

  private static int place(CompactToken token) {
    byte[] text = token.signed();
    int length = token.headerLength();
    long hash = length;
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      hash = (hash ^ (long) EIGHT.get(text, i)) * SPREAD;
      hash ^= hash >>> 32;
    }
    for (; i < length; i++) {
      hash = (hash ^ text[i]) * SPREAD;
    }
    return (int) (hash >>> 56);
  }
}
