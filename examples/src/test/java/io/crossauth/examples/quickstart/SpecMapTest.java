package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The specification map names classes that exist. */
class SpecMapTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z0-9]+)`");

  @Test
  void everyClassThatTheMapNamesExists() throws IOException {
    Set<String> classes = javaFiles();

    Set<String> missing = new TreeSet<>();
    Matcher named = CLASS.matcher(Files.readString(ROOT.resolve("docs/spec-map.md")));
    while (named.find()) {
      if (!classes.contains(named.group(1))) {
        missing.add(named.group(1));
      }
    }

    assertThat(classes).hasSizeGreaterThan(300);
    assertThat(missing).isEmpty();
  }

  private static Set<String> javaFiles() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toSet());
    }
  }
}
