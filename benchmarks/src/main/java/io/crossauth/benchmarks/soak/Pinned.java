package io.crossauth.benchmarks.soak;

import io.crossauth.benchmarks.stress.VirtualThreads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingStream;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a virtual thread held its carrier while it waited, by the flight recorder; none
 * is seen before Java 21, where there are no virtual threads. While a class is loaded or
 * initialized every thread that needs it holds its carrier, whatever the program is: those moments,
 * one for each class at the most, are counted apart.
 */
final class Pinned implements AutoCloseable {

  private static final String EVENT = "jdk.VirtualThreadPinned";

  private static final int FRAMES = 12;

  private final Map<String, LongAdder> places = new ConcurrentHashMap<>();
  private final LongAdder loading = new LongAdder();
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
          String place = place(event);
          // Threads of the HTTP server that plays the provider are not ours.
          if (!place.contains("io.crossauth.")) {
            return;
          }
          if (ofLoading(place)) {
            pinned.loading.increment();
          } else {
            pinned.places.computeIfAbsent(place, unused -> new LongAdder()).increment();
          }
        });
    stream.startAsync();
    return pinned;
  }

  /** Why, and the innermost frames up to the first of ours. */
  private static String place(RecordedEvent event) {
    StringBuilder place = new StringBuilder();
    if (event.hasField("pinnedReason")) {
      place.append(event.getString("pinnedReason"));
    }
    RecordedStackTrace stack = event.getStackTrace();
    List<RecordedFrame> frames = stack == null ? List.of() : stack.getFrames();
    int shown = 0;
    for (RecordedFrame frame : frames) {
      String type = frame.getMethod().getType().getName();
      boolean ours = type.startsWith("io.crossauth.");
      if (ours || shown < FRAMES) {
        place.append("\n    ").append(type).append('.').append(frame.getMethod().getName());
        place.append(':').append(frame.getLineNumber());
        shown++;
      }
      if (ours) {
        break;
      }
    }
    return place.toString();
  }

  /** Whether the JDK says so, or its class loaders are among the frames. */
  static boolean ofLoading(String place) {
    return place.startsWith("Waited for initialization")
        || place.contains("java.lang.ClassLoader.loadClass:");
  }

  /** How often, other than for a class. */
  long times() {
    return places.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** How often, and where. */
  String text() {
    StringBuilder text = new StringBuilder("pinned: " + times());
    text.append(" (while a class was loaded: ").append(loading.sum()).append(')');
    places.forEach(
        (place, times) -> text.append("\n  ").append(times.sum()).append(" x ").append(place));
    return text.toString();
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
  }
}
