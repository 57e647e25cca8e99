package io.crossauth.client.fuzz;

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

  @DisplayName("a callback of the corpus is taken or refused")
  @ParameterizedTest(name = "{0}")
  @MethodSource("callbackFiles")
  void callback(Path file) throws IOException {
    replay(file, Targets::callback);
  }

  @DisplayName("a sealed login of the corpus is opened or refused")
  @ParameterizedTest(name = "{0}")
  @MethodSource("sealedFiles")
  void sealed(Path file) throws IOException {
    replay(file, Targets::sealed);
  }

  @DisplayName("what was sealed in the corpus is a login or none")
  @ParameterizedTest(name = "{0}")
  @MethodSource("pendingFiles")
  void pending(Path file) throws IOException {
    replay(file, Targets::pending);
  }

  @DisplayName("a challenge of the corpus asks for another token or not")
  @ParameterizedTest(name = "{0}")
  @MethodSource("challengeFiles")
  void challenge(Path file) throws IOException {
    replay(file, Targets::challenge);
  }

  @DisplayName("a request of the corpus is the callback or not")
  @ParameterizedTest(name = "{0}")
  @MethodSource("loopbackFiles")
  void loopback(Path file) throws IOException {
    replay(file, Targets::loopback);
  }

  private static void replay(Path file, Predicate<byte[]> target) throws IOException {
    boolean good = file.getFileName().toString().startsWith("good-");
    assertThat(target.test(Files.readAllBytes(file))).as(file.toString()).isEqualTo(good);
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

  private static Stream<Path> corpus(String target) throws IOException, URISyntaxException {
    // Where Jazzer looks for the inputs of a method of BrowserFuzz.
    Path folder = Path.of(CorpusTest.class.getResource("BrowserFuzzInputs/" + target).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }
}
