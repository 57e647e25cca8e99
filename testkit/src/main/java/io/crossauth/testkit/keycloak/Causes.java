package io.crossauth.testkit.keycloak;

import java.util.Objects;

/** What has gone wrong at the bottom of it. */
final class Causes {

  private Causes() {}

  /** The message of the innermost cause; libraries wrap it in "startup failed" and the like. */
  static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Objects.requireNonNullElseGet(cause.getMessage(), cause::toString).strip();
  }
}
