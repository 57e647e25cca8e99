package io.crossauth.examples.demo;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a demo has printed, and how it ended. */
record Printed(int exitCode, List<String> lines) {

  /** Runs a demo that starts its server like this, as if it were no terminal. */
  static Printed by(ProviderSource keycloak, String... arguments) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    int exitCode = new Demo(out, keycloak, false, Ending.never()).run(arguments);
    return new Printed(exitCode, bytes.toString(StandardCharsets.UTF_8).lines().toList());
  }

  /** Runs a demo that must not need a Keycloak. */
  static Printed by(String... arguments) {
    return by(
        progress -> {
          throw new IllegalStateException("nobody should start a Keycloak here");
        },
        arguments);
  }

  String last() {
    return lines.get(lines.size() - 1);
  }

  String text() {
    return String.join("\n", lines);
  }
}
