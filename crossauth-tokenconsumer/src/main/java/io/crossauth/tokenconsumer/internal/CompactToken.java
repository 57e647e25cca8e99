package io.crossauth.tokenconsumer.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The segments of a compact token whose form is good; nothing in it is trusted.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515 section 7.1</a>
 */
public final class CompactToken {

  private final byte[] characters;
  private final int[] dots;
  private final byte @Nullable [] payload;
  private final byte @Nullable [] signature;

  /**
   * Takes the segments apart.
   *
   * @param characters the text, ASCII alone
   * @param payload the decoded payload of a JWS; null for a JWE
   * @param signature the decoded signature of a JWS; null for a JWE
   */
  CompactToken(
      byte[] characters, int[] dots, byte @Nullable [] payload, byte @Nullable [] signature) {
    this.characters = characters;
    this.dots = dots;
    this.payload = payload;
    this.signature = signature;
  }

  /** Whether it has the five segments of a JWE. */
  public boolean encrypted() {
    return payload == null;
  }

  /** Holds what was signed, in its first {@link #signedLength} bytes; not a copy. */
  public byte[] signed() {
    return characters;
  }

  /** How many bytes were signed. */
  public int signedLength() {
    return dots[1];
  }

  /** The length of the header segment. */
  int headerLength() {
    return dots[0];
  }

  /** The decoded header. */
  public byte[] header() {
    return Objects.requireNonNull(Base64Url.decodeOrNull(characters, 0, dots[0]));
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
