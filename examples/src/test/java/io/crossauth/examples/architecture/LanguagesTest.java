package io.crossauth.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing depends on the language of the machine: a Turkish I has another small letter. */
class LanguagesTest {

  private static final Pattern CASE = Pattern.compile("\\bto(Lower|Upper)Case\\(\\)");

  @Test
  void lettersChangeTheirCaseWithoutALanguage() throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path source : sources()) {
      if (CASE.matcher(Files.readString(source)).find()) {
        found.add(source);
      }
    }

    assertThat(found).isEmpty();
  }

  /** The sources of all modules, with their tests. */
  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Codebase.root(), 20)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> Codebase.root().relativize(file).toString().contains("src"))
          .toList();
    }
  }
}
