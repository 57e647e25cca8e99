package io.crossauth.tokenconsumer.fuzz;

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

  @DisplayName("S-31 a token of the corpus has its answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void token(Path file) throws IOException {
    replay(file, Targets::token);
  }

  @DisplayName("S-31 an Authorization header of the corpus has its answer, and its challenge")
  @ParameterizedTest(name = "{0}")
  @MethodSource("authorizations")
  void authorization(Path file) throws IOException {
    replay(file, Targets::authorization);
  }

  @DisplayName("S-31 a header of the corpus has its answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void header(Path file) throws IOException {
    replay(file, Targets::header);
  }

  @DisplayName("S-31 a payload of the corpus has its answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void payload(Path file) throws IOException {
    replay(file, Targets::payload);
  }

  @DisplayName("S-31 a JWK set of the corpus has its answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("keySets")
  void jwks(Path file) throws IOException {
    replay(file, Targets::jwks);
  }

  @DisplayName("S-31 metadata of the corpus have their answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("metadata")
  void metadata(Path file) throws IOException {
    replay(file, Targets::metadata);
  }

  private static void replay(Path file, Predicate<byte[]> target) throws IOException {
    boolean good = file.getFileName().toString().startsWith("good-");
    assertThat(target.test(Files.readAllBytes(file))).as(file.toString()).isEqualTo(good);
  }

  static Stream<Path> tokens() throws Exception {
    return corpus("token");
  }

  static Stream<Path> authorizations() throws Exception {
    return corpus("authorization");
  }

  static Stream<Path> headers() throws Exception {
    return corpus("header");
  }

  static Stream<Path> payloads() throws Exception {
    return corpus("payload");
  }

  static Stream<Path> keySets() throws Exception {
    return corpus("jwks");
  }

  static Stream<Path> metadata() throws Exception {
    return corpus("metadata");
  }

  private static Stream<Path> corpus(String target) throws IOException, URISyntaxException {
    // Where Jazzer looks for the inputs of a method of ReadersFuzz.
    Path folder = Path.of(CorpusTest.class.getResource("ReadersFuzzInputs/" + target).toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    }
  }
}
