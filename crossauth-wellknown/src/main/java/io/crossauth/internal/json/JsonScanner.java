package io.crossauth.internal.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object that is as {@link Json} wants it, in one pass over its bytes, and puts it on a
 * tape: most claims of most tokens are never looked at. It decides nothing: whatever it does not
 * take for certain, right or wrong, is left to the parser, which also says why.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonScanner {

  /** So many names of an inner object are compared one by one with those before them. */
  private static final int FEW_MEMBERS = 64;

  /** So many digits are a long for certain. */
  private static final int FEW_DIGITS = 18;

  private static final int LONGEST_NAME = 1024;
  private static final int LONGEST_STRING = 1024 * 1024;
  private static final int UNICODE_ESCAPE = 6;

  /** Behind a piece of text that is not taken for certain. */
  private static final int LOST = -1;

  private static final NameCache NAMES = new NameCache();

  private final byte[] text;
  private final JsonIndex tape;
  private int depth;

  private String lastName = "";

  /** The last name that was found among those read before. */
  private NameCache.Known before = NAMES.start();

  /** Whether the string that was looked at last has escapes. */
  private boolean escapes;

  /**
   * Prepares to read.
   *
   * @param text UTF-8
   * @param tape where it is put; worth nothing if the text is left to the parser
   */
  JsonScanner(byte[] text, JsonIndex tape) {
    this.text = text;
    this.tape = tape;
  }

  /**
   * Whether the text is one object for certain, and its members are on the tape. The names of the
   * outermost are not compared with each other.
   */
  boolean document() {
    int begin = skipBlanks(0);
    if (at(begin) != '{') {
      return false;
    }
    int behind = members(begin, false);
    return behind != LOST && skipBlanks(behind) == text.length;
  }

  private int members(int begin, boolean compare) {
    if (++depth > Json.MAX_DEPTH) {
      return LOST;
    }
    int first = tape.size();
    int count = 0;
    Set<String> names = Set.of();
    int at = skipBlanks(begin + 1);
    if (at(at) == '}') {
      depth--;
      return at + 1;
    }
    while (true) {
      int behindName = name(at);
      if (behindName == LOST) {
        return LOST;
      }
      String name = lastName;
      if (compare) {
        if (count++ == FEW_MEMBERS) {
          names = tape.namesFrom(first);
        }
        if (count > FEW_MEMBERS ? !names.add(name) : tape.has(name, first)) {
          return LOST;
        }
      }
      int colon = skipBlanks(behindName);
      if (at(colon) != ':') {
        return LOST;
      }
      int behind = value(name, skipBlanks(colon + 1));
      if (behind == LOST) {
        return LOST;
      }
      at = skipBlanks(behind);
      if (at(at) == '}') {
        depth--;
        return at + 1;
      }
      if (at(at) != ',') {
        return LOST;
      }
      at = skipBlanks(at + 1);
    }
  }

  private int items(int begin) {
    if (++depth > Json.MAX_DEPTH) {
      return LOST;
    }
    int at = skipBlanks(begin + 1);
    if (at(at) == ']') {
      depth--;
      return at + 1;
    }
    while (true) {
      int behind = value(null, at);
      if (behind == LOST) {
        return LOST;
      }
      at = skipBlanks(behind);
      if (at(at) == ']') {
        depth--;
        return at + 1;
      }
      if (at(at) != ',') {
        return LOST;
      }
      at = skipBlanks(at + 1);
    }
  }

  private int value(@Nullable String name, int at) {
    int first = at(at);
    switch (first) {
      case '"' -> {
        int behind = string(at);
        if (behind != LOST) {
          tape.string(name, at, behind, escapes);
        }
        return behind;
      }
      case '{' -> {
        int container = tape.open(name, true);
        int behind = members(at, true);
        tape.close(container);
        return behind;
      }
      case '[' -> {
        int container = tape.open(name, false);
        int behind = items(at);
        tape.close(container);
        return behind;
      }
      case 't' -> {
        return literal(name, at, "true", true);
      }
      case 'f' -> {
        return literal(name, at, "false", false);
      }
      case 'n' -> {
        return literal(name, at, "null", null);
      }
      default -> {
        return number(name, at);
      }
    }
  }

  private int literal(@Nullable String name, int at, String word, @Nullable Boolean value) {
    for (int i = 0; i < word.length(); i++) {
      if (at(at + i) != word.charAt(i)) {
        return LOST;
      }
    }
    tape.value(name, value);
    return at + word.length();
  }

  /** What is behind the digits is looked at by whoever reads on; another digit is no comma. */
  private int number(@Nullable String name, int begin) {
    boolean negative = at(begin) == '-';
    int first = negative ? begin + 1 : begin;
    int at = first;
    long number = 0;
    while (isDigit(at(at)) && at - first < FEW_DIGITS) {
      number = 10 * number + (text[at++] - '0');
    }
    if (at == first) {
      return LOST;
    }
    int next = at(at);
    boolean zeros = text[first] == '0' && (negative || at - first > 1);
    if (zeros || isOfNumber(next)) {
      return odd(name, begin);
    }
    tape.value(name, negative ? -number : number);
    return at;
  }

  /** Long ones, fractions and exponents: the parser reads them, and them alone. */
  private int odd(@Nullable String name, int begin) {
    int end = begin;
    while (isOfNumber(at(end))) {
      end++;
    }
    try {
      tape.value(name, Json.number(text, begin, end - begin));
      return end;
    } catch (IOException | JsonException | NumberFormatException e) {
      return LOST;
    }
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isOfNumber(int b) {
    return isDigit(b) || b == '.' || b == 'e' || b == 'E' || b == '+' || b == '-';
  }

  /** Looks through the string that begins here, and says what is behind it. */
  private int string(int begin) {
    if (at(begin) != '"') {
      return LOST;
    }
    escapes = false;
    int at = Ascii.endOfPlain(text, begin + 1);
    while (at(at) == '\\') {
      escapes = true;
      int behind = escape(at);
      if (behind == LOST) {
        return LOST;
      }
      at = Ascii.endOfPlain(text, behind);
    }
    return at(at) == '"' && at - begin <= LONGEST_STRING ? at + 1 : LOST;
  }

  private int escape(int backslash) {
    switch (at(backslash + 1)) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
        return backslash + 2;
      }
      case 'u' -> {
        int unit = unit(backslash);
        int behind = backslash + UNICODE_ESCAPE;
        if (unit < 0 || Character.isLowSurrogate((char) unit)) {
          return LOST;
        }
        if (!Character.isHighSurrogate((char) unit)) {
          return behind;
        }
        int second = at(behind) == '\\' && at(behind + 1) == 'u' ? unit(behind) : LOST;
        return second >= 0 && Character.isLowSurrogate((char) second)
            ? behind + UNICODE_ESCAPE
            : LOST;
      }
      default -> {
        return LOST;
      }
    }
  }

  /** The number that the four digits of an escape stand for; less than zero if they are none. */
  private int unit(int backslash) {
    int unit = 0;
    for (int i = backslash + 2; i < backslash + UNICODE_ESCAPE; i++) {
      int b = at(i);
      int digit = b < 0 ? LOST : Character.digit(b, 16);
      if (digit < 0) {
        return LOST;
      }
      unit = 16 * unit + digit;
    }
    return unit;
  }

  /** Reads the name that begins here into {@link #lastName}, and says what is behind it. */
  private int name(int begin) {
    if (at(begin) != '"') {
      return LOST;
    }
    NameCache.Known known = NAMES.guess(before, text, begin + 1);
    int behind;
    if (known != null) {
      behind = begin + 2 + known.length();
    } else {
      behind = string(begin);
      if (behind == LOST || behind - begin - 2 > LONGEST_NAME) {
        return LOST;
      }
      known = escapes ? null : NAMES.find(before, text, begin + 1, behind - 1);
    }
    if (known != null) {
      before = known;
      lastName = known.name();
    } else {
      lastName =
          escapes
              ? Json.string(text, begin)
              : new String(text, begin + 1, behind - begin - 2, StandardCharsets.UTF_8);
    }
    return behind;
  }

  private int skipBlanks(int from) {
    int at = from;
    // Most texts have none, and most that is none is no smaller than a blank.
    while (at < text.length && text[at] >= 0 && text[at] <= ' ' && isBlank(text[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  /** The byte here; less than zero at the end, and beyond ASCII. */
  private int at(int place) {
    return place < text.length ? text[place] : LOST;
  }
}
