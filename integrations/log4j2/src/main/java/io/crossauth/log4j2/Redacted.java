package io.crossauth.log4j2;

import io.crossauth.redaction.Redaction;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.spi.MutableThreadContextStack;
import org.apache.logging.log4j.util.ReadOnlyStringMap;
import org.apache.logging.log4j.util.SortedArrayStringMap;
import org.apache.logging.log4j.util.StringMap;
import org.jspecify.annotations.Nullable;

/** The parts of an event without their secrets. */
final class Redacted {

  /** Somebody else's markers may go round in a circle. */
  private static final int MOST_LEVELS = 4;

  private Redacted() {}

  static @Nullable String text(@Nullable String text) {
    return text == null ? null : Redaction.redact(text);
  }

  /** The whole text: the pieces of a template may be harmless where the whole is not. */
  static @Nullable Message message(@Nullable Message raw) {
    if (raw == null) {
      return null;
    }
    if (raw instanceof MapMessage<?, ?> map) {
      StringMapMessage clean = new StringMapMessage();
      map.forEach((name, value) -> clean.with(Redaction.redact(name), value(name, value)));
      return clean;
    }
    return new SimpleMessage(Redaction.redact(raw.getFormattedMessage()));
  }

  static StringMap context(ReadOnlyStringMap raw) {
    StringMap clean = new SortedArrayStringMap();
    raw.forEach((name, value) -> clean.putValue(Redaction.redact(name), value(name, value)));
    clean.freeze();
    return clean;
  }

  private static String value(String name, @Nullable Object value) {
    return value == null ? "null" : Redaction.redact(name, value);
  }

  static ThreadContext.ContextStack stack(ThreadContext.ContextStack raw) {
    List<String> clean = new ArrayList<>();
    raw.asList().forEach(text -> clean.add(Redaction.redact(text)));
    // The other kind of stack writes to the thread's own.
    return new MutableThreadContextStack(clean);
  }

  /** A marker with the same parents, each with its name alone. */
  static @Nullable Marker marker(@Nullable Marker raw) {
    return raw == null ? null : marker(raw, MOST_LEVELS);
  }

  private static Marker marker(Marker raw, int levels) {
    Marker clean = new MarkerManager.Log4jMarker(Redaction.redact(raw.getName()));
    Marker[] parents = raw.getParents();
    if (levels > 0 && parents != null) {
      for (Marker parent : parents) {
        clean.addParents(marker(parent, levels - 1));
      }
    }
    return clean;
  }
}
