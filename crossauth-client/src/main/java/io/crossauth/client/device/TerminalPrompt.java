package io.crossauth.client.device;

import java.io.PrintStream;

/** Prints plain lines. */
final class TerminalPrompt implements DevicePrompt {

  private final PrintStream out;

  TerminalPrompt(PrintStream out) {
    this.out = out;
  }

  @Override
  public void show(OAuthDeviceAuthorizationResponse code) {
    out.println("To log in, open " + code.verificationUri());
    out.println("and enter the code " + code.userCode());
    code.verificationUriComplete().ifPresent(uri -> out.println("or open " + uri));
    out.println("The code is good for " + code.expiresIn().toSeconds() + " seconds.");
    out.flush();
  }
}
