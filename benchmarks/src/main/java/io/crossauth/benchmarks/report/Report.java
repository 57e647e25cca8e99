package io.crossauth.benchmarks.report;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Prints the gates, and renews the JDK's page and picture when told so; the end of {@code
 * benchmarks/run}.
 */
final class Report {

  private Report() {}

  /**
   * Runs.
   *
   * @param args the folder of the results; then {@code --strict} to end with 1 when a gate is
   *     missed, {@code --write} and the folder of the pages
   */
  public static void main(String[] args) throws Exception {
    List<String> options = List.of(args);
    Results results = Results.read(Path.of(args[0]));
    List<Gate> gates = Gates.of(results);
    int write = options.indexOf("--write");
    if (write >= 0) {
      Path docs = Path.of(args[write + 1]);
      String name = name(docs, results.text("machine", "java"));
      Path page = docs.resolve(name + ".md");
      Files.writeString(page, Page.renew(Files.readString(page), results, gates));
      Files.writeString(docs.resolve(name + ".svg"), Chart.of(results).svg());
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println(row(List.of("gate", "found", "goal", "gate", "")));
    gates.forEach(gate -> out.println(row(gate.row())));
    out.println(Gates.summary(gates));
    boolean all = Gates.met(gates) == gates.size();
    System.exit(options.contains("--strict") && !all ? 1 : 0);
  }

  /**
   * The page of this JDK where there is one, {@code performance-25.md}, else that of all others.
   */
  static String name(Path docs, String java) {
    String own = "performance-" + java.split("[^0-9]", 2)[0];
    return Files.exists(docs.resolve(own + ".md")) ? own : "performance";
  }

  private static String row(List<String> cells) {
    return String.format(
            Locale.ROOT,
            "%-60s %12s %9s %9s  %s",
            cells.get(0),
            cells.get(1),
            cells.get(2),
            cells.get(3),
            cells.get(4))
        .stripTrailing();
  }
}
