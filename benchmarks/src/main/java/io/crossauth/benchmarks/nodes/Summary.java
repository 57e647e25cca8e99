package io.crossauth.benchmarks.nodes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run has come to.
 *
 * @param store what the store's server is
 * @param size how large the cluster was
 * @param quiet the time in which nothing happened
 * @param outcomes the chapters
 * @param ledger the counts
 * @param refreshes how many refresh tokens were taken
 * @param longestEnd how long the longest orderly end took, in milliseconds
 * @param unsaved what orderly ends have left unsaved
 * @param left how many leases they have not given back
 * @param missing the sessions that do not answer at the end
 */
record Summary(
    String store,
    Cluster.Size size,
    Steady quiet,
    List<Outcome> outcomes,
    Ledger ledger,
    long refreshes,
    long longestEnd,
    long unsaved,
    long left,
    List<String> missing) {

  Summary(
      String store,
      Cluster.Size size,
      Steady quiet,
      List<Outcome> outcomes,
      Ledger ledger,
      StrictProvider provider,
      Cluster cluster,
      List<String> missing) {
    this(
        store,
        size,
        quiet,
        List.copyOf(outcomes),
        ledger,
        provider.refreshes(),
        cluster.longestEndMillis(),
        cluster.unsaved(),
        cluster.leftLeases(),
        List.copyOf(missing));
  }

  /** Whether nothing was presented twice or lost without an excuse, and everybody answers. */
  boolean good() {
    return ledger.again(Ledger.Why.FAULT) == 0
        && ledger.ended(Ledger.Why.FAULT) == 0
        && unsaved == 0
        && left == 0
        && missing.isEmpty();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line("refresh tokens presented", refreshes, ""));
    lines.add(line("presented twice", ledger.again(Ledger.Why.FAULT), "= 0"));
    lines.add(line("  in the window that remains", ledger.again(Ledger.Why.WINDOW), ""));
    lines.add(line("  once more after a lost answer", ledger.again(Ledger.Why.REPEAT), ""));
    lines.add(line("  by what the store has lost", ledger.again(Ledger.Why.STORE), ""));
    lines.add(line("sessions lost", ledger.ended(Ledger.Why.FAULT), "= 0"));
    lines.add(line("  of holders in the window that remains", ledger.ended(Ledger.Why.WINDOW), ""));
    lines.add(line("  by a lost answer", ledger.ended(Ledger.Why.REPEAT), ""));
    lines.add(line("  by what the store has lost", ledger.ended(Ledger.Why.STORE), ""));
    lines.add(line("unsaved after orderly ends", unsaved, "= 0"));
    lines.add(line("leases left by orderly ends", left, "= 0"));
    lines.add(line("longest orderly end, ms", longestEnd, ""));
    lines.add(line("sessions that do not answer at the end", missing.size(), "= 0"));
    lines.addAll(ledger.faults());
    lines.addAll(missing);
    lines.add(good() ? "All gates are met." : "A gate is MISSED.");
    return lines;
  }

  private static String line(String name, long found, String gate) {
    String verdict = gate.isEmpty() ? "" : found == 0 ? "ok" : "MISSED";
    return String.format(Locale.ROOT, "%-46s %10d  %4s  %s", name, found, gate, verdict)
        .stripTrailing();
  }

  /** The part of the page that is made from this. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s, %d nodes, %d sessions, %,d refreshes. %s.\n\n",
            store,
            size.nodes(),
            size.sessions(),
            refreshes,
            capital(quiet.text())));
    text.append(
        "| what was done | calls | failed | p50, ms | p99, ms | longest, s | refreshes"
            + " | presented twice | excused | sessions lost | excused |\n");
    text.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n");
    outcomes.forEach(outcome -> text.append(row(outcome)));
    text.append("\n```\n");
    lines().forEach(line -> text.append(line).append('\n'));
    return text.append("```\n").toString();
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  private static String row(Outcome outcome) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.1f | %.0f | %.1f | %d | %d | %s | %d | %s |\n",
        outcome.name(),
        outcome.calls().calls(),
        outcome.calls().failed(),
        outcome.calls().millis(0.5),
        outcome.calls().millis(0.99),
        outcome.calls().millis(1) / 1_000,
        outcome.refreshes(),
        Outcome.of(outcome.again(), Ledger.Why.FAULT),
        excused(outcome.again()),
        Outcome.of(outcome.ended(), Ledger.Why.FAULT),
        excused(outcome.ended()));
  }

  private static String excused(Map<Ledger.Why, Long> counts) {
    return Stream.of(Ledger.Why.WINDOW, Ledger.Why.REPEAT, Ledger.Why.STORE)
        .filter(why -> Outcome.of(counts, why) > 0)
        .map(why -> Outcome.of(counts, why) + " " + why.word)
        .collect(Collectors.joining(", "));
  }
}
