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
 * @param timed whether it depends on how fast the machine is
 */
record Figure(String name, String found, String goal, String gate, boolean met, boolean timed) {

  /** A value that may be at most so much. */
  static Figure atMost(String name, double found, double goal, double gate) {
    return new Figure(
        name, text(found), "<= " + text(goal), "<= " + text(gate), found <= gate, true);
  }

  /** A value that must be this. */
  static Figure exactly(String name, long found, long wanted) {
    String gate = "= " + wanted;
    return new Figure(name, Long.toString(found), gate, gate, found == wanted, false);
  }

  /** So many calls that took longer than they may: none should, on a machine that keeps up. */
  static Figure noWaits(String name, long found) {
    return new Figure(name, Long.toString(found), "= 0", "= 0", found == 0, true);
  }

  /** A value for the reader, which nothing is asked of. */
  static Figure plain(String name, Object found) {
    return new Figure(name, found.toString(), "", "", true, false);
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
