package io.crossauth.redaction;

import java.util.List;
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
  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_INDEX = 4;
  private static final String CDATA = "<![CDATA[";
  private static final List<String> ESCAPED_SEPARATORS = List.of("%3D", "%253D", "\\u003d");

  private static final boolean[] NAME = new boolean[128];

  static {
    for (char c = 0; c < NAME.length; c++) {
      NAME[c] = Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }
  }

  private SecretValue() {}

  /** The first place from here on that is no space and no tab. */
  static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\u00a0';
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

  /**
   * Whether members with names of their own stand here, in braces, and not a secret that begins
   * with one: {@code {noop}hunter2}.
   */
  static boolean isObject(String text, int at) {
    if (at >= text.length() || text.charAt(at) != '{') {
      return false;
    }
    int i = skipWhitespace(text, at + 1);
    if (i == text.length()) {
      return false;
    }
    char c = text.charAt(i);
    if (c == '}') {
      return endsHere(text, skipBraces(text, i));
    }
    if (c == '\\' || isQuote(text, i)) {
      return true;
    }
    int name = i;
    while (i < text.length() && i - name <= LONGEST_NAME && isName(text.charAt(i))) {
      i++;
    }
    int next = i == name ? text.length() : skipBlanks(text, i);
    return next < text.length() && (text.charAt(next) == ':' || text.charAt(next) == '=');
  }

  /** Letters, digits and {@code . _ -}. */
  static boolean isName(char c) {
    return c < NAME.length && NAME[c];
  }

  /** Where a value without quotes ends. */
  static int endOfBare(String text, int from) {
    int i = from;
    while (i < text.length() && !endsBare(text, i)) {
      int behind = skipBraces(text, i);
      if (behind > i && endsHere(text, behind)) {
        return i;
      }
      i = Math.max(behind, i + 1);
    }
    return i;
  }

  /** Behind closing braces; one with more behind it is of the value: {@code {noop}hunter2}. */
  private static int skipBraces(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == '}') {
      i++;
    }
    return i;
  }

  private static boolean endsHere(String text, int at) {
    return at == text.length() || endsBare(text, at);
  }

  private static boolean endsBare(String text, int at) {
    char c = text.charAt(at);
    return switch (c) {
      case '&', ';', ',', ']', ')', '"', '\'', '<' -> true;
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
    while (i < text.length() && ",;&]\"'".indexOf(text.charAt(i)) < 0) {
      int behind = skipBraces(text, i);
      if (LineBreaks.isBreak(text.charAt(i)) || (behind > i && endsHere(text, behind))) {
        return i;
      }
      i = Math.max(behind, i + 1);
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

  /** Where a value begins behind {@code :} or {@code =}; -1 if there is none. */
  static int behindSeparator(String text, int next) {
    if (next >= text.length()) {
      return -1;
    }
    char c = text.charAt(next);
    if ((c != ':' && c != '=') || text.startsWith("://", next)) {
      return -1;
    }
    return next + (text.startsWith("=>", next) || text.startsWith(":=", next) ? 2 : 1);
  }

  /**
   * Where a value begins behind an equals sign that is escaped, in an address within an address or
   * in JSON for HTML; -1 if there is none.
   */
  static int behindEscapedSeparator(String text, int at) {
    for (String separator : ESCAPED_SEPARATORS) {
      if (text.regionMatches(true, at, separator, 0, separator.length())) {
        return at + separator.length();
      }
    }
    return -1;
  }

  /** Behind {@code []} and {@code [0]}, and the bracket of {@code user[password]}. */
  static int behindIndex(String text, int at) {
    if (at < text.length() && text.charAt(at) == ']') {
      return at + 1;
    }
    int i = at + 1;
    while (i < text.length() && i - at <= LONGEST_INDEX && Character.isDigit(text.charAt(i))) {
      i++;
    }
    boolean index = text.startsWith("[", at) && i < text.length() && text.charAt(i) == ']';
    return index ? i + 1 : at;
  }

  /** Whether the name of an element begins here, behind its prefix if it has one. */
  static boolean beginsTag(String text, int name) {
    int i = name - 1;
    if (text.charAt(i) == ':') {
      int least = Math.max(0, i - LONGEST_NAME);
      do {
        i--;
      } while (i > least && isName(text.charAt(i)));
    }
    return i >= 0 && text.charAt(i) == '<';
  }

  static int skipCdata(String text, int at) {
    return text.startsWith(CDATA, at) ? at + CDATA.length() : at;
  }

  /** {@code name="password" value="…"}, {@code {"name":"password","value":"…"}}. */
  static int behindValueMember(String text, int next) {
    int i = next;
    if (i < text.length() && text.charAt(i) == ',') {
      i = skipWhitespace(text, i + 1);
    }
    i = skipBackslashes(text, i);
    i = isQuote(text, i) ? i + 1 : i;
    if (!text.regionMatches(true, i, "value", 0, 5)) {
      return -1;
    }
    i = skipBackslashes(text, i + 5);
    i = isQuote(text, i) ? i + 1 : i;
    int separated = behindSeparator(text, skipWhitespace(text, i));
    return separated < 0 ? -1 : skipWhitespace(text, separated);
  }

  static boolean mayBeInCredentials(char c) {
    return c < 128 && (Character.isLetterOrDigit(c) || "._~+/=|:*-".indexOf(c) >= 0);
  }

  static boolean endsAuthority(char c) {
    return c == '/' || c == '?' || c == '#' || c == '"' || c == '\'' || c == '<' || c <= ' ';
  }
}
