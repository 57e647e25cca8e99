package io.crossauth.testkit.internal;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON, written without any check of what it says and read with very few. */
public final class Json {

  /**
   * JSON that is written as it stands, however wrong it is.
   *
   * @param text the string, such as {@code 1e400}
   */
  public record Raw(String text) {}

  private Json() {}

  /**
   * Writes a value as JSON, members in the order of their map.
   *
   * @param value a map, list, string, number, boolean, {@link Instant} (written as seconds since
   *     1970), {@link Raw} or null; anything else is written as the string it prints
   * @return the JSON, without blanks
   */
  public static String write(@Nullable Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  /**
   * Reads a JSON object; whole numbers become {@link Long}.
   *
   * @param text the JSON
   * @return its members
   * @throws IllegalArgumentException if the string is not a JSON object
   */
  public static Map<String, Object> readObject(String text) {
    try {
      return JSONObjectUtils.parse(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JSON object: " + e.getMessage(), e);
    }
  }

  /**
   * Reads a JSON array.
   *
   * @param text the JSON
   * @return its elements
   * @throws IllegalArgumentException if the string is not a JSON array
   */
  public static List<Object> readArray(String text) {
    try {
      return JSONArrayUtils.parse(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a JSON array: " + e.getMessage(), e);
    }
  }

  private static void write(@Nullable Object value, StringBuilder out) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Raw raw) {
      out.append(raw.text());
    } else if (value instanceof Instant time) {
      out.append(time.getEpochSecond());
    } else if (value instanceof Map<?, ?> map) {
      writeObject(map, out);
    } else if (value instanceof Iterable<?> list) {
      writeArray(list, out);
    } else {
      writeText(value.toString(), out);
    }
  }

  private static void writeObject(Map<?, ?> map, StringBuilder out) {
    String separator = "{";
    for (Map.Entry<?, ?> member : map.entrySet()) {
      out.append(separator);
      writeText(String.valueOf(member.getKey()), out);
      out.append(':');
      write(member.getValue(), out);
      separator = ",";
    }
    out.append(map.isEmpty() ? "{}" : "}");
  }

  private static void writeArray(Iterable<?> list, StringBuilder out) {
    out.append('[');
    String separator = "";
    for (Object element : list) {
      out.append(separator);
      write(element, out);
      separator = ",";
    }
    out.append(']');
  }

  private static void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
