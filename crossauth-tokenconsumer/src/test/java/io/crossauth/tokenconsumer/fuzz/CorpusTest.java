package io.crossauth.tokenconsumer.fuzz;

import io.crossauth.testing.Corpus;
import java.io.IOException;
import java.nio.file.Path;
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
    Corpus.replay(file, Targets::token);
  }

  @DisplayName("S-31 an Authorization header of the corpus has its answer, and its challenge")
  @ParameterizedTest(name = "{0}")
  @MethodSource("authorizations")
  void authorization(Path file) throws IOException {
    Corpus.replay(file, Targets::authorization);
  }

  @DisplayName("S-31 a header of the corpus has its answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("headers")
  void header(Path file) throws IOException {
    Corpus.replay(file, Targets::header);
  }

  @DisplayName("S-31 a payload of the corpus has its answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("payloads")
  void payload(Path file) throws IOException {
    Corpus.replay(file, Targets::payload);
  }

  @DisplayName("S-31 a JWK set of the corpus has its answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("keySets")
  void jwks(Path file) throws IOException {
    Corpus.replay(file, Targets::jwks);
  }

  @DisplayName("S-31 metadata of the corpus have their answer")
  @ParameterizedTest(name = "{0}")
  @MethodSource("metadata")
  void metadata(Path file) throws IOException {
    Corpus.replay(file, Targets::metadata);
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

  private static Stream<Path> corpus(String target) throws Exception {
    return Corpus.of(CorpusTest.class, "ReadersFuzzInputs/" + target);
  }
}
