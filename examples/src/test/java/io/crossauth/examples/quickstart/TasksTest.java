package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each page below {@code docs/tasks} has a whole program: a file of {@code com.example.tasks}, with
 * its imports, letter for letter. The tests beside these files run them.
 */
class TasksTest {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
  private static final Path PAGES = ROOT.resolve("docs/tasks");
  private static final Path PROGRAMS = ROOT.resolve("examples/src/test/java/com/example/tasks");
  private static final Pattern PROGRAM =
      Pattern.compile("^```java\\n(import .*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern NAME =
      Pattern.compile("^(?:public final )?class (\\w+)", Pattern.MULTILINE);

  @TestFactory
  Stream<DynamicTest> everyPageHasAWholeProgram() throws IOException {
    return pages().stream()
        .map(
            page ->
                DynamicTest.dynamicTest(
                    page.getFileName().toString(),
                    () -> {
                      assertThat(programs(page)).isNotEmpty();
                      for (String program : programs(page)) {
                        String file = Files.readString(PROGRAMS.resolve(name(program) + ".java"));
                        assertThat("package com.example.tasks;\n\n" + program).isEqualTo(file);
                      }
                    }));
  }

  @Test
  void everyProgramIsOnAPageAndHasATest() throws IOException {
    Set<String> shown = new TreeSet<>();
    for (Path page : pages()) {
      programs(page).forEach(program -> shown.add(name(program)));
    }

    assertThat(shown).hasSizeGreaterThanOrEqualTo(7);
    for (String program : shown) {
      String test = program.endsWith("Test") ? program : program + "Test";
      assertThat(PROGRAMS.resolve(test + ".java")).exists();
    }
  }

  @Test
  void theReadmeBeginsWithTheTasks() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String first = readme.substring(readme.indexOf("\n| "));
    String table = first.substring(0, first.indexOf("\n\n"));

    for (Path page : pages()) {
      assertThat(table).contains("(docs/tasks/" + page.getFileName() + ")");
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files.sorted().toList();
    }
  }

  private static List<String> programs(Path page) throws IOException {
    return PROGRAM.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
  }

  private static String name(String program) {
    Matcher name = NAME.matcher(program);
    assertThat(name.find()).isTrue();
    return name.group(1);
  }
}
