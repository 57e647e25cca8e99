package io.crossauth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus in every build. A file whose name begins with {@code good-} must be accepted. */
class CorpusTest {

  @DisplayName("an answer of the corpus is read or refused")
  @ParameterizedTest(name = "{0}")
  @MethodSource("httpFiles")
  void http(Path file) throws IOException {
    replay(file, Targets::http);
  }

  @DisplayName("a line of the corpus is shown or not")
  @ParameterizedTest(name = "{0}")
  @MethodSource("redactionFiles")
  void redaction(Path file) throws IOException {
    replay(file, Targets::redaction);
  }

  @DisplayName("a form of the corpus is read or refused")
  @ParameterizedTest(name = "{0}")
  @MethodSource("formFiles")
  void form(Path file) throws IOException {
    replay(file, Targets::form);
  }

  private static void replay(Path file, Predicate<byte[]> target) throws IOException {
    boolean good = file.getFileName().toString().startsWith("good-");
    assertThat(target.test(Files.readAllBytes(file))).as(file.toString()).isEqualTo(good);
  }

  static Stream<Path> httpFiles() throws Exception {
    return corpus("http");
  }

  static Stream<Path> redactionFiles() throws Exception {
    return corpus("redaction");
  }

  static Stream<Path> formFiles() throws Exception {
    return corpus("form");
  }

  private static Stream<Path> corpus(String target) throws IOException, URISyntaxException {
    // Where Jazzer looks for the inputs of a method of GroundFuzz.
    Path folder = Path.of(CorpusTest.class.getResource("GroundFuzzInputs/" + target).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }
}
