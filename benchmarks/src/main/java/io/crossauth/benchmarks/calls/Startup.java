package io.crossauth.benchmarks.calls;

import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.verify.Median;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@link FirstCalls} in JVMs of their own. */
record Startup(int processes) {

  void measure(Results results) throws IOException, InterruptedException {
    try (Responder responder = Responder.start()) {
      for (String kind : List.of("raw", "client", "check", "check with ACCP")) {
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> classes = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
          String[] figures = run(kind, responder.uri()).strip().split(" ", -1);
          wall.add(Double.valueOf(figures[0]));
          cpu.add(Double.valueOf(figures[1]));
          classes.add(Double.valueOf(figures[2]));
        }
        results
            .put("startup/" + kind + "/wall", Median.of(wall))
            // What the machine does besides is added to all of them, and to this one least.
            .put("startup/" + kind + "/quickest", Collections.min(wall))
            .put("startup/" + kind + "/cpu", Median.of(cpu))
            .put("startup/" + kind + "/classes", Median.of(classes));
      }
    }
  }

  private static String run(String kind, URI endpoint) throws IOException, InterruptedException {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-cp",
                classPath(kind),
                FirstCalls.class.getName(),
                kind.split(" ", 2)[0],
                endpoint.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException("first call: expected figures of " + kind + ", found " + text);
    }
    return text;
  }

  private static String classPath(String kind) {
    String own = System.getProperty("java.class.path");
    return kind.endsWith("ACCP")
        ? own + File.pathSeparator + System.getProperty("benchmarks.accp", "")
        : own;
  }
}
