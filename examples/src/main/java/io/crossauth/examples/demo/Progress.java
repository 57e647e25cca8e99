package io.crossauth.examples.demo;

import io.crossauth.platform.Ticker;
import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** Shows that something is going on: a spinner on a terminal, plain lines elsewhere. */
final class Progress implements AutoCloseable {

  private static final String FRAMES = "|/-\\";
  // How long it took until the line came; a spinner shows how long it takes by now.
  private static final Pattern SECONDS = Pattern.compile(" \\(\\d+ s\\)$");
  private static final String CLEAR = "\r\u001b[2K";

  private final PrintStream out;
  private final boolean terminal;
  private volatile String line = "";
  private final Ticker ticker = Ticker.system();
  private final long begin = ticker.nanos();
  private final AtomicInteger frame = new AtomicInteger();
  private final ScheduledExecutorService spinner =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "demo-spinner");
            thread.setDaemon(true);
            return thread;
          });

  private Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  static Progress on(PrintStream out, boolean terminal) {
    Progress progress = new Progress(out, terminal);
    if (terminal) {
      Future<?> unused =
          progress.spinner.scheduleAtFixedRate(progress::draw, 0, 120, TimeUnit.MILLISECONDS);
    }
    return progress;
  }

  /** What is going on now. */
  void say(String what) {
    line = what;
    if (!terminal) {
      out.println(what);
      out.flush();
    }
  }

  private void draw() {
    String now = line;
    if (!now.isEmpty()) {
      char turn = FRAMES.charAt(frame.getAndIncrement() % FRAMES.length());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(ticker.nanos() - begin);
      out.print(
          CLEAR + turn + " " + SECONDS.matcher(now).replaceFirst("") + " (" + seconds + " s)");
      out.flush();
    }
  }

  /** Takes the spinner away. */
  @Override
  public void close() {
    spinner.shutdownNow();
    try {
      if (terminal && spinner.awaitTermination(1, TimeUnit.SECONDS)) {
        out.print(CLEAR);
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
