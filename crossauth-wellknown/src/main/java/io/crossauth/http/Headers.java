package io.crossauth.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Header fields in their order; names in any case, a name any number of times. Immutable.
 *
 * <p>Its text form has the names alone, since values may be credentials.
 */
public final class Headers {

  private static final Headers NONE = new Headers(List.of());

  // As in Secret: serializers that read fields find nothing.
  private final transient List<Map.Entry<String, String>> fields;

  private Headers(List<Map.Entry<String, String>> fields) {
    this.fields = fields;
  }

  /** Fields of checked names and plain values, in a list that nobody else holds. */
  static Headers owning(List<Map.Entry<String, String>> fields) {
    return new Headers(Collections.unmodifiableList(fields));
  }

  /** {@return no fields} */
  public static Headers none() {
    return NONE;
  }

  /**
   * {@return one field}
   *
   * @param name the field's name, in any case
   * @param value its value: printable ASCII and tabs
   */
  public static Headers of(String name, String value) {
    return NONE.plus(name, value);
  }

  /**
   * {@return the same fields and one more}
   *
   * @param name the field's name, in any case
   * @param value its value: printable ASCII and tabs
   * @throws IllegalArgumentException if the name is not a token, or the value has a control
   *     character, which could smuggle in another header, or one that HTTP cannot carry
   */
  public Headers plus(String name, String value) {
    if (!isToken(name)) {
      throw new IllegalArgumentException("header name: expected a token (RFC 9110 section 5.6.2)");
    }
    if (!isPlain(value)) {
      throw new IllegalArgumentException(
          "header " + name + ": expected no control characters, and none beyond Latin-1");
    }
    List<Map.Entry<String, String>> all = new ArrayList<>(fields.size() + 1);
    all.addAll(fields);
    all.add(Map.entry(name, value));
    return owning(all);
  }

  /**
   * {@return the same fields, but this one once, with this value}
   *
   * @param name the field's name, in any case
   * @param value its value: printable ASCII and tabs
   */
  public Headers with(String name, String value) {
    return without(name).plus(name, value);
  }

  /**
   * {@return the same fields without this one}
   *
   * @param name the field's name, in any case
   */
  public Headers without(String name) {
    if (!has(name)) {
      return this;
    }
    List<Map.Entry<String, String>> rest = new ArrayList<>(fields);
    rest.removeIf(field -> field.getKey().equalsIgnoreCase(name));
    return owning(rest);
  }

  /**
   * These fields; where the others have the same name, theirs instead.
   *
   * @param others the other fields
   * @return the fields of both
   */
  public Headers overriddenBy(Headers others) {
    if (fields.isEmpty() || others.fields.isEmpty()) {
      return fields.isEmpty() ? others : this;
    }
    List<Map.Entry<String, String>> joined = new ArrayList<>(fields.size() + others.fields.size());
    for (Map.Entry<String, String> field : fields) {
      if (!others.has(field.getKey())) {
        joined.add(field);
      }
    }
    joined.addAll(others.fields);
    return owning(joined);
  }

  /** Whether the field is there. */
  boolean has(String name) {
    for (Map.Entry<String, String> field : fields) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * {@return the first value of a field, if it is there}
   *
   * @param name the field's name, in any case
   */
  public Optional<String> first(String name) {
    for (Map.Entry<String, String> field : fields) {
      if (field.getKey().equalsIgnoreCase(name)) {
        return Optional.of(field.getValue());
      }
    }
    return Optional.empty();
  }

  /**
   * {@return all values of a field, in order; empty if it is not there}
   *
   * @param name the field's name, in any case
   */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>(1);
    for (Map.Entry<String, String> field : fields) {
      if (field.getKey().equalsIgnoreCase(name)) {
        values.add(field.getValue());
      }
    }
    return Collections.unmodifiableList(values);
  }

  /** {@return the names, in lower case, each once} */
  public Set<String> names() {
    return fields.stream()
        .map(f -> f.getKey().toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Hands each field on, in order.
   *
   * @param each is given name and value of each field, in their order
   */
  public void forEach(BiConsumer<String, String> each) {
    for (Map.Entry<String, String> field : fields) {
      each.accept(field.getKey(), field.getValue());
    }
  }

  /** The names alone. */
  @Override
  public String toString() {
    return fields.stream().map(Map.Entry::getKey).toList().toString();
  }

  /** Whether a string is a token: RFC 9110 section 5.6.2. */
  static boolean isToken(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isTokenCharacter(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** The value with a space for each control character: RFC 9110 section 5.5. */
  static String plain(String value) {
    if (isPlain(value)) {
      return value;
    }
    StringBuilder plain = new StringBuilder(value);
    for (int i = 0; i < plain.length(); i++) {
      if (isControl(plain.charAt(i))) {
        plain.setCharAt(i, ' ');
      }
    }
    return plain.toString();
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (isControl(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isControl(char c) {
    return c != '\t' && (c < ' ' || c == 0x7f || c > 0xff);
  }

  private static boolean isTokenCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-!#$%&'*+.^_`|~".indexOf(c) >= 0;
  }
}
