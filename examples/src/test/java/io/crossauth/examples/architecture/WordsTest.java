package io.crossauth.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Code and pages say what the specifications say: a reader who knows OAuth learns no new words. */
class WordsTest {

  private static final List<String> PHRASES =
      List.of(
          "outside worlds",
          "door to the network",
          "the client's proof",
          "what is traded for tokens",
          "off its specification",
          "has no sense",
          "more of a say",
          "whom it is for",
          "in so many words",
          "found another");

  private static final List<String> OLD_TYPES =
      List.of(
          "World",
          "Tape",
          "TapeObject",
          "TokenLedger",
          "Terms",
          "Candidate",
          "HeaderMemory",
          "VerifiedTokens",
          "ProtocolAnswer",
          "SecretsOf",
          "QuietConnection",
          "SessionTroubles",
          "LoopbackDesk",
          "AssertionSigner",
          "SignatureAlgorithm",
          "MfaLogin",
          "DeviceWait");

  private static final List<String> OF_BUILDINGS = List.of("floor", "room", "house", "door");

  @Test
  void noPhraseOfAPrivateVocabularyIsLeft() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : readable()) {
      String text = unfolded(file);
      for (String phrase : PHRASES) {
        if (text.contains(phrase)) {
          found.add(Codebase.root().relativize(file) + ": " + phrase);
        }
      }
    }

    System.out.printf("phrases of a private vocabulary: %d%n", found.size());
    assertThat(found).isEmpty();
  }

  @Test
  void noTypeHasItsOldName() {
    assertThat(Codebase.ALL)
        .extracting(type -> type.getSimpleName())
        .doesNotContainAnyElementsOf(OLD_TYPES);
  }

  @Test
  void whatUsersReadIsAboutLayersAndPackages() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : readable()) {
      String text = " " + unfolded(file).replaceAll("[^a-z]", " ") + " ";
      for (String word : OF_BUILDINGS) {
        if (text.contains(" " + word + " ") || text.contains(" " + word + "s ")) {
          found.add(Codebase.root().relativize(file) + ": " + word);
        }
      }
    }

    assertThat(found).isEmpty();
  }

  /** The text in lower case; a phrase that is folded over two lines of a comment is found too. */
  private static String unfolded(Path file) throws IOException {
    return Files.readString(file).replaceAll("\\s+(\\*|//)?\\s*", " ").toLowerCase(Locale.ROOT);
  }

  /** The main sources and the pages, but for the history: the changelog and the decisions. */
  private static List<Path> readable() throws IOException {
    List<Path> files = new ArrayList<>(Codebase.sources());
    for (String page : List.of("README.md", "CONTRIBUTING.md", "SECURITY.md")) {
      files.add(Codebase.root().resolve(page));
    }
    try (Stream<Path> pages = Files.walk(Codebase.root().resolve("docs"))) {
      pages
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> !page.getParent().endsWith("adr"))
          .forEach(files::add);
    }
    return files;
  }
}
