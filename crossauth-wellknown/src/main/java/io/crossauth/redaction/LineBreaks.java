package io.crossauth.redaction;

/** Characters that end lines, or that a terminal obeys. */
final class LineBreaks {

  private LineBreaks() {}

  /** What most strings are made of, and neither of the two below. */
  static boolean isPlain(char c) {
    return c >= ' ' && c < '\u007f';
  }

  static boolean isBreak(char c) {
    return c == '\n'
        || c == '\r'
        || c == '\u000b'
        || c == '\f'
        || c == '\u0085'
        || c == '\u2028'
        || c == '\u2029';
  }

  /** ESC and all others but the tab; and what turns the direction of what follows. */
  static boolean isControl(char c) {
    return (c < ' ' && c != '\t')
        || (c >= '\u007f' && c <= '\u009f')
        || (c >= '\u202a' && c <= '\u202e')
        || (c >= '\u2066' && c <= '\u2069');
  }
}
