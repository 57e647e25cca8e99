package io.crossauth.internal.json;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All values of a text in their order, a container before what it holds. Strings, maps and lists
 * are made when they are asked for: any thread may do it, to the same end.
 */
final class JsonIndex {

  /** So much text holds one value, in tokens as they are. */
  private static final int BYTES_PER_VALUE = 28;

  private static final int FEWEST = 8;

  /** Texts and strings so short that place and length of a string are one number. */
  private static final int SHORT_TEXT = 1 << 16;

  private static final int SHORT_STRING = 1 << 15;

  /** Where another string is: behind its first quotation mark, and its length without escapes. */
  private record Place(int start, int length) {}

  /** The length of a string that has escapes. */
  private static final int ESCAPED = -1;

  private static final Object OBJECT = new Object();
  private static final Object ARRAY = new Object();

  private final byte[] text;
  private final Charset charset;
  private @Nullable String[] names;
  private @Nullable Object[] values;

  /**
   * For a short string its place and length; for a container less than zero: the number of the
   * value behind it. Zero for what is a value, or a {@link Place}.
   */
  private int[] marks;

  private int size;

  /**
   * A tape with nothing on it.
   *
   * @param text UTF-8, and less than a gibibyte
   * @param ascii whether it is ASCII, which is copied faster
   */
  JsonIndex(byte[] text, boolean ascii) {
    this.charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    int capacity = FEWEST + text.length / BYTES_PER_VALUE;
    this.text = text;
    this.names = new String[capacity];
    this.values = new Object[capacity];
    this.marks = new int[capacity];
  }

  /** How many values there are. */
  int size() {
    return size;
  }

  /**
   * Writes a value.
   *
   * @param name its name in an object; null in an array
   */
  void value(@Nullable String name, @Nullable Object value) {
    write(name, value, 0);
  }

  /**
   * Writes a string.
   *
   * @param start the place of its first quotation mark
   * @param behind the place behind its last one
   * @param escapes whether what is between the marks is not the string itself
   */
  void string(@Nullable String name, int start, int behind, boolean escapes) {
    int length = behind - start - 2;
    if (escapes || start + 1 >= SHORT_TEXT || length >= SHORT_STRING) {
      write(name, new Place(start + 1, escapes ? ESCAPED : length), 0);
    } else {
      write(name, null, length * SHORT_TEXT + start + 1);
    }
  }

  /** Begins a container, and says which number it has. */
  int open(@Nullable String name, boolean object) {
    write(name, object ? OBJECT : ARRAY, 0);
    return size - 1;
  }

  /** Ends a container. */
  void close(int container) {
    marks[container] = -size;
  }

  private void write(@Nullable String name, @Nullable Object value, int mark) {
    if (size == values.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
      marks = Arrays.copyOf(marks, 2 * size);
    }
    names[size] = name;
    values[size] = value;
    marks[size++] = mark;
  }

  /** The number of the value behind this one and all that it holds. */
  int after(int number) {
    return marks[number] < 0 ? -marks[number] : number + 1;
  }

  /** Whether one of the values from here to the end of the tape has the name. */
  boolean has(String name, int from) {
    for (int i = from; i < size; i = after(i)) {
      if (name.equals(names[i])) {
        return true;
      }
    }
    return false;
  }

  /** The names from here to the end of the tape, of which each may be there once. */
  Set<String> namesFrom(int from) {
    Set<String> found = new HashSet<>();
    for (int i = from; i < size; i = after(i)) {
      found.add(name(i));
    }
    return found;
  }

  /** The name of a member. */
  String name(int number) {
    String name = names[number];
    if (name == null) {
      throw new IllegalArgumentException("number: expected a member, found an item");
    }
    return name;
  }

  /** A value, made now if it was not made before. */
  @Nullable Object value(int number) {
    Object value = values[number];
    if (value == OBJECT) {
      value = LazyJsonObject.of(this, number + 1, after(number));
    } else if (value == ARRAY) {
      value = list(number);
    } else if (value == null && marks[number] > 0) {
      value = string(marks[number]);
    } else if (value instanceof Place place) {
      value = string(place);
    } else {
      return value;
    }
    values[number] = value;
    return value;
  }

  private List<@Nullable Object> list(int container) {
    List<@Nullable Object> list = new ArrayList<>(after(container) - container - 1);
    for (int i = container + 1; i < after(container); i = after(i)) {
      list.add(value(i));
    }
    return Collections.unmodifiableList(list);
  }

  private String string(Place place) {
    return place.length() == ESCAPED
        ? Json.string(text, place.start() - 1)
        : new String(text, place.start(), place.length(), charset);
  }

  private String string(int mark) {
    return new String(text, mark % SHORT_TEXT, mark / SHORT_TEXT, charset);
  }
}
