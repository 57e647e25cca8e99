package io.crossauth.examples.demo;

import io.crossauth.error.CrossauthException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a flow.
 *
 * @param number its place in the table, from 1
 * @param name what it is called
 * @param wire what went over the wire
 * @param result what came of it
 * @param failure why it failed, if it did
 * @param time how long it took
 * @param events what the provider's own log says has happened meanwhile
 */
record Row(
    int number,
    String name,
    String wire,
    String result,
    Optional<Failure> failure,
    Duration time,
    Map<String, Long> events) {

  /**
   * A failure in two texts.
   *
   * @param code the stable code of the client's exception, or {@code demo} for one of the demo's
   *     own checks
   * @param message one line
   */
  record Failure(String code, String message) {

    static Failure of(RuntimeException e) {
      String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      String line = message.lines().findFirst().orElse("");
      return new Failure(e instanceof CrossauthException ours ? ours.code() : "demo", line);
    }
  }

  boolean passed() {
    return failure.isEmpty();
  }
}
