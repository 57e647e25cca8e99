package io.crossauth.http;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.value.Secret;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Parameters of a request in their order; a name may come more than once (RFC 8707 {@code
 * resource}). Immutable.
 *
 * <p>Its text form has the names alone, since values may be secrets.
 *
 * @see <a href="https://url.spec.whatwg.org/#application/x-www-form-urlencoded">URL, form
 *     encoding</a>
 */
public final class Form {

  private static final Form EMPTY = new Form(List.of());
  private static final String HEX = "0123456789ABCDEF";
  private static final int USUAL_LENGTH = 128;
  private static final int MOST_PARAMETERS = 1_000;
  private static final int MOST_CHARACTERS = 1024 * 1024;

  /**
   * One parameter.
   *
   * @param name its name
   * @param value its value
   * @param secret whether the value must never be shown
   */
  public record Field(String name, String value, boolean secret) {

    /** The name, and the value unless it is a secret. */
    @Override
    public String toString() {
      return name + "=" + (secret ? "***" : value);
    }
  }

  // As in Secret: serializers that read fields find nothing.
  private final transient List<Field> fields;

  private Form(List<Field> fields) {
    this.fields = fields;
  }

  /** {@return no parameters} */
  public static Form empty() {
    return EMPTY;
  }

  /**
   * {@return one parameter}
   *
   * @param name the parameter's name
   * @param value its value, not encoded
   */
  public static Form of(String name, String value) {
    return EMPTY.plus(name, value);
  }

  /**
   * Reads an encoded form or query. A name without {@code =} has the empty value.
   *
   * @param encoded the parameters as they are sent: at most 1,000, of at most 1,048,576 characters
   *     together
   * @return the parameters, each taken for a secret
   * @throws IllegalArgumentException if a percent sign is not followed by two hexadecimal digits
   * @throws InvalidResponseException {@code response.too_large} if there are more, or longer ones
   */
  public static Form parse(String encoded) {
    requireLength(encoded.length());
    List<Field> fields = new ArrayList<>();
    int from = 0;
    while (from < encoded.length()) {
      int and = encoded.indexOf('&', from);
      int end = and < 0 ? encoded.length() : and;
      if (end > from) {
        requireRoom(fields);
        String pair = encoded.substring(from, end);
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        fields.add(new Field(decode(name), decode(value), true));
      }
      from = end + 1;
    }
    return new Form(Collections.unmodifiableList(fields));
  }

  /**
   * Takes the parameters of a servlet request: {@code request.getParameterMap()}.
   *
   * @param parameters the decoded values by their names: at most 1,000 values, of at most 1,048,576
   *     characters together with their names; copied
   * @return the parameters, each taken for a secret
   * @throws InvalidResponseException {@code response.too_large} if there are more, or longer ones
   */
  public static Form ofParameters(Map<String, String[]> parameters) {
    List<Field> fields = new ArrayList<>();
    long length = 0;
    for (Map.Entry<String, String[]> entry : parameters.entrySet()) {
      for (String value : entry.getValue()) {
        requireRoom(fields);
        length += entry.getKey().length() + value.length();
        requireLength(length);
        fields.add(new Field(entry.getKey(), value, true));
      }
    }
    return new Form(Collections.unmodifiableList(fields));
  }

  private static void requireRoom(List<Field> fields) {
    if (fields.size() >= MOST_PARAMETERS) {
      throw tooLarge("at most 1,000 parameters, found more");
    }
  }

  private static void requireLength(long length) {
    if (length > MOST_CHARACTERS) {
      throw tooLarge("at most 1,048,576 characters, found more");
    }
  }

  private static InvalidResponseException tooLarge(String message) {
    return new InvalidResponseException("too_large", "form: expected " + message);
  }

  /**
   * {@return the same parameters and one more}
   *
   * @param name the parameter's name
   * @param value its value, not encoded
   */
  public Form plus(String name, String value) {
    return plus(new Field(name, value, false));
  }

  /**
   * {@return the same parameters and a secret one}
   *
   * @param name the parameter's name
   * @param value its value, not encoded
   */
  public Form plus(String name, Secret value) {
    return plus(new Field(name, value.reveal(), true));
  }

  /**
   * {@return the same parameters and one more}
   *
   * @param field the parameter
   */
  public Form plus(Field field) {
    List<Field> all = new ArrayList<>(fields.size() + 1);
    all.addAll(fields);
    all.add(Objects.requireNonNull(field));
    return new Form(Collections.unmodifiableList(all));
  }

  /**
   * {@return the same parameters and all of the other form}
   *
   * @param other the other form
   */
  public Form plus(Form other) {
    if (fields.isEmpty() || other.fields.isEmpty()) {
      return fields.isEmpty() ? other : this;
    }
    List<Field> all = new ArrayList<>(fields.size() + other.fields.size());
    all.addAll(fields);
    all.addAll(other.fields);
    return new Form(Collections.unmodifiableList(all));
  }

  /**
   * {@return the same parameters, but this one once, with this value}
   *
   * @param name the parameter's name
   * @param value its value, not encoded
   */
  public Form with(String name, String value) {
    return without(name).plus(name, value);
  }

  /**
   * {@return the same parameters without this one}
   *
   * @param name the parameter's name
   */
  public Form without(String name) {
    if (!has(name)) {
      return this;
    }
    List<Field> rest = new ArrayList<>(fields);
    rest.removeIf(field -> field.name().equals(name));
    return new Form(Collections.unmodifiableList(rest));
  }

  /**
   * {@return the first value of a parameter, if it is there}
   *
   * @param name the parameter's name
   */
  public Optional<String> first(String name) {
    return fields.stream().filter(f -> f.name().equals(name)).map(Field::value).findFirst();
  }

  /**
   * {@return all values of a parameter, in order; empty if it is not there}
   *
   * @param name the parameter's name
   */
  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equals(name)) {
        values.add(field.value());
      }
    }
    return Collections.unmodifiableList(values);
  }

  /**
   * {@return whether the parameter is there}
   *
   * @param name the parameter's name
   */
  public boolean has(String name) {
    for (Field field : fields) {
      if (field.name().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** {@return the parameters, in order} */
  public List<Field> fields() {
    return fields;
  }

  /** {@return the parameters as {@code application/x-www-form-urlencoded}, UTF-8} */
  public String encode() {
    StringBuilder text = new StringBuilder(USUAL_LENGTH);
    for (Field field : fields) {
      if (!text.isEmpty()) {
        text.append('&');
      }
      append(text, field.name());
      append(text.append('='), field.value());
    }
    return text.toString();
  }

  /**
   * {@return one text, form-encoded (RFC 6749 appendix B)}
   *
   * @param text a name or a value
   */
  public static String encode(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    append(encoded, text);
    return encoded.toString();
  }

  private static void append(StringBuilder out, String text) {
    if (isPlain(text)) {
      out.append(text);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c)) {
        out.append(c);
      } else if (c == ' ') {
        out.append('+');
      } else if (c < 0x80) {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
      } else {
        // From here on a character may be more than one of the text.
        out.append(URLEncoder.encode(text.substring(i), StandardCharsets.UTF_8));
        return;
      }
    }
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_'
        || c == '.'
        || c == '*';
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** The names alone. */
  @Override
  public String toString() {
    return fields.stream().map(Field::name).toList().toString();
  }
}
