package io.crossauth.spring;

import io.crossauth.error.ConfigurationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Names the property that is to blame; never its value, which may be a secret. */
final class Property {

  static final String CODE = "config.spring_property";

  private Property() {}

  static ConfigurationException wrong(String name, String expectedAndFound, String toTry) {
    return new ConfigurationException(CODE, name + ": " + expectedAndFound + "; " + toTry);
  }

  static <T> T required(String name, @Nullable T value, String what) {
    if (value == null || value.toString().isBlank()) {
      throw wrong(name, "expected " + what + ", found nothing", "set " + name);
    }
    return value;
  }

  /** Whatever the library says against a setting is said of its property. */
  static <T> T checked(String name, Supplier<T> setting) {
    try {
      return setting.get();
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw wrong(name, String.valueOf(e.getMessage()), "correct " + name);
    }
  }
}
