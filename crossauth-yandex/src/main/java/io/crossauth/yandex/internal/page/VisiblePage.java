package io.crossauth.yandex.internal.page;

import java.util.BitSet;

/**
 * A page whose comments are blank. It is read once, from its begin to its end: HTML up to a script,
 * and the script by the rules of its language, so that what looks like a comment within a string is
 * none.
 */
final class VisiblePage implements CharSequence {

  private static final String BEFORE_REGEX = "(,=:[!&|?{};+-*%~^<>";

  private final CharSequence page;
  private final BitSet blank = new BitSet();
  private int at;

  private VisiblePage(CharSequence page) {
    this.page = page;
  }

  static VisiblePage of(CharSequence page) {
    VisiblePage visible = new VisiblePage(page);
    visible.html();
    return visible;
  }

  private void html() {
    while (at < page.length()) {
      if (page.charAt(at) != '<') {
        at++;
      } else if (startsWith("<!--")) {
        blankUntil("-->");
      } else if (startsWith("<script") && endsName(at + 7)) {
        at = after(">", at);
        script();
      } else {
        at++;
      }
    }
  }

  private boolean endsName(int index) {
    return index < page.length() && " \t\r\n\f/>".indexOf(page.charAt(index)) >= 0;
  }

  /** Up to the end tag, wherever that stands: a browser looks for nothing else. */
  private void script() {
    char before = ';';
    while (at < page.length() && !startsWith("</script")) {
      char c = page.charAt(at);
      if (c == '"' || c == '\'' || c == '`') {
        literal(c);
      } else if (c == '/' && (startsWith("//") || startsWith("/*"))) {
        comment();
        continue;
      } else if (c == '<' && startsWith("<!--")) {
        comment();
        continue;
      } else if (c == '/' && BEFORE_REGEX.indexOf(before) >= 0) {
        regularExpression();
      } else {
        at++;
      }
      before = Character.isWhitespace(c) ? before : c;
    }
  }

  private void comment() {
    int start = at;
    boolean block = startsWith("/*");
    at += 2;
    while (at < page.length() && !startsWith("</script")) {
      char c = page.charAt(at);
      if (block ? c == '*' && startsWith("*/") : c == '\n' || c == '\r') {
        at += block ? 2 : 0;
        break;
      }
      at++;
    }
    blank.set(start, at);
  }

  private void literal(char quote) {
    at++;
    while (at < page.length() && !startsWith("</script")) {
      char c = page.charAt(at);
      if (c == quote || (quote != '`' && (c == '\n' || c == '\r'))) {
        at++;
        return;
      }
      at += c == '\\' ? 2 : 1;
    }
  }

  private void regularExpression() {
    boolean inClass = false;
    at++;
    while (at < page.length() && !startsWith("</script")) {
      char c = page.charAt(at);
      if (c == '\n' || c == '\r' || (c == '/' && !inClass)) {
        at++;
        return;
      }
      inClass = c == '[' || (inClass && c != ']');
      at += c == '\\' ? 2 : 1;
    }
  }

  private void blankUntil(String end) {
    int start = at;
    at = after(end, at);
    blank.set(start, at);
  }

  /** Behind the next such string, or the end of the page. */
  private int after(String end, int from) {
    for (int i = from; i + end.length() <= page.length(); i++) {
      if (page.charAt(i) == end.charAt(0) && matches(end, i)) {
        return i + end.length();
      }
    }
    return page.length();
  }

  private boolean startsWith(String word) {
    return matches(word, at);
  }

  /** Tags are written in any case. */
  private boolean matches(String word, int from) {
    if (from + word.length() > page.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (Character.toLowerCase(page.charAt(from + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int length() {
    return page.length();
  }

  @Override
  public char charAt(int index) {
    return blank.get(index) ? ' ' : page.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    StringBuilder part = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      part.append(charAt(i));
    }
    return part;
  }

  /** The page as a browser sees it. */
  @Override
  public String toString() {
    return subSequence(0, length()).toString();
  }
}
