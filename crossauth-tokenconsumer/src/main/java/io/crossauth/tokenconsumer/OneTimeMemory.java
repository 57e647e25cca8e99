package io.crossauth.tokenconsumer;

import io.crossauth.error.StorageException;
import io.crossauth.internal.time.Durations;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.Hashes;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/** The uses of one kind. All work is logarithmic, however many owners and uses there are. */
final class OneTimeMemory {

  /** A use: the hash of its id, and its end by the ticker and by the clock. */
  private record Use(String id, long number, long end, Instant date, Owner owner) {}

  /** Whose uses are counted together; the number tells those with as many uses apart. */
  private static final class Owner {

    private final String name;
    private final long number;
    private final Map<String, Use> uses = new LinkedHashMap<>();
    private int count;

    Owner(String name, long number) {
      this.name = name;
      this.number = number;
    }
  }

  private final Platform platform;
  private final int most;
  private final boolean refuses;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> used = new HashSet<>();
  private final Map<String, Owner> owners = new HashMap<>();
  private final TreeSet<Use> byEnd;
  private final TreeSet<Owner> byCount =
      new TreeSet<>(
          Comparator.<Owner>comparingInt(owner -> owner.count)
              .thenComparingLong(owner -> owner.number));
  private final long start;
  private long numbers;

  OneTimeMemory(Platform platform, int most, boolean refuses) {
    this.platform = platform;
    this.most = most;
    this.refuses = refuses;
    this.start = platform.ticker().nanos();
    this.byEnd = new TreeSet<>(Comparator.comparingLong(Use::end).thenComparingLong(Use::number));
  }

  boolean firstUse(String ownerName, String id, Duration remembered) {
    String name = Hashes.sha256(ownerName);
    // The name has always the same length, so owner and id cannot be mixed up.
    String hash = Hashes.sha256(name + id);
    lock.lock();
    try {
      forgetWhatIsOver();
      if (used.contains(hash)) {
        return false;
      }
      if (used.size() >= most) {
        makeSpace();
      }
      add(name, hash, remembered);
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void add(String name, String hash, Duration remembered) {
    Owner owner = owners.computeIfAbsent(name, key -> new Owner(key, numbers++));
    Duration kept = remembered.compareTo(Durations.LONGEST) < 0 ? remembered : Durations.LONGEST;
    long end = platform.ticker().nanos() - start + kept.toNanos();
    Use use = new Use(hash, numbers++, end, platform.now().plus(kept), owner);
    used.add(hash);
    byEnd.add(use);
    owner.uses.put(hash, use);
    count(owner, 1);
  }

  /** A date that was set back must not bring a login back to life whose use is forgotten. */
  private void forgetWhatIsOver() {
    long now = platform.ticker().nanos() - start;
    Instant date = platform.now();
    while (!byEnd.isEmpty() && byEnd.first().end() <= now && !byEnd.first().date().isAfter(date)) {
      forget(byEnd.first());
    }
  }

  private void makeSpace() {
    if (refuses) {
      throw StorageException.full(
          "one-time store: expected space for one more use, found it full ("
              + most
              + " of this kind, none of which may be forgotten yet); try again later");
    }
    forget(byCount.last().uses.values().iterator().next());
  }

  private void forget(Use use) {
    used.remove(use.id());
    byEnd.remove(use);
    use.owner().uses.remove(use.id());
    count(use.owner(), -1);
  }

  private void count(Owner owner, int change) {
    byCount.remove(owner);
    owner.count += change;
    if (owner.count > 0) {
      byCount.add(owner);
    } else {
      owners.remove(owner.name);
    }
  }
}
