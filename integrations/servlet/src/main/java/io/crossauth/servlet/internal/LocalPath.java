package io.crossauth.servlet.internal;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A path of a request, read once and in one way: what any two readers could understand differently
 * is no path here.
 *
 * @param raw as the request had it, percent-encoded: from its first slash on
 * @param decoded decoded once
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.3">RFC 3986 section 3.3</a>
 */
public record LocalPath(String raw, String decoded) {

  private static final int LONGEST = 4_096;

  /** What a path may have unencoded, besides letters and digits: without the semicolon. */
  private static final String PLAIN = "/-._~!$&'()*+,=:@";

  /**
   * Reads a path.
   *
   * @param raw the path, percent-encoded
   * @return the path; empty for empty and dot segments, backslashes, path parameters, control
   *     characters, what is encoded twice, encoded slashes and whatever else is read in two ways
   */
  public static Optional<LocalPath> parse(String raw) {
    if (raw.isEmpty() || raw.charAt(0) != '/' || raw.length() > LONGEST) {
      return Optional.empty();
    }
    return decode(raw).map(text -> new LocalPath(raw, text)).filter(LocalPath::unambiguous);
  }

  /**
   * {@return whether another server, which may decode once more, reads it as this one does: no
   * encoded dots and percents}
   */
  public boolean sameElsewhere() {
    return !raw.toLowerCase(Locale.ROOT).contains("%2e") && decoded.indexOf('%') < 0;
  }

  /**
   * {@return the path behind a prefix, decoded: empty, or from a slash on; nothing if it is not
   * below the prefix}
   *
   * @param prefix from a slash on, without one at its end; empty for all
   */
  public Optional<String> below(String prefix) {
    boolean below =
        decoded.startsWith(prefix)
            && (decoded.length() == prefix.length() || decoded.charAt(prefix.length()) == '/');
    return below ? Optional.of(decoded.substring(prefix.length())) : Optional.empty();
  }

  /**
   * {@return a decoded path as a request has it}
   *
   * @param decoded the path
   */
  public static String encode(String decoded) {
    StringBuilder text = new StringBuilder();
    for (byte octet : decoded.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (isPlain(c)) {
        text.append(c);
      } else {
        text.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return text.toString();
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN.indexOf(c) >= 0;
  }

  private static Optional<String> decode(String raw) {
    int plain = 0;
    while (plain < raw.length() && isPlain(raw.charAt(plain))) {
      plain++;
    }
    return plain == raw.length() ? Optional.of(raw) : unescaped(raw);
  }

  private static Optional<String> unescaped(String raw) {
    ByteBuffer octets = ByteBuffer.allocate(raw.length());
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (isPlain(c)) {
        octets.put((byte) c);
        continue;
      }
      int high = c == '%' && i + 2 < raw.length() ? digit(raw.charAt(i + 1)) : -1;
      int low = high < 0 ? -1 : digit(raw.charAt(i + 2));
      if (low < 0) {
        return Optional.empty();
      }
      octets.put((byte) (16 * high + low));
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(octets.flip()).toString());
    } catch (CharacterCodingException e) {
      // Overlong forms and halves of characters among them.
      return Optional.empty();
    }
  }

  /** Of ASCII alone: other digits are letters to the next reader. */
  private static int digit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private boolean unambiguous() {
    int begin = 1;
    for (int i = 1; i <= decoded.length(); i++) {
      char c = i == decoded.length() ? '/' : decoded.charAt(i);
      if (c == '/') {
        if (isOdd(decoded, begin, i)) {
          return false;
        }
        begin = i + 1;
      } else if (c == '\\' || c == ';' || Character.isISOControl(c) || isEscape(decoded, i)) {
        return false;
      }
    }
    return slashes(decoded) == slashes(raw);
  }

  /** Nothing, but for the end of a path, or dots to climb by. */
  private static boolean isOdd(String path, int begin, int end) {
    return switch (end - begin) {
      case 0 -> end < path.length();
      case 1 -> path.charAt(begin) == '.';
      case 2 -> path.charAt(begin) == '.' && path.charAt(begin + 1) == '.';
      default -> false;
    };
  }

  /** What another reader may decode once more. */
  private static boolean isEscape(String path, int at) {
    return path.charAt(at) == '%'
        && at + 2 < path.length()
        && digit(path.charAt(at + 1)) >= 0
        && digit(path.charAt(at + 2)) >= 0;
  }

  private static int slashes(String path) {
    int count = 0;
    for (int i = 0; i < path.length(); i++) {
      count += path.charAt(i) == '/' ? 1 : 0;
    }
    return count;
  }
}
