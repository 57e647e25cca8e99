package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every block of Java in the pages below {@code docs} stands, word for word, in a test of this
 * package. White space and comments may differ; the example's issuer is the test's. Those of the
 * README are whole programs, letter for letter.
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

  /**
   * The whole programs of the pages by task; {@code TasksTest} runs each of them against its page.
   */
  private static final Path TASKS = ROOT.resolve("examples/src/test/java/com/example/tasks");

  /** The programs of the README, whole. */
  private static final Path PROGRAMS = ROOT.resolve("examples/src/test/java/com/example/readme");

  /** The classes that a program begins with: their Javadoc begins with an example. */
  private static final List<String> ENTRY_CLASSES =
      List.of(
          "crossauth-client/src/main/java/io/crossauth/client/OAuthClient.java",
          "crossauth-client/src/main/java/io/crossauth/client/session/TokenManager.java",
          "crossauth-client/src/main/java/io/crossauth/client/resource/ResourceClient.java",
          "crossauth-tokenconsumer/src/main/java/io/crossauth/tokenconsumer/OAuthTokenConsumer.java",
          "crossauth-tokenconsumer/src/main/java/io/crossauth/tokenconsumer/resource/OAuthResourceServer.java");

  private static final Pattern JAVADOC_EXAMPLE =
      Pattern.compile(
          "^ \\* <pre>\\{@code\\n(.*?)^ \\* \\}</pre>$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern JAVA_BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]*)(?:#([^)]*))?\\)");
  private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);
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
  void theReadmeHasItsQuickStartsWholeAndNoOthers() throws IOException {
    try (Stream<Path> files = Files.list(PROGRAMS)) {
      List<String> programs =
          files
              .filter(file -> !file.toString().endsWith("Test.java"))
              .map(file -> read(file).replace("package com.example.readme;\n\n", ""))
              .toList();

      assertThat(programs).hasSizeGreaterThanOrEqualTo(3);
      assertThat(blocks(ROOT.resolve("README.md"))).containsExactlyInAnyOrderElementsOf(programs);
    }
  }

  @TestFactory
  Stream<DynamicTest> everyLinkLeadsSomewhere() throws IOException {
    return pages().stream()
        .flatMap(
            page ->
                LINK.matcher(read(page))
                    .results()
                    .filter(link -> !link.group(1).contains("://"))
                    .map(
                        link ->
                            DynamicTest.dynamicTest(
                                ROOT.relativize(page) + " -> " + link.group(),
                                () -> assertLeadsSomewhere(page, link))));
  }

  @TestFactory
  Stream<DynamicTest> theJavadocOfEachEntryClassBeginsWithAnExampleThatATestRuns()
      throws IOException {
    List<String> tests = sources();
    return ENTRY_CLASSES.stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.substring(file.lastIndexOf('/') + 1),
                    () -> {
                      List<String> examples = javadocExamples(ROOT.resolve(file));
                      assertThat(examples).isNotEmpty();
                      examples.forEach(example -> assertRunsThrough(tests, example));
                    }));
  }

  private static List<String> javadocExamples(Path file) {
    return JAVADOC_EXAMPLE
        .matcher(read(file))
        .results()
        .map(example -> example.group(1).replaceAll("(?m)^ \\* ?", ""))
        .toList();
  }

  private static void assertLeadsSomewhere(Path page, MatchResult link) {
    String target = link.group(1);
    Path file = target.isEmpty() ? page : page.resolveSibling(target);
    assertThat(file).exists();
    if (link.group(2) != null) {
      assertThat(anchors(file)).contains(link.group(2));
    }
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Path page) {
    String text = read(page).replaceAll("(?ms)^```.*?^```$", "");
    return HEADING
        .matcher(text)
        .results()
        .map(heading -> heading.group(1).replaceAll("\\]\\([^)]*\\)", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  private static void assertStandsIn(List<String> tests, String block) {
    String code = normalized(block.replace(ISSUER, "issuer"));
    assertThat(tests.stream().anyMatch(test -> test.contains(code)))
        .as("a test with this block:%n%s", block)
        .isTrue();
  }

  /** The paragraphs of an example stand in one test, in their order; others may be between them. */
  private static void assertRunsThrough(List<String> tests, String example) {
    List<String> paragraphs =
        Stream.of(example.replace(ISSUER, "issuer").split("\n\n", -1))
            .map(ReadmeTest::normalized)
            .toList();
    assertThat(tests.stream().anyMatch(test -> runsThrough(test, paragraphs)))
        .as("a test with this example:%n%s", example)
        .isTrue();
  }

  private static boolean runsThrough(String test, List<String> paragraphs) {
    int from = 0;
    for (String paragraph : paragraphs) {
      int found = test.indexOf(paragraph, from);
      if (found < 0) {
        return false;
      }
      from = found + paragraph.length();
    }
    return true;
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
        Stream<Path> tasks = Stream.concat(Files.list(TASKS), Files.list(PROGRAMS));
        Stream<Path> shop = Files.walk(SPRING_SHOP);
        Stream<Path> starter = Stream.concat(Files.walk(SPRING_STARTER), Files.walk(SPRING_TEST));
        Stream<Path> stranger = Files.list(STRANGER)) {
      return Stream.of(
              tests
                  .filter(file -> file.toString().endsWith("Test.java"))
                  .filter(file -> !file.endsWith("ReadmeTest.java")),
              example,
              tasks,
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
