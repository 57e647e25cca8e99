package io.crossauth.logback;

import io.crossauth.redaction.Redaction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The rules of redaction, for strings that may be missing and for values that have names. */
final class Redacted {

  /** Somebody else's markers may go round in a circle. */
  private static final int MOST_LEVELS = 4;

  private Redacted() {}

  static @Nullable String text(@Nullable String text) {
    return text == null ? null : Redaction.redact(text);
  }

  /** A value whose name may say that it is secret. */
  static @Nullable String value(String name, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    return Redaction.isSecret(name) ? Redaction.MASK : Redaction.redact(value.toString());
  }

  /** A marker with the same references, each with its name alone. */
  static Marker marker(Marker raw) {
    return marker(raw, MOST_LEVELS);
  }

  // Frowned upon, and still the only way to what a marker refers to.
  @SuppressWarnings("deprecation")
  private static Marker marker(Marker raw, int levels) {
    Marker clean = MarkerFactory.getDetachedMarker(Redaction.redact(raw.getName()));
    if (levels > 0) {
      raw.iterator().forEachRemaining(other -> clean.add(marker(other, levels - 1)));
    }
    return clean;
  }
}
