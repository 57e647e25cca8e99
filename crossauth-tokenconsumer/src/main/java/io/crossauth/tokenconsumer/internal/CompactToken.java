package io.crossauth.tokenconsumer.internal;

/**
 * The segments of a compact token whose form is good; nothing in it is trusted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515 section 7.1</a>
 */
public final class CompactToken {

  private final byte[] ascii;
  private final int[] dots;
  private final int segments;

  CompactToken(byte[] ascii, int[] dots, int segments) {
    this.ascii = ascii;
    this.dots = dots;
    this.segments = segments;
  }

  /** Whether it has the five segments of a JWE. */
  public boolean encrypted() {
    return segments == 5;
  }

  /** The whole token; not a copy. */
  public byte[] ascii() {
    return ascii;
  }

  /** How many of the first bytes were signed. */
  public int signedLength() {
    return dots[1];
  }

  /** The length of the header segment. */
  int headerLength() {
    return dots[0];
  }

  /** The decoded header. */
  byte[] header() {
    return segment(0);
  }

  /** The decoded payload of a JWS. */
  public byte[] payload() {
    return segment(1);
  }

  /** The decoded signature of a JWS. */
  public byte[] signature() {
    return segment(2);
  }

  private byte[] segment(int index) {
    int from = index == 0 ? 0 : dots[index - 1] + 1;
    int to = index == segments - 1 ? ascii.length : dots[index];
    return Base64Url.decode(ascii, from, to);
  }
}
