package io.crossauth.examples.shop;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A page, and what it claims of properties. */
record SpringPage(String text) {

  static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "../..").toAbsolutePath().normalize();

  private static final Pattern BLOCK =
      Pattern.compile("^```properties\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern ROW =
      Pattern.compile("^\\| `(crossauth\\.[^`]+)` \\| (?:`([^`]*)`)? *\\|", Pattern.MULTILINE);
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{[a-zA-Z.-]+:([^}]*)}");

  static SpringPage of(String file) {
    return new SpringPage(read(ROOT.resolve(file)));
  }

  /** Its blocks of properties. */
  List<String> blocks() {
    return BLOCK.matcher(text).results().map((MatchResult block) -> block.group(1)).toList();
  }

  /** The names in its table, {@code <name>} for what a user names, and their defaults. */
  Map<String, String> table() {
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(text)
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
    return rows;
  }

  /** What a file or a block sets; placeholders count as their defaults. */
  static Map<String, String> properties(String lines) {
    Properties read = new Properties();
    try {
      read.load(new StringReader(DEFAULT.matcher(lines).replaceAll("$1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> all = new TreeMap<>();
    read.stringPropertyNames().forEach(name -> all.put(name, read.getProperty(name)));
    return all;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
