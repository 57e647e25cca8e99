package io.crossauth.internal.refresh;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to load a value that is over. Immutable.
 *
 * @param startedAt when it began, by the ticker
 * @param endedAt when it ended, by the ticker
 * @param failures how many attempts in a row have failed, this one included; 0 after a success
 * @param failure why it failed, or null if it did not
 */
public record Attempt(
    long startedAt, long endedAt, int failures, @Nullable RuntimeException failure) {

  /** Why it failed; empty if it did not. */
  public Optional<RuntimeException> cause() {
    return Optional.ofNullable(failure);
  }

  /** Whether it failed. */
  public boolean failed() {
    return failure != null;
  }
}
