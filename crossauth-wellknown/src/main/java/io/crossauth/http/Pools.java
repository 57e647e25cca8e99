package io.crossauth.http;

import io.crossauth.error.TransportException.Kind;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * One pool of connections for each certificate of the client's, or for each TLS context: whoever
 * has renewed it sends nothing more over connections, or sessions, that stand on the one before.
 * Calls that are under way end over theirs.
 */
final class Pools {

  private record Kept(@Nullable Object material, HttpClientConnectionManager pool) {}

  private final @Nullable Supplier<?> source;
  private final String gives;
  private final Function<@Nullable Object, HttpClientConnectionManager> open;
  private final ReentrantLock change = new ReentrantLock();
  private volatile @Nullable Kept kept;
  private volatile boolean closed;

  private Pools(
      @Nullable Supplier<?> source,
      String gives,
      Function<@Nullable Object, HttpClientConnectionManager> open) {
    this.source = source;
    this.gives = gives;
    this.open = open;
  }

  /** One pool, ever. */
  static Pools one(HttpClientConnectionManager pool) {
    Pools one = new Pools(null, "nothing", unused -> pool);
    one.kept = new Kept(null, pool);
    return one;
  }

  /**
   * A pool for each that a source gives.
   *
   * @param source gives what TLS stands on now; what is equal shares connections
   * @param gives what that is, for messages
   * @param open makes a pool whose connections stand on it
   */
  static <T> Pools each(
      Supplier<T> source, String gives, Function<T, HttpClientConnectionManager> open) {
    @SuppressWarnings("unchecked")
    Function<@Nullable Object, HttpClientConnectionManager> any =
        material -> open.apply((T) Objects.requireNonNull(material));
    return new Pools(source, gives, any);
  }

  /**
   * The pool of what the source gives now.
   *
   * @throws Refused if its source fails
   */
  HttpClientConnectionManager now() throws Refused {
    while (true) {
      Kept known = kept;
      // Nobody is held by a source that hangs for somebody else: it is asked outside of the lock.
      Object wanted = source == null ? null : asked(source);
      if (known != null && Objects.equals(wanted, known.material())) {
        return known.pool();
      }
      Kept renewed = changed(known, wanted);
      if (renewed != null) {
        return renewed.pool();
      }
    }
  }

  /**
   * Null if another thread was faster: what that was told may be newer, so the source is asked
   * again.
   */
  private @Nullable Kept changed(@Nullable Kept known, @Nullable Object wanted) {
    change.lock();
    try {
      if (!Objects.equals(kept, known)) {
        return null;
      }
      Kept renewed = new Kept(wanted, open.apply(wanted));
      kept = renewed;
      if (known != null) {
        closeIdle(known.pool());
      }
      if (closed) {
        renewed.pool().close(CloseMode.IMMEDIATE);
      }
      return renewed;
    } finally {
      change.unlock();
    }
  }

  private Object asked(Supplier<?> asked) throws Refused {
    Object material = null;
    RuntimeException failure = null;
    try {
      material = asked.get();
    } catch (RuntimeException e) {
      failure = e;
    }
    if (material != null) {
      return material;
    }
    Refused refused = new Refused(Kind.TLS, "expected " + gives + " from its source, found none");
    if (failure != null) {
      refused.initCause(failure);
    }
    throw refused;
  }

  /** Whether connections of a pool stand on what the source gave last. */
  boolean isKept(HttpClientConnectionManager pool) {
    Kept known = kept;
    return known != null && known.pool() == pool;
  }

  /** Closes what waits for its next call. */
  static void closeIdle(HttpClientConnectionManager pool) {
    if (pool instanceof ConnPoolControl<?> control) {
      control.closeIdle(TimeValue.ZERO_MILLISECONDS);
    }
  }

  /** Closes the connections of now; those of before end with their calls. */
  void close() {
    closed = true;
    Kept known = kept;
    if (known != null) {
      known.pool().close(CloseMode.IMMEDIATE);
    }
  }
}
