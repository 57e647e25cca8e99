package io.crossauth.examples.nodes;

import io.crossauth.platform.Ticker;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** Who does what, when: a line for each step, drawn as it happens. Safe for many threads. */
final class Picture {

  static final String BROWSER = "browser";
  static final String STORE = "database";
  static final String PROVIDER = "provider";

  private static final List<String> LANES =
      List.of(BROWSER, node(1), node(2), node(3), STORE, PROVIDER);
  private static final int WIDTH = 11;
  private static final int HALF = WIDTH / 2;

  private final PrintWriter out;
  private final Ticker ticker = Ticker.system();
  private final AtomicLong begin = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();

  Picture(PrintWriter out) {
    this.out = out;
  }

  static String node(int number) {
    return "node " + number;
  }

  /** The names of those who act; from here on time counts. */
  void head() {
    begin.set(ticker.nanos());
    StringBuilder line = new StringBuilder(" ".repeat(9));
    for (String lane : LANES) {
      int left = (WIDTH - lane.length()) / 2;
      line.append(" ".repeat(left)).append(lane);
      line.append(" ".repeat(WIDTH - left - lane.length()));
    }
    print(line.toString());
  }

  /** A part of the story. */
  void title(String text) {
    char[] lanes = lanes();
    print(" ".repeat(9) + new String(lanes));
    print(" ".repeat(9) + new String(lanes) + "   " + text.toUpperCase(Locale.ROOT));
  }

  /** One of them asks another. */
  void arrow(String from, String to, String text) {
    int begun = LANES.indexOf(from) * WIDTH + HALF;
    int end = LANES.indexOf(to) * WIDTH + HALF;
    char[] lanes = lanes();
    Arrays.fill(lanes, Math.min(begun, end) + 1, Math.max(begun, end), '-');
    lanes[begun < end ? end - 1 : end + 1] = begun < end ? '>' : '<';
    double seconds = (ticker.nanos() - begin.get()) / 1e9;
    print(String.format(Locale.ROOT, "%6.2f s %s   %s", seconds, new String(lanes), text));
  }

  private static char[] lanes() {
    char[] lanes = new char[LANES.size() * WIDTH];
    Arrays.fill(lanes, ' ');
    for (int i = 0; i < LANES.size(); i++) {
      lanes[i * WIDTH + HALF] = '|';
    }
    return lanes;
  }

  private void print(String line) {
    lock.lock();
    try {
      out.println(line.stripTrailing());
    } finally {
      lock.unlock();
    }
  }
}
