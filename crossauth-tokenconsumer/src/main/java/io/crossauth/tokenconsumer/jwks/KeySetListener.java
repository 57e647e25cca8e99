package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.CrossauthException;
import java.net.URI;
import java.time.Duration;

/**
 * Watches a key set, for logs and counters. It is called on the thread that does the work and must
 * not block; what it throws is lost.
 */
public interface KeySetListener {

  /**
   * Keys came, or the server said that they are as they were.
   *
   * @param jwksUri where the keys were asked for
   * @param keys how many there are now
   * @param took how long it took
   */
  default void fetched(URI jwksUri, int keys, Duration took) {}

  /**
   * No keys came; the last good ones are used while they may be.
   *
   * @param jwksUri where the keys were asked for
   * @param failure why none came
   */
  default void fetchFailed(URI jwksUri, CrossauthException failure) {}

  /**
   * A key of the document is not used.
   *
   * @param jwksUri where the keys were asked for
   * @param key its {@code kid}, or its place in the document; made printable
   * @param rule the rule it breaks
   */
  default void keySkipped(URI jwksUri, String key, String rule) {}

  /**
   * A token named a key that is not here, or its signature did not fit, and it was too early to
   * look again.
   *
   * @param jwksUri where the keys were asked for
   */
  default void lookHeldBack(URI jwksUri) {}

  /**
   * Does nothing.
   *
   * @return a listener that does nothing
   */
  static KeySetListener none() {
    return new KeySetListener() {};
  }
}
