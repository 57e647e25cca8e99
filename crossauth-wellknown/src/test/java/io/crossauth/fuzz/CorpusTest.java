package io.crossauth.fuzz;

import io.crossauth.testing.Corpus;
import java.io.IOException;
import java.nio.file.Path;
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
    Corpus.replay(file, Targets::http);
  }

  @DisplayName("a line of the corpus is shown or not")
  @ParameterizedTest(name = "{0}")
  @MethodSource("redactionFiles")
  void redaction(Path file) throws IOException {
    Corpus.replay(file, Targets::redaction);
  }

  @DisplayName("a form of the corpus is read or refused")
  @ParameterizedTest(name = "{0}")
  @MethodSource("formFiles")
  void form(Path file) throws IOException {
    Corpus.replay(file, Targets::form);
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

  private static Stream<Path> corpus(String target) throws Exception {
    return Corpus.of(CorpusTest.class, "GroundFuzzInputs/" + target);
  }
}
