package io.crossauth.spring.reactive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Whether a path is the same for whoever reads it: not for one that removes dots, decodes again or
 * cuts at a semicolon another than for one that does not. Rules of paths are for such alone.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986 section 3.3</a>
 */
final class PlainPath {

  private static final String ALSO = "-._~!$&'()*+,=:@/";

  /** Some decode these before they look for the ends of segments, some after, some never. */
  private static final String SEEN_DIFFERENTLY = "/\\.;%";

  private PlainPath() {}

  /** Whether a path, percent-encoded as it was sent, is plain. */
  static boolean is(String sent) {
    if (!sent.startsWith("/")) {
      return false;
    }
    for (String segment : sent.substring(1).split("/", -1)) {
      if (!isSegment(segment)) {
        return false;
      }
    }
    // A slash at the end is one, two in a row are not.
    return !sent.contains("//");
  }

  private static boolean isSegment(String segment) {
    if (segment.equals(".") || segment.equals("..")) {
      return false;
    }
    ByteBuffer bytes = ByteBuffer.allocate(segment.length());
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (c != '%') {
        if (!mayBeInPath(c)) {
          return false;
        }
        bytes.put((byte) c);
        continue;
      }
      int value = escape(segment, i);
      if (value < ' ' || value == 127 || SEEN_DIFFERENTLY.indexOf(value) >= 0) {
        return false;
      }
      bytes.put((byte) value);
      i += 2;
    }
    return isText(bytes.flip());
  }

  private static boolean mayBeInPath(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || ALSO.indexOf(c) >= 0;
  }

  /** The value of an escape; -1 if there is none. */
  private static int escape(String text, int at) {
    if (at + 2 >= text.length()) {
      return -1;
    }
    int high = hex(text.charAt(at + 1));
    int low = hex(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }

  private static int hex(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** Neither overlong forms, nor halves of characters, nor controls beyond ASCII. */
  private static boolean isText(ByteBuffer bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(bytes)
          .chars()
          .noneMatch(Character::isISOControl);
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
