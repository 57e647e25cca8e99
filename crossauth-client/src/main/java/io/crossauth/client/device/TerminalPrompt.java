package io.crossauth.client.device;

import io.crossauth.client.qr.QrCode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Prints the address, the code and a QR code. On a terminal it counts down until the user has
 * decided; elsewhere it prints lines and is quiet.
 */
final class TerminalPrompt implements DevicePrompt {

  /** Back to the start of the line, and nothing left on it. */
  private static final String CLEAR_LINE = "\r\u001b[K";

  private static final Duration BEAT = Duration.ofMillis(250);

  /** A wider code wraps, and a wrapped one cannot be read. */
  private static final int WIDEST = 79;

  /** No code of a longer address is narrow enough. */
  private static final int LONGEST = 400;

  private final PrintStream out;
  private final Terminal terminal;
  private final TerminalOptions options;

  TerminalPrompt(TerminalOptions options) {
    this(
        options.output().orElse(System.out),
        options.output().isPresent() ? Terminal.none() : Terminal.standardOutput(),
        options);
  }

  TerminalPrompt(PrintStream out, Terminal terminal, TerminalOptions options) {
    this.out = out;
    this.terminal = terminal;
    this.options = options;
  }

  @Override
  public void show(OAuthDeviceAuthorizationResponse code) {
    String message = options.message().apply(code);
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
    if (!options.qrCode() || !terminal.blocks() || address.toASCIIString().length() > LONGEST) {
      return Optional.empty();
    }
    QrCode drawn = QrCode.of(address);
    return drawn.size() > WIDEST
        ? Optional.empty()
        : Optional.of(terminal.colours() ? drawn.terminal() : drawn.text());
  }

  static String usualMessage(OAuthDeviceAuthorizationResponse code) {
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
      out.print(CLEAR_LINE + spinner(left) + "Waiting for you, " + minutes(left) + " left");
      out.flush();
    }
  }

  /** {@code 14:32}, minutes and seconds, rounded up to whole seconds. */
  static String minutes(Duration left) {
    long seconds = left.plusNanos(999_999_999).toSeconds();
    return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
  }

  private String spinner(Duration left) {
    if (options.spinner().isEmpty()) {
      return "";
    }
    long turn = Math.floorMod(-left.toMillis() / BEAT.toMillis(), options.spinner().size());
    return options.spinner().get((int) turn) + " ";
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
    if (!options.success().isEmpty()) {
      out.println(options.success());
      out.flush();
    }
  }
}
