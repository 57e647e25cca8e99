package io.crossauth.testkit.yandex;

import io.crossauth.testkit.http.RecordedRequest;
import java.time.Duration;

/**
 * A request and the moment at which it was complete. Immutable.
 *
 * @param place host and path: {@code oauth.yandex.ru/token}
 * @param request the request
 * @param nanos the time of {@link System#nanoTime}; it has a meaning only beside another one
 */
public record Arrival(String place, RecordedRequest request, long nanos) {

  /**
   * Tells how long after another request this one came.
   *
   * @param earlier the other request
   * @return the time between; negative if this was the first of the two
   */
  public Duration since(Arrival earlier) {
    return Duration.ofNanos(nanos - earlier.nanos);
  }

  /** Method and place; nothing that was sent. */
  @Override
  public String toString() {
    return request.method() + " " + place;
  }
}
