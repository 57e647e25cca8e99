package io.crossauth.examples.demo;

import io.crossauth.client.device.DevicePrompt;
import io.crossauth.http.Form;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;

/** Whoever sits at the terminal: is shown where to go, and comes back on the loopback address. */
final class TerminalPerson implements Person {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final PrintStream out;
  private final int port;

  TerminalPerson(PrintStream out, int port) {
    this.out = out;
    this.port = port;
  }

  @Override
  public URI callback() {
    // RFC 8252 section 7.3: the address itself, not the name localhost.
    return URI.create("http://127.0.0.1:" + port + "/callback");
  }

  @Override
  public Form logIn(URI address) {
    try (LoopbackListener listener = LoopbackListener.open(callback())) {
      out.println();
      out.println("Open this address in a browser, and log in within five minutes:");
      out.println(address);
      out.println();
      return listener.await(PATIENCE);
    }
  }

  @Override
  public DevicePrompt device() {
    return code -> {
      out.println();
      out.println("Open " + code.verificationUri() + " and enter the code " + code.userCode());
      code.verificationUriComplete().ifPresent(uri -> out.println("or open " + uri));
      out.println();
    };
  }
}
