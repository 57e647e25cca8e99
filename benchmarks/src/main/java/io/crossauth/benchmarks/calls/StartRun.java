package io.crossauth.benchmarks.calls;

import io.crossauth.benchmarks.verify.Median;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** {@link FirstCalls} with and without archives of classes; {@code benchmarks/start}. */
final class StartRun {

  private static final List<String> KINDS = List.of("raw", "check", "client");
  private static final int AOT_SINCE = 25;

  private final String packed = System.getProperty("benchmarks.packed", "");
  private final String accp = System.getProperty("benchmarks.accp", "");
  private final Path folder = Path.of(System.getProperty("benchmarks.folder", "."));
  private final URI endpoint;
  private final Map<String, List<String[]>> found = new LinkedHashMap<>();

  private final Set<String> failed = new LinkedHashSet<>();

  private StartRun(URI endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Runs and prints.
   *
   * @param args how many JVMs of each; 5 if there is none
   */
  public static void main(String[] args) throws Exception {
    int processes = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    try (Responder responder = Responder.start()) {
      new StartRun(responder.uri()).run(processes);
    }
  }

  private void run(int processes) throws IOException, InterruptedException {
    for (int i = 0; i < processes; i++) {
      for (String kind : KINDS) {
        of(kind, "", packed);
        of(kind, " with ACCP", packed + File.pathSeparator + accp);
      }
    }
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println(
        String.format(
            Locale.ROOT,
            "%-38s %8s %8s %8s %8s %12s",
            "first call, JDK " + Runtime.version().feature(),
            "wall ms",
            "least",
            "CPU ms",
            "classes",
            "B"));
    found.forEach((name, figures) -> out.println(row(name, figures)));
    failed.forEach(name -> out.println(name + ": the JVM fails to write its file"));
  }

  private void of(String kind, String crypto, String classPath)
      throws IOException, InterruptedException {
    String name = kind + crypto;
    String file = folder.resolve(name.replace(' ', '-')).toString();
    List<String> call = List.of("-cp", classPath, FirstCalls.class.getName(), kind, "" + endpoint);
    add(name + ", no archive", with(call, "-Xshare:off"));
    add(name + ", the JDK's archive", call);
    one(name, call, "-XX:ArchiveClassesAtExit=" + file + ".jsa", "AppCDS", file + ".jsa");
    if (Runtime.version().feature() >= AOT_SINCE) {
      one(name, call, "-XX:AOTCacheOutput=" + file + ".aot", "AOT cache", file + ".aot");
    }
  }

  private void one(String name, List<String> call, String training, String label, String file)
      throws IOException, InterruptedException {
    String row = name + ", " + label;
    if (failed.contains(row)) {
      return;
    }
    if (!found.containsKey(row) && !trained(call, training)) {
      failed.add(row);
      return;
    }
    String use = label.equals("AppCDS") ? "-XX:SharedArchiveFile=" : "-XX:AOTCache=";
    add(row, with(call, use + file));
  }

  /** Whether the JVM has written its file: that of 17 may crash over classes of signed jars. */
  private boolean trained(List<String> call, String training) throws InterruptedException {
    try {
      String[] unused =
          figures(with(with(call, training), "-XX:ErrorFile=" + folder.resolve("error.log")));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> with(List<String> call, String option) {
    List<String> all = new ArrayList<>(List.of(option));
    all.addAll(call);
    return all;
  }

  private void add(String name, List<String> call) throws IOException, InterruptedException {
    found.computeIfAbsent(name, unused -> new ArrayList<>()).add(figures(call));
  }

  /** Wall, CPU, classes, bytes. */
  private static String[] figures(List<String> call) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(call);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("first call: expected figures of " + call + ", found " + text);
    }
    // What a JVM says of its archive comes before or behind.
    return text.lines()
        .filter(line -> line.matches("[0-9.]+ [0-9.]+ [0-9]+ [0-9]+"))
        .findFirst()
        .orElseThrow(() -> new IOException("first call: expected figures, found " + text))
        .split(" ", -1);
  }

  private static String row(String name, List<String[]> figures) {
    List<Double> wall = column(figures, 0);
    return String.format(
        Locale.ROOT,
        "%-38s %8.1f %8.1f %8.1f %8.0f %12.0f",
        name,
        Median.of(wall),
        Collections.min(wall),
        Median.of(column(figures, 1)),
        Median.of(column(figures, 2)),
        Median.of(column(figures, 3)));
  }

  private static List<Double> column(List<String[]> figures, int number) {
    return figures.stream().map(row -> Double.valueOf(row[number])).toList();
  }
}
