package io.crossauth.internal.json;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object on a tape. In the order of the text; nobody can change it. Safe for use by many
 * threads.
 */
final class LazyJsonObject extends AbstractMap<String, @Nullable Object> implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final char[] NO_PLACES = {};

  /**
   * So many members are found in good time whatever their names are; the names of more are in a
   * {@link HashMap}, which strangers cannot make slow either.
   */
  private static final int FEW_MEMBERS = 256;

  private final transient JsonIndex tape;
  private final transient int from;
  private final transient int to;
  private final transient int size;

  /** Which member it is, from one, at the place of its name's hash or behind it. */
  private final transient char[] places;

  private final transient @Nullable Map<String, Integer> many;

  private LazyJsonObject(
      JsonIndex tape,
      int from,
      int to,
      int size,
      char[] places,
      @Nullable Map<String, Integer> many) {
    this.tape = tape;
    this.from = from;
    this.to = to;
    this.size = size;
    this.places = places;
    this.many = many;
  }

  /** The members on a part of a tape; null if two of them have the same name. */
  static @Nullable LazyJsonObject of(JsonIndex tape, int from, int to) {
    int members = 0;
    for (int i = from; i < to; i = tape.after(i)) {
      members++;
    }
    if (members > FEW_MEMBERS || to - from > Character.MAX_VALUE) {
      return ofMany(tape, from, to, members);
    }
    // Filled before the object is there: another thread may find it on the tape without a lock, and
    // sees of it what was there when its constructor ended (JLS 17.5).
    char[] places = new char[2 * Integer.highestOneBit(1 + members + members / 2)];
    for (int i = from; i < to; i = tape.after(i)) {
      int place = place(tape.name(i), tape, from, places);
      if (places[place] != 0) {
        return null;
      }
      places[place] = (char) (i - from + 1);
    }
    return new LazyJsonObject(tape, from, to, members, places, null);
  }

  private static @Nullable LazyJsonObject ofMany(JsonIndex tape, int from, int to, int members) {
    Map<String, Integer> many = new HashMap<>(2 * members);
    for (int i = from; i < to; i = tape.after(i)) {
      if (many.put(tape.name(i), i - from + 1) != null) {
        return null;
      }
    }
    return new LazyJsonObject(tape, from, to, members, NO_PLACES, many);
  }

  /** Which member has the name, from one; zero if none has. */
  private int member(@Nullable Object name) {
    if (name == null) {
      return 0;
    }
    return many == null ? places[place(name, tape, from, places)] : many.getOrDefault(name, 0);
  }

  /** The place where a name is, or the empty one where it would be. */
  private static int place(Object name, JsonIndex tape, int from, char[] places) {
    int hash = name.hashCode();
    int place = (hash ^ (hash >>> 16)) & (places.length - 1);
    while (places[place] != 0 && !name.equals(tape.name(from + places[place] - 1))) {
      place = (place + 1) & (places.length - 1);
    }
    return place;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return member(name) != 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int number = member(name);
    return number == 0 ? null : tape.value(from + number - 1);
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable Object> each) {
    for (int i = from; i < to; i = tape.after(i)) {
      each.accept(tape.name(i), tape.value(i));
    }
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return size;
      }

      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        return new Entries(tape, from, to);
      }
    };
  }

  /** The same as ordinary maps and lists, which hold nothing of the text. */
  Map<String, @Nullable Object> atOnce() {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int i = from; i < to; i = tape.after(i)) {
      object.put(tape.name(i), atOnce(tape.value(i)));
    }
    return Collections.unmodifiableMap(object);
  }

  private static @Nullable Object atOnce(@Nullable Object value) {
    if (value instanceof LazyJsonObject object) {
      return object.atOnce();
    }
    if (value instanceof List<?> items) {
      List<@Nullable Object> list = new ArrayList<>(items.size());
      for (Object item : items) {
        list.add(atOnce(item));
      }
      return Collections.unmodifiableList(list);
    }
    return value;
  }

  /** What is written is an ordinary map, without the text. */
  private Object writeReplace() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(this));
  }

  private static final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {

    private final JsonIndex tape;
    private final int end;
    private int next;

    Entries(JsonIndex tape, int from, int to) {
      this.tape = tape;
      this.next = from;
      this.end = to;
    }

    @Override
    public boolean hasNext() {
      return next < end;
    }

    @Override
    public Map.Entry<String, @Nullable Object> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      int number = next;
      next = tape.after(number);
      return new AbstractMap.SimpleImmutableEntry<>(tape.name(number), tape.value(number));
    }
  }
}
