package io.crossauth.benchmarks.nodes;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/** Nodes that share a store, and all that can happen to them; {@code benchmarks/nodes}. */
final class Nodes {

  private static final Cluster.Size LONG = new Cluster.Size(10, 200, 20);
  private static final Cluster.Size SHORT = new Cluster.Size(3, 30, 30);

  private static final int LIFE = 20;
  private static final int SHORT_LIFE = 5;

  private final PrintWriter out;
  private final Ledger ledger = new Ledger();
  private final Timeline timeline = new Timeline();
  private final List<Outcome> outcomes = new ArrayList<>();

  private int windows;
  private String only = "";

  Nodes(PrintWriter out) {
    this.out = out;
  }

  /**
   * Runs, and ends with 1 if a refresh token was presented twice or a session was lost without an
   * excuse.
   *
   * @param args {@code --store}, a kind; {@code --quick} for the short form; {@code --only} and a
   *     word for the parts whose names have it; {@code --million} for a million sessions; {@code
   *     --write} and the folder of the pages
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    // Lettuce tells of every line that breaks.
    LogManager.getLogManager().reset();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Options options;
    try {
      options = Options.parse(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println("nodes: " + e.getMessage());
      System.exit(2);
      return;
    }
    System.exit(new Nodes(out).run(options) ? 0 : 1);
  }

  /**
   * What the command line says.
   *
   * @param store the kind of the store
   * @param quick the short form
   * @param million a million sessions
   * @param only a word of the names of the parts to run; empty for all
   * @param pages where the figures go; null for nowhere
   */
  record Options(String store, boolean quick, boolean million, String only, @Nullable Path pages) {

    static Options parse(List<String> args) {
      String store = JdbcBackend.KIND;
      boolean quick = false;
      boolean million = false;
      String only = "";
      Path pages = null;
      for (int i = 0; i < args.size(); i++) {
        switch (args.get(i)) {
          case "--store" -> store = value(args, ++i);
          case "--quick" -> quick = true;
          case "--million" -> million = true;
          case "--only" -> only = value(args, ++i);
          case "--write" -> pages = Path.of(value(args, ++i));
          default ->
              throw new IllegalArgumentException(
                  "expected --store, --quick, --only, --million or --write, found " + args.get(i));
        }
      }
      return new Options(store, quick, million, only, pages);
    }

    private static String value(List<String> args, int at) {
      if (at >= args.size()) {
        throw new IllegalArgumentException("expected a value behind " + args.get(at - 1));
      }
      return args.get(at);
    }
  }

  private boolean run(Options options) throws IOException, InterruptedException {
    if (options.million()) {
      String text = Million.measure(out).markdown() + "\n" + RedisMemory.measure(out);
      if (options.pages() != null) {
        ScalePage.in(options.pages()).write("million", text);
      }
      return true;
    }
    only = options.only();
    Summary summary = options.quick() ? shortForm(options.store()) : longForm(options.store());
    if (options.pages() != null) {
      ScalePage page = ScalePage.in(options.pages());
      String picture = "![How long accessToken() took](scale-" + options.store() + ".svg)\n\n";
      page.write(options.store(), picture + summary.markdown());
      page.draw(options.store(), new ScaleChart(summary.store(), timeline).svg());
    }
    return summary.good();
  }

  /** Three nodes, half a minute. */
  Summary shortForm(String store) throws IOException, InterruptedException {
    return run(Engine.start(store), SHORT, SHORT_LIFE, 2, 60);
  }

  private Summary longForm(String store) throws IOException, InterruptedException {
    return run(Engine.start(store), LONG, LIFE, 60, 70);
  }

  private Summary run(Engine engine, Cluster.Size size, int life, int steady, int patience)
      throws IOException, InterruptedException {
    say(engine.name() + ", " + size.nodes() + " nodes, " + size.sessions() + " sessions");
    StrictProvider provider = StrictProvider.start(ledger, life);
    try (Cluster cluster = new Cluster(engine, ledger, provider, timeline, size)) {
      cluster.start();
      Chapters chapters = new Chapters(cluster, provider, ledger);
      chapters.rest(Math.min(life, steady));
      Steady quiet = Steady.during(steady, cluster, provider, timeline);
      say(quiet.text());
      Map<String, Chapters.Chapter> all = size.equals(SHORT) ? chapters.few() : chapters.all();
      for (Map.Entry<String, Chapters.Chapter> chapter : all.entrySet()) {
        if (chapter.getKey().contains(only)) {
          run(chapter.getKey(), chapter.getValue(), provider);
        }
      }
      List<String> missing = chapters.callTheRoll(patience);
      Summary summary =
          new Summary(engine.name(), size, quiet, outcomes, ledger, provider, cluster, missing);
      summary.lines().forEach(out::println);
      return summary;
    }
  }

  private void run(String name, Chapters.Chapter chapter, StrictProvider provider)
      throws IOException, InterruptedException {
    Outcome.Before before = Outcome.before(ledger, provider, timeline);
    chapter.run();
    Outcome outcome = before.after(name);
    outcomes.add(outcome);
    say(outcome.text());
    ledger.windows().stream().skip(windows).forEach(window -> say("  " + window));
    windows = ledger.windows().size();
  }

  private void say(String what) {
    out.printf(Locale.ROOT, "%4d s  %s%n", timeline.second(), what);
  }
}
