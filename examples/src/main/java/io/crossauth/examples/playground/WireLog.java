package io.crossauth.examples.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What went over the wire: the newest of it, in the order in which it began. */
final class WireLog {

  private static final int KEPT = 60;

  private final AtomicReference<List<WireEntry>> entries = new AtomicReference<>(List.of());
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong changes = new AtomicLong();

  /** Notes a request; the number to answer it by. */
  long sent(Party from, Party to, String what, List<WireEntry.Field> fields) {
    long number = numbers.incrementAndGet();
    WireEntry entry = new WireEntry(number, from, to, what, List.copyOf(fields), "", "");
    entries.updateAndGet(
        before -> {
          List<WireEntry> after = new ArrayList<>(before);
          after.add(entry);
          return List.copyOf(after.subList(Math.max(0, after.size() - KEPT), after.size()));
        });
    changes.incrementAndGet();
    return number;
  }

  /** Notes what came back. */
  void answered(long number, String status, String received) {
    entries.updateAndGet(
        before -> {
          List<WireEntry> after = new ArrayList<>(before);
          after.replaceAll(
              entry -> entry.number() == number ? entry.answered(status, received) : entry);
          return List.copyOf(after);
        });
    changes.incrementAndGet();
  }

  void clear() {
    entries.set(List.of());
    changes.incrementAndGet();
  }

  List<WireEntry> entries() {
    return Objects.requireNonNull(entries.get());
  }

  /** Grows with each change. */
  long revision() {
    return changes.get();
  }
}
