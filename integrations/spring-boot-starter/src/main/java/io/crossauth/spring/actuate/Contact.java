package io.crossauth.spring.actuate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a provider. Immutable.
 *
 * @param answered when it has last answered
 * @param failed when it has last failed to
 * @param failure the code of that: {@code transport.timeout}, {@code http.503}
 */
record Contact(@Nullable Instant answered, @Nullable Instant failed, @Nullable String failure) {

  static final Contact NONE = new Contact(null, null, null);

  Contact answered(Instant at) {
    return new Contact(at, failed, failure);
  }

  Contact failed(Instant at, String code) {
    return new Contact(answered, at, code);
  }

  /** Whether the last that is known of it is good. */
  boolean good() {
    return answered != null && (failed == null || !failed.isAfter(answered));
  }
}
