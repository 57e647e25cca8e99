package io.crossauth.tokenconsumer.internal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the headers of good tokens, since an issuer sends the same one over and over. It holds
 * 256 of them, each in its place; a newer one takes the place of an older. Only headers of tokens
 * whose signature was good come in, so that strangers cannot fill it. Safe for use by many threads.
 */
public final class HeaderCache {

  private static final int PLACES = 256;

  /** A header, and the segment it was read from. */
  private static final class Entry {
    private final String segment;
    private final JoseHeader header;

    private Entry(String segment, JoseHeader header) {
      this.segment = segment;
      this.header = header;
    }
  }

  private final AtomicReferenceArray<@Nullable Entry> entries = new AtomicReferenceArray<>(PLACES);

  /** The header of a token, remembered or read. */
  public JoseHeader read(CompactToken token) {
    Entry entry = entries.get(place(token));
    if (entry != null
        && entry.segment.length() == token.headerLength()
        && token.text().startsWith(entry.segment)) {
      return entry.header;
    }
    return JoseHeader.read(token);
  }

  /** Keeps the header of a token whose signature was good. */
  public void remember(CompactToken token, JoseHeader header) {
    int place = place(token);
    Entry entry = entries.get(place);
    if (entry == null || !entry.header.equals(header)) {
      String segment = token.text().substring(0, token.headerLength());
      entries.set(place, new Entry(segment, header));
    }
  }

  private static int place(CompactToken token) {
    String text = token.text();
    int length = token.headerLength();
    int hash = length;
    int i = 0;
    // Four at a time: each step waits for the one before.
    for (; i + 3 < length; i += 4) {
      hash =
          31 * 31 * 31 * 31 * hash
              + 31 * 31 * 31 * text.charAt(i)
              + 31 * 31 * text.charAt(i + 1)
              + 31 * text.charAt(i + 2)
              + text.charAt(i + 3);
    }
    for (; i < length; i++) {
      hash = 31 * hash + text.charAt(i);
    }
    return (hash ^ (hash >>> 16)) & (PLACES - 1);
  }
}
