package io.crossauth.client.device;

import io.crossauth.error.OAuthErrorException;

/** Hears of one kind of error while a device login waits, and decides whether it goes on. */
@FunctionalInterface
public interface DeviceErrorHandler {

  /** Whether to go on. */
  enum Decision {
    /** Wait and ask again; the interval, and what {@code slow_down} adds to it, are kept. */
    CONTINUE,
    /** End the login: the error is thrown. */
    STOP
  }

  /** Decides; what it throws ends the login too. */
  Decision handle(OAuthErrorException error);
}
