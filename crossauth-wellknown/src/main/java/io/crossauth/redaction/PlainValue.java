package io.crossauth.redaction;

/**
 * Tells long runs of letters, digits and {@code . _ -} that people read, such as names of classes
 * and hosts, UUIDs and commit ids, from those that only machines do.
 */
final class PlainValue {

  private static final int UUID = 36;
  private static final int COMMIT = 40;
  private static final int LONGEST_WORD = 24;
  private static final int LONGEST_IDENTIFIER = 60;
  private static final int MOST_DIGITS = 12;
  private static final int MOST_DIGITS_OF_PART = 4;

  private PlainValue() {}

  static boolean is(String text, int from, int to) {
    if (to - from == UUID && uuid(text, from)) {
      return true;
    }
    if (to - from == COMMIT && hex(text, from, to)) {
      return true;
    }
    // The beginning of a JWT: {" in base64url.
    return !text.startsWith("eyJ", from) && words(text, from, to);
  }

  private static boolean uuid(String text, int from) {
    for (int i = 0; i < UUID; i++) {
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      char c = text.charAt(from + i);
      if (hyphen ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** As Git writes it: in lower case. */
  private static boolean hex(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  /** Words apart by separators, each with a few digits behind it at most. */
  private static boolean words(String text, int from, int to) {
    boolean identifiers = qualified(text, from, to);
    int digits = 0;
    int begin = from;
    for (int i = from; i <= to; i++) {
      if (i == to || separator(text.charAt(i))) {
        int found = digitsOfWord(text, begin, i, identifiers);
        if (found < 0) {
          return false;
        }
        digits += found;
        begin = i + 1;
      }
    }
    return digits <= MOST_DIGITS;
  }

  /** How many digits stand behind the letters of a word; -1 if it is none. */
  private static int digitsOfWord(String text, int begin, int end, boolean identifier) {
    int letters = begin;
    while (letters < end && letter(text.charAt(letters))) {
      letters++;
    }
    int digits = end - letters;
    for (int i = letters; i < end; i++) {
      if (letter(text.charAt(i))) {
        return -1;
      }
    }
    boolean tooLong = letters - begin > (identifier ? LONGEST_IDENTIFIER : LONGEST_WORD);
    boolean wild = !identifier && !oneCaseOrCamel(text, begin, letters);
    return tooLong || wild || digits > MOST_DIGITS_OF_PART ? -1 : digits;
  }

  /** The name of a class: behind two words in lower case and dots, capitals stand as they like. */
  private static boolean qualified(String text, int from, int to) {
    int dots = 0;
    int length = 0;
    for (int i = from; i < to && dots < 2; i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
        length = 0;
      } else if (!(c >= 'a' && c <= 'z') || ++length > LONGEST_WORD) {
        return false;
      }
    }
    return dots == 2;
  }

  private static boolean oneCaseOrCamel(String text, int begin, int end) {
    int capitals = 0;
    boolean together = false;
    for (int i = begin; i < end; i++) {
      if (text.charAt(i) <= 'Z') {
        capitals++;
        together |= i > begin && text.charAt(i - 1) <= 'Z';
      }
    }
    return !together || capitals == end - begin;
  }

  private static boolean separator(char c) {
    return c == '.' || c == '_' || c == '-';
  }

  private static boolean letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
