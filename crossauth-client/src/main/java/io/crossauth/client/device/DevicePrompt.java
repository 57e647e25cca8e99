package io.crossauth.client.device;

import java.time.Duration;

/**
 * Tells the user where to go and what to type. Opens nothing by itself.
 *
 * <p>One login calls one method at a time: {@link #show}, then {@link #waiting} as often as there
 * is something to say, then {@link #finished}, and {@link #succeeded} if the user is logged in. All
 * but the first may be called on another thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8628#section-3.3">RFC 8628 section 3.3</a>
 */
@FunctionalInterface
public interface DevicePrompt {

  /** Shows the address and the code. What it throws ends the login. */
  void show(OAuthDeviceAuthorizationResponse code);

  /**
   * How often to hear how much time is left, besides before each poll; zero, which is the default,
   * for no oftener.
   */
  default Duration beat() {
    return Duration.ZERO;
  }

  /** Hears how much time is left: before each poll, and at every {@link #beat}. */
  default void waiting(Duration left) {}

  /** Hears that the waiting is over, however it ended. */
  default void finished() {}

  /** Hears that the user is logged in. */
  default void succeeded() {}

  /**
   * A prompt on the standard output: the address, the code, a QR code, and a countdown where there
   * is a terminal; plain lines where there is none.
   *
   * @return a prompt whose words can be changed
   */
  static TerminalPrompt terminal() {
    return TerminalPrompt.standardOutput();
  }
}
