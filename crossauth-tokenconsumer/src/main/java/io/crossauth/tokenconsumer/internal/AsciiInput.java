package io.crossauth.tokenconsumer.internal;

import java.io.InputStream;

/** The first characters of a text that is ASCII, as bytes, without a copy of all of them. */
final class AsciiInput extends InputStream {

  private final String text;
  private final int end;
  private int at;

  /**
   * Begins at the first character.
   *
   * @param text has been looked through: ASCII alone
   * @param length how many characters of it
   */
  AsciiInput(String text, int length) {
    this.text = text;
    this.end = length;
  }

  /** Copies characters that have been looked through; of others the lower half would be left. */
  @SuppressWarnings("deprecation") // for text beyond Latin-1; no other method copies into an array
  static void copy(String text, int from, int length, byte[] to, int place) {
    text.getBytes(from, from + length, to, place);
  }

  @Override
  public int read() {
    return at < end ? text.charAt(at++) : -1;
  }

  @Override
  public int read(byte[] to, int place, int length) {
    int count = Math.min(length, end - at);
    if (count <= 0) {
      return length == 0 ? 0 : -1;
    }
    copy(text, at, count, to, place);
    at += count;
    return count;
  }

  @Override
  public byte[] readAllBytes() {
    byte[] all = new byte[end - at];
    copy(text, at, all.length, all, 0);
    at = end;
    return all;
  }
}
