package io.crossauth.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the items of one array out of an object's text, so that each is read alone. Where items end
 * is seen by brackets and quotation marks; whether what is between them is JSON, is for {@link
 * Json} to say, of each item and of the rest.
 */
final class JsonItems {

  /** The text is not as it should be around the items; {@link Json} says what is wrong with it. */
  private static final class Odd extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final String text;
  private int at;

  private JsonItems(String text) {
    this.text = text;
  }

  /** Reads a whole text. */
  static Map<String, @Nullable Object> object(String text, String array) throws JsonException {
    List<String> items = new ArrayList<>();
    try {
      String rest = new JsonItems(text).cut(array, items);
      Map<String, @Nullable Object> object = new LinkedHashMap<>(Json.object(bytes(rest)));
      if (object.get(array) instanceof List<?>) {
        object.put(array, Collections.unmodifiableList(read(items)));
      }
      return Collections.unmodifiableMap(object);
    } catch (Odd e) {
      return Json.object(bytes(text));
    }
  }

  private static List<@Nullable Object> read(List<String> items) {
    List<@Nullable Object> read = new ArrayList<>();
    for (String item : items) {
      try {
        read.add(Json.anything(bytes(item)));
      } catch (JsonException e) {
        read.add(new JsonFault(String.valueOf(e.getMessage())));
      }
    }
    return read;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Gives the text with the array emptied. Of a member that comes twice both arrays are, and the
   * rest is refused for it.
   *
   * @param items is given the items
   */
  private String cut(String array, List<String> items) throws Odd {
    StringBuilder rest = new StringBuilder();
    int kept = 0;
    expect('{');
    while (next() == '"') {
      int name = at;
      skipString();
      boolean ours = text.substring(name + 1, at - 1).equals(array);
      expect(':');
      if (ours && next() == '[') {
        rest.append(text, kept, ++at);
        cutItems(items);
        kept = at - 1;
      } else {
        skipValue();
      }
      if (next() != ',') {
        break;
      }
      at++;
    }
    return rest.append(text, kept, text.length()).toString();
  }

  private void cutItems(List<String> items) throws Odd {
    if (next() == ']') {
      at++;
      return;
    }
    while (true) {
      skipSpace();
      int start = at;
      skipValue();
      if (at == start) {
        throw new Odd();
      }
      items.add(text.substring(start, at));
      char behind = next();
      at++;
      if (behind == ']') {
        return;
      }
      if (behind != ',') {
        throw new Odd();
      }
    }
  }

  /** The next character that is no white space; it stays to be read. */
  private char next() throws Odd {
    skipSpace();
    if (at == text.length()) {
      throw new Odd();
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void expect(char c) throws Odd {
    if (next() != c) {
      throw new Odd();
    }
    at++;
  }

  private void skipString() throws Odd {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    if (at >= text.length()) {
      throw new Odd();
    }
    at++;
  }

  /** Goes behind a value: a string, what is between brackets, or all up to the next comma. */
  private void skipValue() throws Odd {
    int depth = 0;
    char c = next();
    do {
      if (c == '"') {
        skipString();
      } else if (c == '{' || c == '[') {
        depth++;
        at++;
      } else if (depth > 0 && (c == '}' || c == ']')) {
        depth--;
        at++;
      } else if (depth > 0) {
        at++;
      } else {
        skipWord();
      }
      if (depth > 0) {
        c = next();
      }
    } while (depth > 0);
  }

  private void skipWord() {
    while (at < text.length() && " \t\r\n,]}:\"".indexOf(text.charAt(at)) < 0) {
      at++;
    }
  }
}
