package io.crossauth.logback;

import io.crossauth.yandex.log.LogRedaction;
import org.jspecify.annotations.Nullable;

/** The rules, for texts that may be missing and for values that have names. */
final class Redaction {

  private Redaction() {}

  static @Nullable String text(@Nullable String text) {
    return text == null ? null : LogRedaction.redact(text);
  }

  /** A value whose name may say that it is secret. */
  static @Nullable String value(String name, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    String pair = name + "=";
    String clean = LogRedaction.redact(pair + value);
    return clean.startsWith(pair)
        ? clean.substring(pair.length())
        : LogRedaction.redact(value.toString());
  }
}
