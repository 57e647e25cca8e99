package io.crossauth.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each row of the limits in SECURITY.md has all its cells, and a test that is there. */
class LimitsTest {

  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

  private static List<String> rows() throws IOException {
    String page = Files.readString(Codebase.root().resolve("SECURITY.md"));
    return page.substring(page.indexOf("## Limits"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| what |"))
        .toList();
  }

  @Test
  void everyLimitHasItsCountItsBytesAndItsTest() throws IOException {
    Set<String> tests;
    try (Stream<Path> files = Files.walk(Codebase.root())) {
      tests =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Test.java"))
              .map(name -> name.substring(0, name.length() - ".java".length()))
              .collect(Collectors.toSet());
    }
    List<String> wrong = new ArrayList<>();
    for (String row : rows()) {
      String[] cells = row.split("(?<!\\\\)\\|", -1);
      Matcher test = TEST.matcher(cells[cells.length - 2]);
      boolean whole =
          cells.length == 7 && Stream.of(cells).skip(1).limit(5).noneMatch(String::isBlank);
      if (!whole || !test.find() || !tests.contains(test.group(1))) {
        wrong.add(row);
      }
    }

    assertThat(rows()).hasSizeGreaterThan(20);
    assertThat(wrong).isEmpty();
  }
}
