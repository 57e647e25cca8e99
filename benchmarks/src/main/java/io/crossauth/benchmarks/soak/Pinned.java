package io.crossauth.benchmarks.soak;

import io.crossauth.benchmarks.stress.VirtualThreads;
import java.time.Duration;
import java.time.Instant;
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
 * is seen before Java 21, where there are no virtual threads. In the first seconds classes are
 * loaded, linked and initialized, and whoever waits for one holds its carrier, whatever the program
 * is: those moments are counted apart.
 */
final class Pinned implements AutoCloseable {

  private static final String EVENT = "jdk.VirtualThreadPinned";

  private static final int FRAMES = 12;

  private final Map<String, LongAdder> places = new ConcurrentHashMap<>();
  private final LongAdder early = new LongAdder();
  private final @Nullable RecordingStream stream;

  private Pinned(@Nullable RecordingStream stream) {
    this.stream = stream;
  }

  /**
   * Begins to count.
   *
   * @param start how long classes are loaded
   */
  static Pinned begin(Duration start) {
    if (!VirtualThreads.there()) {
      return new Pinned(null);
    }
    Instant started = Instant.now().plus(start);
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
          if (event.getStartTime().isBefore(started)) {
            pinned.early.increment();
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

  /** How often, after the first seconds. */
  long times() {
    return places.values().stream().mapToLong(LongAdder::sum).sum();
  }

  /** How often, and where. */
  String text() {
    StringBuilder text = new StringBuilder("pinned: " + times());
    text.append(" (at the start, while classes were loaded: ").append(early.sum()).append(')');
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
