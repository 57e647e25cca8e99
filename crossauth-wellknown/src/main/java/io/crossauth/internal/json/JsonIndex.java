package io.crossauth.internal.json;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All values of an ASCII text in their order, a container before what it holds. Strings, maps and
 * lists are made when they are asked for: any thread may do it, to the same end.
 */
final class JsonIndex {

  /** So much text holds one value, in tokens as they are. */
  private static final int BYTES_PER_VALUE = 28;

  private static final int FEWEST = 8;

  /**
   * The length of a string with escapes, and of those that are very long: the parser reads them.
   */
  static final int ESCAPED = 0x7fff;

  private static final int PLACE_BITS = 16;

  private static final Object OBJECT = new Object();
  private static final Object ARRAY = new Object();

  private final byte[] text;
  private @Nullable String[] names;
  private @Nullable Object[] values;

  /**
   * For a string the place of its first quotation mark, below its length; for a container less than
   * zero: the number of the value behind it. Zero for what is a value already.
   */
  private int[] marks;

  private int size;

  /** A tape with nothing on it. */
  JsonIndex(byte[] text) {
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
   * @param start the place of its first quotation mark, below 64 Ki
   * @param length of what is between the marks; {@link #ESCAPED} if that is not the string itself
   */
  void string(@Nullable String name, int start, int length) {
    write(name, null, start | Math.min(length, ESCAPED) << PLACE_BITS);
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

  private String string(int mark) {
    int start = mark & ((1 << PLACE_BITS) - 1);
    int length = mark >>> PLACE_BITS;
    return length == ESCAPED
        ? Json.string(text, start)
        : new String(text, start + 1, length, StandardCharsets.ISO_8859_1);
  }
}
