package io.crossauth.testkit.keycloak;

import java.util.List;

/** The end of a log, for messages. */
final class LastLines {

  private static final int QUOTED = 40;

  private LastLines() {}

  /** {@code "; its last lines:"} and the lines. */
  static String of(String log) {
    List<String> lines = log.lines().toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - QUOTED), lines.size());
    return "; its last lines:\n" + String.join("\n", last);
  }
}
