package io.crossauth.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What fuzzers have found, replayed by the tests of every build. */
public final class Corpus {

  private Corpus() {}

  /**
   * The inputs for one target.
   *
   * @param test a class of the fuzzer's package
   * @param folder where Jazzer looks for them: {@code GroundFuzzInputs/http}
   */
  public static Stream<Path> of(Class<?> test, String folder)
      throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(Path.of(test.getResource(folder).toURI()))) {
      return files.sorted().toList().stream();
    }
  }

  /** Hands an input to its target; one whose name begins with {@code good-} must be accepted. */
  public static void replay(Path file, Predicate<byte[]> target) throws IOException {
    boolean good = file.getFileName().toString().startsWith("good-");
    assertThat(target.test(Files.readAllBytes(file))).as(file.toString()).isEqualTo(good);
  }
}
