package io.crossauth.benchmarks.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What all this runs on. */
final class Machine {

  private static final String MODEL = "model name";

  private Machine() {}

  /** Processor, cores and what helps cryptography, as far as the system tells. */
  static String processor() {
    String cores = Runtime.getRuntime().availableProcessors() + " cores";
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/cpuinfo"));
      String model =
          lines.stream()
              .filter(line -> line.startsWith(MODEL))
              .map(line -> line.substring(line.indexOf(':') + 1).strip())
              .findFirst()
              .orElse(System.getProperty("os.arch", "?"));
      boolean sha = lines.stream().anyMatch(line -> line.contains(" sha_ni"));
      return model + ", " + cores + (sha ? ", SHA-NI" : ", no SHA-NI");
    } catch (IOException e) {
      return System.getProperty("os.arch", "?") + ", " + cores;
    }
  }
}
