package io.crossauth.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A figure beside what we want and what must be.
 *
 * @param name what it is, with its unit
 * @param found the figure; empty if it was not measured, which counts as missed
 * @param goal what we want
 * @param gate what must be; infinite if nothing is asked but that it is measured
 * @param bound which side of them is good
 */
record Gate(String name, OptionalDouble found, double goal, double gate, Bound bound) {

  enum Bound {
    AT_MOST,
    AT_LEAST
  }

  static Gate atMost(String name, OptionalDouble found, double goal, double gate) {
    return new Gate(name, found, goal, gate, Bound.AT_MOST);
  }

  /** A figure with a goal, and no gate but that it is measured. */
  static Gate goal(String name, OptionalDouble found, double goal) {
    return atMost(name, found, goal, Double.POSITIVE_INFINITY);
  }

  static Gate atLeast(String name, OptionalDouble found, double goal, double gate) {
    return new Gate(name, found, goal, gate, Bound.AT_LEAST);
  }

  boolean met() {
    return within(gate);
  }

  private boolean within(double limit) {
    return found.isPresent()
        && (bound == Bound.AT_MOST ? found.getAsDouble() <= limit : found.getAsDouble() >= limit);
  }

  private String verdict() {
    if (within(goal)) {
      return "goal";
    }
    return !met() ? "MISSED" : hasGate() ? "gate" : "beyond its goal";
  }

  private boolean hasGate() {
    return Double.isFinite(gate);
  }

  /** Name, found, goal, gate, verdict. */
  List<String> row() {
    String sign = bound == Bound.AT_MOST ? "≤ " : "≥ ";
    String value = found.isPresent() ? text(found.getAsDouble()) : "not measured";
    String limit = hasGate() ? sign + text(gate) : "–";
    return List.of(name, value, sign + text(goal), limit, verdict());
  }

  static String text(double value) {
    return value == Math.rint(value) || Math.abs(value) >= 1_000
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
