package io.crossauth.comingfrom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page below {@code docs/coming-from}, and what it claims. */
record Page(Path file, String text) {

  static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "../..").toAbsolutePath().normalize();

  private static final Path PAGES = ROOT.resolve("docs/coming-from");
  private static final Pattern THEIRS =
      Pattern.compile("^```java theirs\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern OURS = Pattern.compile("^```java\\n", Pattern.MULTILINE);
  private static final Pattern ARTIFACT = Pattern.compile("`[\\w.-]+:([\\w-]+):([\\w.]+)`");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern CELLS = Pattern.compile("(?<!\\\\)\\|");

  static List<Page> all() {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .filter(file -> !file.endsWith("README.md"))
          .sorted()
          .map(file -> new Page(file, read(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The programs of the other library. */
  List<String> theirPrograms() {
    return THEIRS.matcher(text).results().map(block -> block.group(1)).toList();
  }

  long ourPrograms() {
    return OURS.matcher(text).results().count();
  }

  /** File names of the jars that the page says it was compiled against. */
  List<String> jars() {
    return line("Compiled against ")
        .flatMap(line -> ARTIFACT.matcher(line).results())
        .map(artifact -> artifact.group(1) + "-" + artifact.group(2) + ".jar")
        .toList();
  }

  List<String> headings() {
    return text.lines().filter(line -> line.startsWith("## ")).toList();
  }

  /** Code in a column, from zero, of the tables whose first column is named {@code theirs}. */
  List<String> names(int column) {
    return rows().stream()
        .flatMap(row -> CODE.matcher(CELLS.split(row)[column + 1]).results())
        .map(code -> code.group(1))
        .toList();
  }

  List<String> rows() {
    boolean[] within = {false};
    return text.lines()
        .filter(
            line -> {
              within[0] = line.startsWith("| theirs |") || (within[0] && line.startsWith("|"));
              return within[0] && !line.startsWith("| theirs |") && !line.startsWith("|---");
            })
        .toList();
  }

  @Override
  public String toString() {
    return file.getFileName().toString();
  }

  private Stream<String> line(String beginning) {
    return text.lines().filter(line -> line.startsWith(beginning));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
