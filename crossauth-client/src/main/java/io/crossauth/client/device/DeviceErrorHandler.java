package io.crossauth.client.device;

import io.crossauth.error.OAuthErrorException;

/**
 * Hears of one kind of error while a device login waits, and decides whether it goes on. Called by
 * one thread at a time for one login.
 */
@FunctionalInterface
public interface DeviceErrorHandler {

  /** Whether to go on. */
  enum Decision {
    /** Wait and ask again; the interval, and what {@code slow_down} adds to it, are kept. */
    CONTINUE,
    /** End the login: the error is thrown. */
    STOP
  }

  /**
   * Decides; what it throws ends the login too.
   *
   * @param error what the server said
   * @return whether to go on
   */
  Decision handle(OAuthErrorException error);
}
