package io.crossauth.internal.json;

/**
 * UTF-8 to the letter, as the JDK decodes it: parsers forgive what it does not. No surrogates, no
 * longer form than need be, nothing beyond U+10FFFF.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3629#section-4">RFC 3629 section 4</a>
 */
final class Utf8 {

  private Utf8() {}

  /**
   * Looks through all bytes.
   *
   * @throws JsonException if they are not UTF-8
   */
  static void require(byte[] bytes) throws JsonException {
    int at = Ascii.endOfAscii(bytes, 0);
    while (at < bytes.length) {
      int length = length(bytes, at);
      if (length == 0) {
        throw notUtf8();
      }
      at = Ascii.endOfAscii(bytes, at + length);
    }
  }

  /** How many bytes the character beyond ASCII has that begins here; zero if it is none. */
  private static int length(byte[] bytes, int at) {
    int first = bytes[at] & 0xff;
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    if (first < 0xe0) {
      return isNext(bytes, at + 1) ? 2 : 0;
    }
    int second = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
    if (second < least(first) || second > most(first)) {
      return 0;
    }
    if (first < 0xf0) {
      return isNext(bytes, at + 2) ? 3 : 0;
    }
    return isNext(bytes, at + 2) && isNext(bytes, at + 3) ? 4 : 0;
  }

  private static boolean isNext(byte[] bytes, int at) {
    return at < bytes.length && (bytes[at] & 0xc0) == 0x80;
  }

  /** Below it there is a shorter form. */
  private static int least(int first) {
    return first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
  }

  /** Above it there are surrogates, or no characters. */
  private static int most(int first) {
    return first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
  }

  static JsonException notUtf8() {
    return new JsonException("expected UTF-8, found other bytes");
  }
}
