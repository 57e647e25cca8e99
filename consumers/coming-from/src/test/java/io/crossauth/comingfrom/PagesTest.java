package io.crossauth.comingfrom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.crossauth.client.OAuthClient;
import io.crossauth.httpclient5.TokenExecHandler;
import io.crossauth.jdbc.JdbcStorage;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The pages below {@code docs/coming-from} say of other libraries what is in their artifacts, and
 * of ours what is in ours. ReadmeTest holds our programs on them against a test that runs.
 */
class PagesTest {

  private static final List<Path> CLASS_PATH =
      Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(Path::of)
          .toList();
  private static final List<Class<?>> OURS =
      List.of(
          OpenIdConfiguration.class,
          OAuthTokenConsumer.class,
          OAuthClient.class,
          JdbcStorage.class,
          TokenExecHandler.class);

  @Test
  void thereIsAPageForEachLibrary() {
    assertThat(Page.all())
        .extracting(Page::toString)
        .containsExactlyInAnyOrder(
            "spring-security.md",
            "nimbus.md",
            "pac4j.md",
            "msal4j.md",
            "auth0.md",
            "scribejava.md",
            "google.md");
  }

  @TestFactory
  Stream<DynamicTest> everyPageSaysWhatSomebodyWhoMovesMustKnow() {
    return each(
        page -> {
          assertThat(page.headings())
              .containsSubsequence(
                  "## Side by side",
                  "## A program",
                  "## What has no counterpart",
                  "## Stored tokens and sessions",
                  "## What users report");
          assertThat(page.rows())
              .hasSizeGreaterThanOrEqualTo(12)
              .allSatisfy(row -> assertThat(row).matches("\\| `.*"));
          assertThat(page.ourPrograms()).isPositive();
        });
  }

  @TestFactory
  Stream<DynamicTest> everyPageIsAboutTheArtifactsOfThisModule() {
    return each(
        page -> {
          assertThat(page.jars()).isNotEmpty();
          assertThat(CLASS_PATH)
              .extracting(entry -> entry.getFileName().toString())
              .containsAll(page.jars());
        });
  }

  @TestFactory
  Stream<DynamicTest> everyProgramOfTheirsIsCompiledHere() throws IOException {
    String sources = normalized(sources());
    return each(
        page ->
            assertThat(page.theirPrograms())
                .isNotEmpty()
                .allSatisfy(program -> assertThat(sources).contains(normalized(program))));
  }

  @TestFactory
  Stream<DynamicTest> everyNameOfTheirsIsInTheirArtifacts() {
    return each(page -> assertHas(theirs(page), page.names(0)));
  }

  @TestFactory
  Stream<DynamicTest> everyNameOfOursIsInOurs() {
    Types ours = Types.in(OURS.stream().map(PagesTest::place).toList());
    return each(page -> assertHas(ours::have, page.names(1)));
  }

  private static Predicate<String> theirs(Page page) {
    List<Path> jars =
        CLASS_PATH.stream()
            .filter(entry -> page.jars().contains(entry.getFileName().toString()))
            .toList();
    Types types = Types.in(jars);
    SpringBootProperties properties = SpringBootProperties.in(jars);
    return code ->
        code.startsWith(SpringBootProperties.PREFIX) ? properties.have(code) : types.have(code);
  }

  private static void assertHas(Predicate<String> artifacts, List<String> names) {
    assertThat(names).isNotEmpty();
    assertThat(names.stream().filter(artifacts.negate())).as("names that are not there").isEmpty();
  }

  private static Stream<DynamicTest> each(org.assertj.core.api.ThrowingConsumer<Page> check) {
    return Page.all().stream()
        .map(page -> dynamicTest(page.toString(), () -> check.acceptThrows(page)));
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files =
        Files.walk(Page.ROOT.resolve("consumers/coming-from/src/test/java"))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Page::read)
          .forEach(source -> all.append(source).append('\n'));
    }
    return all.toString();
  }

  /** White space and comments may differ; the pages' issuer is that of a test. */
  private static String normalized(String code) {
    return code.replace("\"https://id.example.com/realms/shop\"", "issuer")
        .replaceAll("(?m)(^|\\s)//.*$", "")
        .replaceAll("\\s+", "");
  }
}
