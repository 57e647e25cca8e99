package io.crossauth.client.fuzz;

import io.crossauth.testing.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The corpus in every build. A file whose name begins with {@code good-} must be accepted. */
class CorpusTest {

  @DisplayName("a callback of the corpus is taken or refused")
  @ParameterizedTest(name = "{0}")
  @MethodSource("callbackFiles")
  void callback(Path file) throws IOException {
    Corpus.replay(file, Targets::callback);
  }

  @DisplayName("a sealed login of the corpus is opened or refused")
  @ParameterizedTest(name = "{0}")
  @MethodSource("sealedFiles")
  void sealed(Path file) throws IOException {
    Corpus.replay(file, Targets::sealed);
  }

  @DisplayName("what was sealed in the corpus is a login or none")
  @ParameterizedTest(name = "{0}")
  @MethodSource("pendingFiles")
  void pending(Path file) throws IOException {
    Corpus.replay(file, Targets::pending);
  }

  @DisplayName("a challenge of the corpus asks for another token or not")
  @ParameterizedTest(name = "{0}")
  @MethodSource("challengeFiles")
  void challenge(Path file) throws IOException {
    Corpus.replay(file, Targets::challenge);
  }

  @DisplayName("a request of the corpus is the callback or not")
  @ParameterizedTest(name = "{0}")
  @MethodSource("loopbackFiles")
  void loopback(Path file) throws IOException {
    Corpus.replay(file, Targets::loopback);
  }

  static Stream<Path> callbackFiles() throws Exception {
    return corpus("callback");
  }

  static Stream<Path> sealedFiles() throws Exception {
    return corpus("sealed");
  }

  static Stream<Path> pendingFiles() throws Exception {
    return corpus("pending");
  }

  static Stream<Path> challengeFiles() throws Exception {
    return corpus("challenge");
  }

  static Stream<Path> loopbackFiles() throws Exception {
    return corpus("loopback");
  }

  private static Stream<Path> corpus(String target) throws Exception {
    return Corpus.of(CorpusTest.class, "BrowserFuzzInputs/" + target);
  }
}
