package io.crossauth.benchmarks.nodes;

import java.io.PrintWriter;

/** Placeholder until it is written. */
final class Million {
  static Million measure(PrintWriter out) {
    throw new UnsupportedOperationException();
  }

  String markdown() {
    return "";
  }
}
