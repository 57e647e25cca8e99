package io.crossauth.client.device;

import java.time.Duration;

/**
 * Tells the user where to go and what to type. Opens nothing by itself.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3">RFC 8628 section 3.3</a>
 */
@FunctionalInterface
public interface DevicePrompt {

  /** Shows the address and the code. What it throws ends the login. */
  void show(OAuthDeviceAuthorizationResponse code);

  /** Hears before each poll how much time is left. */
  default void waiting(Duration left) {}

  /** Hears that the waiting is over, however it ended. */
  default void finished() {}

  /** A prompt that prints lines to the standard output. */
  static DevicePrompt terminal() {
    return new TerminalPrompt(System.out);
  }
}
