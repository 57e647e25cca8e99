package io.crossauth.benchmarks.soak;

import io.crossauth.benchmarks.stress.VirtualThreads;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a virtual thread held its carrier while it waited, by the flight recorder; none
 * is seen before Java 21, where there are no virtual threads.
 */
final class Pinned implements AutoCloseable {

  private static final String EVENT = "jdk.VirtualThreadPinned";

  private final LongAdder times = new LongAdder();
  private final @Nullable RecordingStream stream;

  private Pinned(@Nullable RecordingStream stream) {
    this.stream = stream;
  }

  /** Begins to count. */
  static Pinned begin() {
    if (!VirtualThreads.there()) {
      return new Pinned(null);
    }
    RecordingStream stream = new RecordingStream();
    Pinned pinned = new Pinned(stream);
    stream.enable(EVENT).withThreshold(Duration.ofMillis(1)).withStackTrace();
    stream.onEvent(
        EVENT,
        event -> {
          // Threads of the HTTP server that plays the provider are not ours.
          if (String.valueOf(event.getStackTrace()).contains("io.crossauth.")) {
            pinned.times.increment();
          }
        });
    stream.startAsync();
    return pinned;
  }

  /** How often. */
  long times() {
    return times.sum();
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
