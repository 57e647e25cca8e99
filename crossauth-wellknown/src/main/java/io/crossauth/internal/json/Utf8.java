package io.crossauth.internal.json;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** UTF-8 to the letter, as the JDK decodes it: parsers forgive what it does not. */
final class Utf8 {

  /** So many characters are decoded at once, only to be thrown away. */
  private static final int PIECE = 128;

  private Utf8() {}

  /**
   * Looks through all bytes.
   *
   * @throws JsonException if they are not UTF-8
   */
  static void require(byte[] bytes) throws JsonException {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(PIECE);
    CoderResult result = decoder.decode(in, out, true);
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    if (result.isError()) {
      throw notUtf8();
    }
  }

  static JsonException notUtf8() {
    return new JsonException("expected UTF-8, found other bytes");
  }
}
