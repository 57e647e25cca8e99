package io.crossauth.benchmarks.nodes;

import java.io.PrintStream;

/** What a node tells: a word for what it is, then words that depend on it; one line each. */
final class Report {

  static final String READY = "ready";
  static final String SECOND = "second";
  static final String SAVED = "saved";
  static final String HELD = "held";
  static final String FREE = "free";
  static final String OVER = "over";
  static final String LOST = "lost";
  static final String TRAPPED = "trapped";
  static final String ASKED = "asked";
  static final String CLOSED = "closed";

  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void ready() {
    say(READY);
  }

  /** Latencies and counts since the last line. */
  void second(Latencies.Seen calls, long statements) {
    say(SECOND + " " + statements + " " + calls.text());
  }

  /** A refresh token is in the store. */
  void saved(String refreshToken) {
    say(SAVED + " " + refreshToken);
  }

  /** The lease on a session is taken. */
  void held(String session) {
    say(HELD + " " + session);
  }

  /** It has been given back. */
  void free(String session) {
    say(FREE + " " + session);
  }

  /** The user has to log in. */
  void over(String session, long begun) {
    say(OVER + " " + session + " " + begun);
  }

  /** A refresh token was sent, and no answer came. */
  void lost(String refreshToken) {
    say(LOST + " " + refreshToken);
  }

  void trapped(Step step, String session) {
    say(TRAPPED + " " + step + " " + session);
  }

  /** How a session answered that was asked for by name: {@code ok} or an error code. */
  void asked(String session, String answer) {
    say(ASKED + " " + session + " " + answer);
  }

  void closed(long millis, int unsaved) {
    say(CLOSED + " " + millis + " " + unsaved);
  }

  private void say(String line) {
    // A line goes out whole: println of a PrintStream is one step.
    out.println(line);
  }
}
