package io.crossauth.internal.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Makes text of a stranger safe to show: one line, no control characters, bounded. */
public final class Printable {

  private static final int MOST_NAMES = 8;
  private static final int LONGEST_NAME = 64;

  private Printable() {}

  /**
   * Replaces what could forge a line of a log or a terminal by {@code ?} and cuts what is too long.
   *
   * @param text what a stranger wrote
   * @param max the most characters to keep
   */
  public static String of(String text, int max) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), max) + 1);
    for (int i = 0; i < text.length() && i < max; i++) {
      char c = text.charAt(i);
      out.append(isPlain(c) ? c : '?');
    }
    if (text.length() > max) {
      out.append('…');
    }
    return out.toString();
  }

  /**
   * Names that a stranger chose, in order, each made safe to show: the first few, and how many more
   * there are.
   *
   * @param names the names
   */
  public static String list(Collection<String> names) {
    List<String> all = new ArrayList<>(new TreeSet<>(names));
    StringBuilder out = new StringBuilder("[");
    for (int i = 0; i < all.size() && i < MOST_NAMES; i++) {
      out.append(i == 0 ? "" : ", ").append(of(all.get(i), LONGEST_NAME));
    }
    int more = all.size() - MOST_NAMES;
    return out.append(more > 0 ? " and " + more + " more]" : "]").toString();
  }

  private static boolean isPlain(char c) {
    int type = Character.getType(c);
    return !(Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE
        || type == Character.UNASSIGNED);
  }
}
