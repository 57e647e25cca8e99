package io.crossauth.client.device;

import io.crossauth.client.qr.QrCode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Prints the address, the code and a QR code. On a terminal it counts down until the user has
 * decided; elsewhere it prints lines and is quiet.
 *
 * <p>The QR code holds the address with the code in it, if the server has one, else the bare
 * address; the code is printed in any case. Immutable and safe for use by many threads.
 */
public final class TerminalPrompt implements DevicePrompt {

  /** Back to the start of the line, and nothing left on it. */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private static final Duration BEAT = Duration.ofMillis(250);

  /** A wider code wraps, and a wrapped one cannot be read. */
  private static final int WIDEST = 79;

  /** No code of a longer address is narrow enough. */
  private static final int LONGEST = 400;

  private record Words(
      Function<OAuthDeviceAuthorizationResponse, String> message,
      String success,
      List<String> spinner,
      boolean qrCode) {}

  private final PrintStream out;
  private final Terminal terminal;
  private final Words words;

  private TerminalPrompt(PrintStream out, Terminal terminal, Words words) {
    this.out = out;
    this.terminal = terminal;
    this.words = words;
  }

  TerminalPrompt(PrintStream out, Terminal terminal) {
    this(
        out,
        terminal,
        new Words(
            TerminalPrompt::message, "You are logged in.", List.of("|", "/", "-", "\\"), true));
  }

  static TerminalPrompt standardOutput() {
    return new TerminalPrompt(System.out, Terminal.standardOutput());
  }

  /**
   * A prompt that prints plain lines, without colours or a countdown.
   *
   * @param out where to; it is not closed
   */
  public static TerminalPrompt lines(PrintStream out) {
    return new TerminalPrompt(out, Terminal.none());
  }

  /**
   * The same prompt with other words for where to go and what to type. If the code is not among
   * them, it is printed after them.
   */
  public TerminalPrompt withMessage(Function<OAuthDeviceAuthorizationResponse, String> message) {
    return with(new Words(message, words.success, words.spinner, words.qrCode));
  }

  /** The same prompt with other words for success; {@code You are logged in.} by default. */
  public TerminalPrompt withSuccessMessage(String message) {
    return with(new Words(words.message, message, words.spinner, words.qrCode));
  }

  /** The same prompt that says nothing of success. */
  public TerminalPrompt withoutSuccessMessage() {
    return withSuccessMessage("");
  }

  /**
   * The same prompt with another spinner beside the countdown.
   *
   * @param frames what is shown in turn, four times a second
   */
  public TerminalPrompt withSpinner(String... frames) {
    return with(new Words(words.message, words.success, List.of(frames), words.qrCode));
  }

  /** The same prompt whose countdown has no spinner. */
  public TerminalPrompt withoutSpinner() {
    return withSpinner();
  }

  /** The same prompt without QR code. */
  public TerminalPrompt withoutQrCode() {
    return with(new Words(words.message, words.success, words.spinner, false));
  }

  private TerminalPrompt with(Words changed) {
    return new TerminalPrompt(out, terminal, changed);
  }

  @Override
  public void show(OAuthDeviceAuthorizationResponse code) {
    String message = words.message.apply(code);
    out.println(message);
    if (!message.contains(code.userCode())) {
      // RFC 8628 section 3.3: the user compares the code, however it travels.
      out.println("Code: " + code.userCode());
    }
    drawing(code)
        .ifPresent(
            drawing -> {
              out.println();
              out.print(drawing);
            });
    if (!terminal.live()) {
      out.println("The code is good for " + code.expiresIn().toSeconds() + " seconds.");
    }
    out.flush();
  }

  private Optional<String> drawing(OAuthDeviceAuthorizationResponse code) {
    URI address = code.verificationUriComplete().orElse(code.verificationUri());
    if (!words.qrCode || !terminal.blocks() || address.toASCIIString().length() > LONGEST) {
      return Optional.empty();
    }
    QrCode drawn = QrCode.of(address);
    return drawn.size() > WIDEST
        ? Optional.empty()
        : Optional.of(terminal.colours() ? drawn.terminal() : drawn.text());
  }

  private static String message(OAuthDeviceAuthorizationResponse code) {
    String lines =
        "To log in, open "
            + code.verificationUri().toASCIIString()
            + System.lineSeparator()
            + "and enter the code "
            + code.userCode();
    return code.verificationUriComplete()
        .map(uri -> lines + System.lineSeparator() + "or open " + uri.toASCIIString())
        .orElse(lines);
  }

  @Override
  public Duration beat() {
    return terminal.live() ? BEAT : Duration.ZERO;
  }

  @Override
  public void waiting(Duration left) {
    if (terminal.live()) {
      out.print(CLEAR_LINE + spinner(left) + "Waiting for you, " + Countdown.text(left) + " left");
      out.flush();
    }
  }

  private String spinner(Duration left) {
    if (words.spinner.isEmpty()) {
      return "";
    }
    long turn = Math.floorMod(-left.toMillis() / BEAT.toMillis(), words.spinner.size());
    return words.spinner.get((int) turn) + " ";
  }

  @Override
  public void finished() {
    if (terminal.live()) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }

  @Override
  public void succeeded() {
    if (!words.success.isEmpty()) {
      out.println(words.success);
      out.flush();
    }
  }
}
