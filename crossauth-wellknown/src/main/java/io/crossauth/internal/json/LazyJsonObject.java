package io.crossauth.internal.json;

import java.io.Serializable;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
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
  private static final int MOST_MEMBERS = 256;

  private final transient JsonIndex tape;
  private final transient int from;
  private final transient int to;
  private final transient int size;

  /** Which member it is, from one, at the place of its name's hash or behind it. */
  private final transient short[] places;

  private LazyJsonObject(JsonIndex tape, int from, int to, int size, short[] places) {
    this.tape = tape;
    this.from = from;
    this.to = to;
    this.size = size;
    this.places = places;
  }

  /**
   * The members on a part of a tape; null if there are more than can be found by their names in
   * good time whatever these are, or two of the same name.
   */
  static @Nullable LazyJsonObject of(JsonIndex tape, int from, int to) {
    int members = 0;
    for (int i = from; i < to; i = tape.after(i)) {
      members++;
    }
    if (members > MOST_MEMBERS) {
      return null;
    }
    // Filled before the object is there: another thread may find it on the tape without a lock, and
    // sees of it what was there when its constructor ended (JLS 17.5).
    short[] places = new short[2 * Integer.highestOneBit(2 * members + 1)];
    for (int i = from; i < to; i = tape.after(i)) {
      int place = place(tape.name(i), tape, from, places);
      if (places[place] != 0) {
        return null;
      }
      places[place] = (short) (i - from + 1);
    }
    return new LazyJsonObject(tape, from, to, members, places);
  }

  private int placeOf(Object name) {
    return place(name, tape, from, places);
  }

  /** The place where a name is, or the empty one where it would be. */
  private static int place(Object name, JsonIndex tape, int from, short[] places) {
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
    return name != null && places[placeOf(name)] != 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int number = name == null ? 0 : places[placeOf(name)];
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
