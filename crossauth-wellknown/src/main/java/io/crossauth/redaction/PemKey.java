package io.crossauth.redaction;

/** Private keys in PEM (RFC 7468), known by the line that begins them. */
final class PemKey {

  private static final String BEGINS = "-----BEGIN";
  private static final String DASHES = "-----";
  private static final String ENDS = "-----END";
  private static final int LONGEST_LABEL = 32;

  private PemKey() {}

  /** Where the mark begins that a run of name characters ends with; -1 if it ends with none. */
  static int markAtEnd(String text, int start, int end) {
    int mark = end - BEGINS.length();
    return mark >= start && text.startsWith(BEGINS, mark) ? mark : -1;
  }

  /** The mark of a private key that begins between two places and ends behind them; or -1. */
  static int over(String text, int from, int to) {
    int i = from;
    while (i < to) {
      boolean mark = text.charAt(i) == '-' && text.startsWith(BEGINS, i);
      int secret = mark ? secretFrom(text, i) : -1;
      int end = secret < 0 ? i + 1 : secretTo(text, secret);
      if (secret >= 0 && end > to) {
        return i;
      }
      i = end;
    }
    return -1;
  }

  /** Where the key itself begins, behind its label; -1 if it is not private. */
  static int secretFrom(String text, int mark) {
    int begin = mark + BEGINS.length();
    int most = Math.min(text.length(), begin + LONGEST_LABEL + 1);
    for (int i = begin; i < most; i++) {
      if (text.charAt(i) == '-' && text.startsWith(DASHES, i)) {
        return text.substring(begin, i).contains("PRIVATE") ? i + DASHES.length() : -1;
      }
    }
    return -1;
  }

  /** Where the key ends; a key that was cut off ends with the string. */
  static int secretTo(String text, int from) {
    int end = text.indexOf(ENDS, from);
    return end < 0 ? text.length() : end;
  }
}
