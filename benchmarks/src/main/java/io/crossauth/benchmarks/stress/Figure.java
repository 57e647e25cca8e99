package io.crossauth.benchmarks.stress;

import java.util.Locale;

/**
 * A measured value beside what it should be.
 *
 * @param name what was measured, with its unit
 * @param found the value
 * @param goal what we want, in words
 * @param gate what must be, in words
 * @param met whether it is
 */
record Figure(String name, String found, String goal, String gate, boolean met) {

  /** A value that may be at most so much. */
  static Figure atMost(String name, double found, double goal, double gate) {
    return new Figure(name, text(found), "<= " + text(goal), "<= " + text(gate), found <= gate);
  }

  /** A value that must be this. */
  static Figure exactly(String name, long found, long wanted) {
    String gate = "= " + wanted;
    return new Figure(name, Long.toString(found), gate, gate, found == wanted);
  }

  /** A value for the reader, which nothing is asked of. */
  static Figure plain(String name, Object found) {
    return new Figure(name, found.toString(), "", "", true);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** One line of the table. */
  String line() {
    String verdict = gate.isEmpty() ? "" : met ? "ok" : "MISSED";
    return String.format(Locale.ROOT, "%-60s %10s  %8s  %8s  %s", name, found, goal, gate, verdict)
        .stripTrailing();
  }
}
