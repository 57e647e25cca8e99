package io.crossauth.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measured values and words by name, such as {@code verify/JDK/RS256/ours/ratio}. Each program
 * leaves its own in a file, a line {@code name TAB value} each; the report reads them all.
 */
public final class Results {

  private final Map<String, String> values = new LinkedHashMap<>();

  /** Adds a number. */
  public Results put(String name, double value) {
    return put(name, Double.toString(value));
  }

  /** Adds a text without line ends. */
  public Results put(String name, String value) {
    values.put(name, value);
    return this;
  }

  /** A number, if it was measured. */
  public OptionalDouble number(String... path) {
    String value = values.get(String.join("/", path));
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
  }

  /** A text; empty if there is none. */
  public String text(String... path) {
    return values.getOrDefault(String.join("/", path), "");
  }

  /** The next words of all names that begin so, in their order. */
  public List<String> below(String... path) {
    String prefix = String.join("/", path) + "/";
    Set<String> found = new LinkedHashSet<>();
    for (String name : values.keySet()) {
      if (name.startsWith(prefix)) {
        found.add(name.substring(prefix.length()).split("/", 2)[0]);
      }
    }
    return new ArrayList<>(found);
  }

  /** Writes all into a file. */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    values.forEach((name, value) -> lines.add(name + "\t" + value));
    Files.write(file, lines);
  }

  /** Reads all files of a folder, in the order of their names. */
  public static Results read(Path folder) throws IOException {
    Results results = new Results();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".tsv")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          int tab = line.indexOf('\t');
          results.put(line.substring(0, tab), line.substring(tab + 1));
        }
      }
    }
    return results;
  }
}
