package io.crossauth.internal.refresh;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The last attempt. One that began before another that is over says nothing any more. Safe for use
 * by many threads.
 */
final class Attempts {

  private final AtomicReference<@Nullable Attempt> last = new AtomicReference<>();

  @Nullable Attempt last() {
    return last.get();
  }

  Attempt succeeded(long startedAt, long endedAt) {
    return over(new Attempt(startedAt, endedAt, 0, null));
  }

  Attempt failed(long startedAt, long endedAt, RuntimeException failure) {
    Attempt before = last.get();
    int failures = before == null ? 1 : before.failures() + 1;
    return over(new Attempt(startedAt, endedAt, failures, failure));
  }

  private Attempt over(Attempt made) {
    last.updateAndGet(now -> now != null && now.startedAt() - made.startedAt() > 0 ? now : made);
    return made;
  }
}
