package io.crossauth.redaction;

import java.util.Locale;
import java.util.Set;

/** Where values begin and end, in forms, queries, headers, JSON, XML and records. */
final class SecretValue {

  static final Set<String> SCHEMES =
      Set.of("bearer", "basic", "dpop", "oauth", "negotiate", "token", "gnap");

  /** Words that stand behind a name and a colon in messages. */
  private static final Set<String> NOTHING =
      Set.of(
          "null",
          "true",
          "false",
          "none",
          "***",
          "expected",
          "found",
          "missing",
          "required",
          "invalid",
          "expired",
          "not",
          "no");

  private static final int LONGEST_NOTHING = 8;
  private static final int LONGEST_WORD = 24;
  private static final int FEW_DIGITS = 3;

  private SecretValue() {}

  /** The first place from here on that is no space and no tab. */
  static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i;
  }

  static int skipWhitespace(String text, int from) {
    int i = from;
    while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
      i++;
    }
    return i;
  }

  static int skipBackslashes(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == '\\') {
      i++;
    }
    return i;
  }

  static boolean isQuote(String text, int at) {
    return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
  }

  /**
   * Where a quoted value ends: at the first backslash of its last quote.
   *
   * @param from behind the first quote
   * @param level how many backslashes stand before that: 1 in JSON within JSON
   */
  static int endOfQuoted(String text, int from, char quote, int level) {
    int backslashes = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        backslashes++;
      } else {
        // A backslash of the value is written as 2 (level + 1), a quote of it has more of them.
        if (c == quote && backslashes % (2 * (level + 1)) <= level) {
          return i - Math.min(level, backslashes);
        }
        backslashes = 0;
      }
    }
    return text.length();
  }

  /** Where a list ends: at its bracket. */
  static int endOfList(String text, int from) {
    boolean quoted = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (c == ']' && !quoted) {
        return i;
      }
    }
    return text.length();
  }

  /** Where a value without quotes ends. */
  static int endOfBare(String text, int from) {
    int i = from;
    while (i < text.length() && !endsBare(text, i)) {
      i++;
    }
    return i;
  }

  private static boolean endsBare(String text, int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '&', ';', ',', ']', ')', '}', '"', '\'', '<' -> true;
      case '%' -> text.startsWith("26", at + 1);
      default -> Character.isWhitespace(c) || LineBreaks.isBreak(c);
    };
  }

  /** Where a line ends, or the character comes. */
  static int endOfLine(String text, int from, char last) {
    int i = from;
    while (i < text.length() && text.charAt(i) != last && !LineBreaks.isBreak(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Where credentials end that stand in a list of values. */
  static int endOfCredentials(String text, int from) {
    int i = from;
    while (i < text.length() && ",;&]}\"'".indexOf(text.charAt(i)) < 0) {
      if (LineBreaks.isBreak(text.charAt(i))) {
        return i;
      }
      i++;
    }
    return i;
  }

  static boolean isScheme(String text, int from, int to) {
    return to - from <= 9 && SCHEMES.contains(text.substring(from, to).toLowerCase(Locale.ROOT));
  }

  /** Whether there is nothing to take out. */
  static boolean isNothing(String text, int from, int to) {
    return to == from
        || (to - from <= LONGEST_NOTHING && NOTHING.contains(text.substring(from, to)));
  }

  /** A word or a small number, which no code and no state is. */
  static boolean isPlain(String text, int from, int to) {
    boolean digits = true;
    boolean small = true;
    boolean capital = true;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      digits &= c >= '0' && c <= '9';
      small &= (c >= 'a' && c <= 'z') || c == '_' || c == '.';
      capital &= (c >= 'A' && c <= 'Z') || c == '_';
    }
    return digits ? to - from <= FEW_DIGITS : (small || capital) && to - from <= LONGEST_WORD;
  }
}
