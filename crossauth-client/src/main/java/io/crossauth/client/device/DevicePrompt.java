package io.crossauth.client.device;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

  /**
   * Shows the address and the code. What it throws ends the login.
   *
   * @param code what to show; never its device code
   */
  void show(OAuthDeviceAuthorizationResponse code);

  /**
   * How often to hear how much time is left, besides before each poll.
   *
   * @return the time between two calls of {@link #waiting}; zero, the default, for no more of them
   */
  default Duration beat() {
    return Duration.ZERO;
  }

  /**
   * Hears how much time is left: before each poll, and at every {@link #beat}.
   *
   * @param left how long the code still lives
   */
  default void waiting(Duration left) {}

  /** Hears that the waiting is over, however it ended. */
  default void finished() {}

  /** Hears that the user is logged in. */
  default void succeeded() {}

  /**
   * A prompt on the standard output: the address, the code, a QR code, and a countdown where there
   * is a terminal; plain lines where there is none. Safe for use by many threads.
   *
   * @return a prompt in English
   */
  static DevicePrompt terminal() {
    return terminal(TerminalOptions.defaults());
  }

  /**
   * A prompt on a terminal, or on lines of a stream. The QR code holds the address with the code in
   * it, if the server has one, else the bare address; the code is printed in any case. Safe for use
   * by many threads.
   *
   * @param options where to print, what, and how
   * @return the prompt
   */
  static DevicePrompt terminal(TerminalOptions options) {
    return new TerminalPrompt(options);
  }

  /**
   * Where a prompt prints, what, and how. Immutable and safe for use by many threads.
   *
   * @param output where plain lines are printed; empty for the standard output, with a countdown
   *     where that is a terminal
   * @param message makes the words for where to go and what to type; if the code is not among them,
   *     it is printed after them
   * @param success the words for success; empty to say nothing
   * @param spinner what is shown in turn beside the countdown, four times a second; empty for none
   * @param qrCode whether to draw a QR code, where it can be drawn
   */
  record TerminalOptions(
      Optional<PrintStream> output,
      Function<OAuthDeviceAuthorizationResponse, String> message,
      String success,
      List<String> spinner,
      boolean qrCode) {

    /**
     * Copies the frames of the spinner.
     *
     * @param output where plain lines are printed; empty for the standard output
     * @param message makes the words for where to go and what to type
     * @param success the words for success; empty to say nothing
     * @param spinner what is shown in turn beside the countdown; empty for none
     * @param qrCode whether to draw a QR code, where it can be drawn
     * @throws NullPointerException if the frames, or one of them, are null
     */
    public TerminalOptions {
      spinner = List.copyOf(spinner);
    }

    /**
     * The standard output, words in English, a spinner of lines, a QR code.
     *
     * @return the options of {@link DevicePrompt#terminal()}
     */
    public static TerminalOptions defaults() {
      return new TerminalOptions(
          Optional.empty(),
          TerminalPrompt::usualMessage,
          "You are logged in.",
          List.of("|", "/", "-", "\\"),
          true);
    }

    /**
     * The same that prints plain lines, without colours or a countdown.
     *
     * @param stream where to; it is not closed
     * @return the changed options
     */
    public TerminalOptions withOutput(PrintStream stream) {
      return new TerminalOptions(Optional.of(stream), message, success, spinner, qrCode);
    }

    /**
     * The same with other words for where to go and what to type.
     *
     * @param words makes them; if the code is not among them, it is printed after them
     * @return the changed options
     */
    public TerminalOptions withMessage(Function<OAuthDeviceAuthorizationResponse, String> words) {
      return new TerminalOptions(output, words, success, spinner, qrCode);
    }

    /**
     * The same with other words for success.
     *
     * @param words the words; empty to say nothing
     * @return the changed options
     */
    public TerminalOptions withSuccessMessage(String words) {
      return new TerminalOptions(output, message, words, spinner, qrCode);
    }

    /**
     * The same with another spinner beside the countdown.
     *
     * @param frames what is shown in turn, four times a second; none for no spinner
     * @return the changed options
     */
    public TerminalOptions withSpinner(String... frames) {
      return new TerminalOptions(output, message, success, List.of(frames), qrCode);
    }

    /**
     * The same with or without a QR code.
     *
     * @param drawn whether it is drawn, where it can be
     * @return the changed options
     */
    public TerminalOptions withQrCode(boolean drawn) {
      return new TerminalOptions(output, message, success, spinner, drawn);
    }
  }
}
