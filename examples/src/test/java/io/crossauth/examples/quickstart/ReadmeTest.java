package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every block of Java in the README and in the pages below {@code docs} stands, word for word, in a
 * test of this package. White space and comments may differ; the example's issuer is the test's.
 */
class ReadmeTest {

  private static final Path ROOT =
      Path.of(System.getProperty("basedir", "."), "..").toAbsolutePath().normalize();
  private static final Path TESTS =
      ROOT.resolve("examples/src/test/java/io/crossauth/examples/quickstart");

  /** An example whose tests run it whole. */
  private static final Path RESOURCE_SERVER =
      ROOT.resolve("examples/src/main/java/io/crossauth/examples/resourceserver");

  /** The shop on Spring Boot, and the starter's tests, which run what the shop has not. */
  private static final Path SPRING_SHOP = ROOT.resolve("examples/spring-shop/src");

  private static final Path SPRING_STARTER =
      ROOT.resolve("integrations/spring-boot-starter/src/test");

  private static final Path SPRING_TEST = ROOT.resolve("integrations/spring-boot-test/src/test");

  /** What is written outside the library; its tests run it whole. */
  private static final Path STRANGER = ROOT.resolve("examples/src/test/java/com/example/extending");

  private static final Pattern JAVA_BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)(#[^)]*)?\\)");
  private static final String ISSUER = "\"https://id.example.com/realms/shop\"";

  @TestFactory
  Stream<DynamicTest> everyJavaBlockIsPartOfATest() throws IOException {
    List<String> tests = sources();
    return pages().stream()
        .flatMap(
            page ->
                blocks(page)
                    .map(
                        block ->
                            DynamicTest.dynamicTest(
                                ROOT.relativize(page) + ": " + block.lines().findFirst().get(),
                                () -> assertStandsIn(tests, block))));
  }

  @Test
  void theReadmeHasItsQuickStarts() {
    assertThat(blocks(ROOT.resolve("README.md"))).hasSizeGreaterThanOrEqualTo(3);
  }

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
    return pages().stream()
        .flatMap(
            page ->
                LINK.matcher(read(page))
                    .results()
                    .map(link -> link.group(1))
                    .filter(target -> !target.contains("://"))
                    .map(
                        target ->
                            DynamicTest.dynamicTest(
                                ROOT.relativize(page) + " -> " + target,
                                () -> assertThat(page.resolveSibling(target)).exists())));
  }

  private static void assertStandsIn(List<String> tests, String block) {
    String code = normalized(block.replace(ISSUER, "issuer"));
    assertThat(tests).as("a test with this block:%n%s", block).anyMatch(t -> t.contains(code));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      List<Path> docs = files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
      try (Stream<Path> top = Files.list(ROOT)) {
        return Stream.concat(top.filter(file -> file.toString().endsWith(".md")), docs.stream())
            .toList();
      }
    }
  }

  private static List<String> sources() throws IOException {
    try (Stream<Path> tests = Files.list(TESTS);
        Stream<Path> example = Files.list(RESOURCE_SERVER);
        Stream<Path> shop = Files.walk(SPRING_SHOP);
        Stream<Path> starter = Stream.concat(Files.walk(SPRING_STARTER), Files.walk(SPRING_TEST));
        Stream<Path> stranger = Files.list(STRANGER)) {
      return Stream.of(
              tests
                  .filter(file -> file.toString().endsWith("Test.java"))
                  .filter(file -> !file.endsWith("ReadmeTest.java")),
              example,
              Stream.concat(shop, starter).filter(file -> file.toString().endsWith(".java")),
              stranger)
          .flatMap(files -> files)
          .map(file -> normalized(read(file)))
          .toList();
    }
  }

  private static Stream<String> blocks(Path page) {
    return JAVA_BLOCK.matcher(read(page)).results().map((MatchResult block) -> block.group(1));
  }

  private static String normalized(String code) {
    return code.replaceAll("(?m)(^|\\s)//.*$", "").replaceAll("\\s+", "");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + file, e);
    }
  }
}
