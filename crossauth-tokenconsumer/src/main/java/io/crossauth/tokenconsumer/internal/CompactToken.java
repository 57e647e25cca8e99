package io.crossauth.tokenconsumer.internal;

import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a compact token whose form is good; nothing in it is trusted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515 section 7.1</a>
 */
public final class CompactToken {

  private final String text;
  private final int[] dots;
  private final byte @Nullable [] payload;
  private final byte @Nullable [] signature;

  /**
   * Takes the segments apart.
   *
   * @param payload the decoded payload of a JWS; null for a JWE
   * @param signature the decoded signature of a JWS; null for a JWE
   */
  CompactToken(String text, int[] dots, byte @Nullable [] payload, byte @Nullable [] signature) {
    this.text = text;
    this.dots = dots;
    this.payload = payload;
    this.signature = signature;
  }

  /** Whether it has the five segments of a JWE. */
  public boolean encrypted() {
    return payload == null;
  }

  /** The whole token. */
  String text() {
    return text;
  }

  /** What was signed, from its first byte, at each call. */
  public InputStream signed() {
    return new AsciiInput(text, dots[1]);
  }

  /** The length of the header segment. */
  int headerLength() {
    return dots[0];
  }

  /** The decoded header. */
  public byte[] header() {
    return Objects.requireNonNull(new Base64Pieces().decodeOrNull(text, 0, dots[0]));
  }

  /** The decoded payload of a JWS; not a copy. */
  public byte[] payload() {
    return Objects.requireNonNull(payload);
  }

  /** The decoded signature of a JWS; not a copy. */
  public byte[] signature() {
    return Objects.requireNonNull(signature);
  }
}
