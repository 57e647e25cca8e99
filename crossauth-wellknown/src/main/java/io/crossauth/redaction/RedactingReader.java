package io.crossauth.redaction;

import io.crossauth.redaction.SecretNames.Kind;

/** Reads one string from its beginning to its end, and writes what may be shown. */
final class RedactingReader {

  private static final int LONG = 32;
  private static final int SHORTEST_CREDENTIALS = 8;
  private static final int LONGEST_TAG = 256;

  private final String text;
  private final StringBuilder out;
  private int at;
  private int copied;
  private boolean changed;

  /** Whether the value that was found last is that of an element of XML. */
  private boolean element;

  RedactingReader(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length());
  }

  String redacted() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (SecretValue.isName(c)) {
        readRun();
      } else if (c == ':' && text.startsWith("://", at)) {
        readAuthority();
      } else {
        at++;
      }
    }
    copyTo(text.length());
    return changed ? out.toString() : text;
  }

  /** Copies what may be shown, on one line; the only way into what comes out. */
  private void copyTo(int end) {
    int from = copied;
    int i = copied;
    while (i < end) {
      char c = text.charAt(i);
      if (LineBreaks.isPlain(c)) {
        i++;
      } else if (LineBreaks.isBreak(c)) {
        out.append(text, from, i).append(" | ");
        while (i < end && LineBreaks.isBreak(text.charAt(i))) {
          i++;
        }
        from = i;
        changed = true;
      } else if (LineBreaks.isControl(c)) {
        escape(c, out.append(text, from, i));
        from = ++i;
        changed = true;
      } else {
        i++;
      }
    }
    out.append(text, from, end);
    copied = end;
  }

  private static void escape(char c, StringBuilder out) {
    out.append('\\').append('u');
    for (int bits = 12; bits >= 0; bits -= 4) {
      out.append(Character.forDigit(c >> bits & 0xf, 16));
    }
  }

  private void readRun() {
    int start = at;
    int end = start;
    while (end < text.length() && SecretValue.isName(text.charAt(end))) {
      end++;
    }
    int mark = PemKey.markAtEnd(text, start, end);
    if (mark > start) {
      // x-----BEGIN: what is before the mark is read by itself.
      end = mark;
    }
    at = end;
    if (mark == start && readKey(mark)) {
      return;
    }
    if (!readValue(start, end)
        && !readCredentials(start, end)
        && end - start >= LONG
        && !PlainValue.is(text, start, end)) {
      mask(start, end);
    }
  }

  /** The value of the name that ends here, if it is one whose value is secret. */
  private boolean readValue(int start, int end) {
    // %3Fcode%3D…: an address within an address
    boolean escaped = start > 0 && text.charAt(start - 1) == '%';
    int name = escaped ? Math.min(start + 2, end) : start;
    int value = valueOf(name, end);
    if (value < 0) {
      return false;
    }
    Kind kind = SecretNames.kind(text, name, end);
    if (kind == Kind.PUBLIC) {
      return false;
    }
    take(kind, end, value);
    return true;
  }

  private void take(Kind kind, int end, int value) {
    if (element) {
      readAttributes(end, value);
    }
    int quote = SecretValue.skipBackslashes(text, value);
    if (SecretValue.isQuote(text, quote)) {
      int last = SecretValue.endOfQuoted(text, quote + 1, text.charAt(quote), quote - value);
      takeUnlessShown(kind, false, quote + 1, last);
    } else if (value < text.length() && text.charAt(value) == '[') {
      replaceUnlessNothing(value + 1, SecretValue.endOfList(text, value + 1));
    } else if (SecretValue.isObject(text, value)) {
      at = value;
    } else if (element) {
      int last = SecretValue.endOfLine(text, value, '<');
      takeUnlessShown(kind == Kind.LIST ? kind : Kind.SECRET, false, value, last);
    } else if (kind == Kind.COOKIES) {
      mask(value, SecretValue.endOfLine(text, value, '\n'));
    } else if (kind == Kind.AUTHORIZATION) {
      takeCredentials(end, value);
    } else {
      takeBare(kind, end, value);
    }
  }

  private void takeBare(Kind kind, int name, int value) {
    int end = SecretValue.endOfBare(text, value);
    int next = SecretValue.skipBlanks(text, end);
    if (next > end && SecretValue.isScheme(text, value, end)) {
      end = SecretValue.endOfBare(text, next);
    }
    takeUnlessShown(kind, isColon(name), value, end);
  }

  /** Whether a colon stands behind a name, and neither {@code =} nor {@code :=}. */
  private boolean isColon(int end) {
    int separator = SecretValue.skipBlanks(text, end);
    return text.charAt(separator) == ':' && !text.startsWith(":=", separator);
  }

  private void takeCredentials(int end, int value) {
    int scheme = SecretValue.endOfBare(text, value);
    int credentials = SecretValue.skipBlanks(text, scheme);
    if (credentials > scheme && SecretValue.isScheme(text, value, scheme)) {
      mask(credentials, SecretValue.endOfBare(text, credentials));
    } else {
      boolean header = text.charAt(SecretValue.skipBlanks(text, end)) == ':';
      mask(
          value,
          header
              ? SecretValue.endOfLine(text, value, '\n')
              : SecretValue.endOfCredentials(text, value));
    }
  }

  /** Where the value of a name begins; -1 if there is none behind it. */
  private int valueOf(int name, int end) {
    element = false;
    if (end == text.length()) {
      return -1;
    }
    int quote = SecretValue.skipBackslashes(text, end);
    if (SecretValue.isQuote(text, quote)) {
      int next = SecretValue.skipWhitespace(text, quote + 1);
      int separated = SecretValue.behindSeparator(text, next);
      if (separated >= 0) {
        // A member; its name may have more in front: "wsse:Password".
        return SecretValue.skipWhitespace(text, separated);
      }
      if (name > 0 && text.charAt(name - 1) == text.charAt(quote)) {
        return SecretValue.behindValueMember(text, next);
      }
    }
    char c = text.charAt(end);
    if (c == '>') {
      element = true;
      return SecretValue.skipCdata(text, end + 1);
    }
    int escaped = SecretValue.behindEscapedSeparator(text, end);
    if (escaped >= 0 || c == '%') {
      return escaped;
    }
    int index = SecretValue.behindIndex(text, end);
    int next = SecretValue.skipBlanks(text, index);
    int separated = SecretValue.behindSeparator(text, next);
    if (separated >= 0) {
      return SecretValue.skipBlanks(text, separated);
    }
    if (next == text.length()) {
      return -1;
    }
    if (text.charAt(next) == '"' && index == end) {
      return next;
    }
    if (next == end || name == 0) {
      return next > end && isOption(name) ? next : -1;
    }
    return SecretValue.beginsTag(text, name) ? behindTag(next) : isOption(name) ? next : -1;
  }

  /** {@code --password …}, as on a command line. */
  private boolean isOption(int name) {
    return text.startsWith("--", name);
  }

  /** {@code <password type="…">…}. */
  private int behindTag(int next) {
    int most = Math.min(text.length(), next + LONGEST_TAG);
    for (int i = next; i < most; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        element = text.charAt(i - 1) != '/';
        return element ? SecretValue.skipCdata(text, i + 1) : -1;
      }
      if (c == '<') {
        return -1;
      }
    }
    return -1;
  }

  /** Attributes between the name of an element and its value have secrets of their own. */
  private void readAttributes(int from, int to) {
    String attributes = text.substring(from, to);
    String clean = new RedactingReader(attributes).redacted();
    if (!clean.equals(attributes)) {
      replace(from, to, clean);
    }
  }

  /** {@code Bearer …}: what stands behind a scheme; {@code token} is a word of every day. */
  private boolean readCredentials(int start, int end) {
    if (!SecretValue.isScheme(text, start, end)
        || Character.toLowerCase(text.charAt(start)) == 't') {
      return false;
    }
    int from = SecretValue.skipBlanks(text, end);
    int to = from;
    while (to < text.length() && SecretValue.mayBeInCredentials(text.charAt(to))) {
      to++;
    }
    if (from == end || to - from < SHORTEST_CREDENTIALS) {
      return false;
    }
    if (from > end + 1) {
      replace(end, from, " ");
    }
    mask(from, to);
    return true;
  }

  /** {@code https://user:password@host}. */
  private void readAuthority() {
    int from = at + 3;
    int user = -1;
    int i = from;
    for (; i < text.length() && !SecretValue.endsAuthority(text.charAt(i)); i++) {
      if (text.charAt(i) == '@') {
        user = i;
      }
    }
    at = from;
    if (user > from) {
      mask(from, user);
    }
  }

  /** The key in PEM whose mark is here, if it is a private one. */
  private boolean readKey(int mark) {
    int from = PemKey.secretFrom(text, mark);
    if (from < 0) {
      return false;
    }
    replaceUnlessNothing(from, PemKey.secretTo(text, from));
    return true;
  }

  /**
   * Masks a value, unless its kind lets it be read.
   *
   * @param message whether it stands behind a colon without quotes, as in messages
   */
  private void takeUnlessShown(Kind kind, boolean message, int from, int to) {
    boolean shown =
        switch (kind) {
          case UNLESS_PLAIN -> PlainWord.inField(text, from, to);
          case SESSION -> PlainWord.inField(text, from, to) || PlainWord.inSession(text, from, to);
          case LIST -> PlainWord.isCount(text, from, to);
          default -> false;
        };
    boolean plain = message && (kind == Kind.UNLESS_PLAIN || kind == Kind.SESSION);
    if (shown || (plain && PlainWord.inMessage(text, from, to))) {
      at = Math.max(at, to);
    } else if (from > 0 && SecretValue.isQuote(text, from - 1)) {
      replaceUnlessNothing(from, to);
    } else {
      mask(from, to);
    }
  }

  /** Masks to an end that was guessed; a key in PEM goes on over it. */
  private void mask(int from, int to) {
    int key = PemKey.over(text, from, to);
    replaceUnlessNothing(from, key < 0 ? to : key);
    if (key >= 0) {
      readKey(key);
    }
  }

  private void replaceUnlessNothing(int from, int to) {
    if (SecretValue.isNothing(text, from, to)) {
      at = Math.max(at, to);
    } else {
      replace(from, to, Redaction.MASK);
    }
  }

  private void replace(int from, int to, String by) {
    copyTo(from);
    out.append(by);
    changed = true;
    copied = to;
    at = to;
  }
}
