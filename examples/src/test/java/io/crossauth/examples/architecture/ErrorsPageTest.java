package io.crossauth.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.manager.ClientManagementException;
import io.crossauth.client.mfa.MfaRefusedException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TransportException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/errors.md} lists the code of every failure, and no code that is not there. */
class ErrorsPageTest {

  /** A whole string literal that is a code. */
  private static final Pattern CODE =
      Pattern.compile(
          "\"((?:call|ciba|client|device|login|mfa|registration|scope|session|storage|store|yandex|token|transport|"
              + "platform|library|config)\\.[a-z][a-z0-9_]*)\"");

  /** The rule of an answer that does not conform. */
  private static final Pattern RULE =
      Pattern.compile(
          "(?:new"
              + " InvalidResponseException|\\binvalid|BrowserUri\\.checked)\\(\\s*\"([a-z0-9_]+)\"");

  /** Literals of that form that are no codes: a host, and a word of Passport's. */
  private static final Set<String> NOT_OURS = Set.of("yandex.ru", "token.invalid");

  /** A code in the words of a page, alone between its backticks. */
  private static final Pattern NAMED = Pattern.compile("`(([a-z]+)\\.[a-z][a-z0-9_]*)`");

  private static final Pattern ROW = Pattern.compile("^\\| `([a-z]+\\.[a-z0-9_]+)` \\|");

  @Test
  void everyCodeHasItsRow() throws IOException {
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(thrown());
  }

  @Test
  void everyCodeThatAPageNamesIsThere() throws IOException {
    Set<String> codes = listed();
    Set<String> families = new TreeSet<>();
    codes.forEach(code -> families.add(code.substring(0, code.indexOf('.'))));
    Set<String> unknown = new TreeSet<>();
    int named = 0;
    for (Path page : pages()) {
      Matcher code = NAMED.matcher(Files.readString(page));
      while (code.find()) {
        if (families.contains(code.group(2)) && !isPackage(code.group(1))) {
          named++;
          if (!codes.contains(code.group(1))) {
            unknown.add(Codebase.root().relativize(page) + ": " + code.group(1));
          }
        }
      }
    }

    assertThat(named).isGreaterThan(400);
    assertThat(unknown).isEmpty();
  }

  /** {@code client.login} is a package of ours. */
  private static boolean isPackage(String name) {
    return Files.isDirectory(
        Codebase.root()
            .resolve("crossauth-client/src/main/java/io/crossauth")
            .resolve(name.replace('.', '/')));
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Codebase.root().resolve("docs"));
        Stream<Path> top = Files.list(Codebase.root())) {
      return Stream.concat(docs, top)
          .filter(page -> page.toString().endsWith(".md"))
          .filter(page -> !page.getParent().endsWith("adr"))
          .filter(page -> !page.endsWith("CHANGELOG.md"))
          .toList();
    }
  }

  private static Set<String> thrown() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (RejectionReason reason : RejectionReason.values()) {
      codes.add(reason.code());
    }
    for (TransportException.Kind kind : TransportException.Kind.values()) {
      codes.add("transport." + kind.name().toLowerCase(Locale.ROOT));
    }
    for (MfaRefusedException.Reason reason : MfaRefusedException.Reason.values()) {
      codes.add("mfa." + reason.name().toLowerCase(Locale.ROOT));
    }
    for (ClientManagementException.Reason reason : ClientManagementException.Reason.values()) {
      codes.add("client." + reason.name().toLowerCase(Locale.ROOT));
    }
    for (Path source : Codebase.sources()) {
      if (source.toString().contains("testkit")) {
        continue;
      }
      String text = Files.readString(source);
      Matcher code = CODE.matcher(text);
      while (code.find()) {
        codes.add(code.group(1));
      }
      Matcher rule = RULE.matcher(text);
      while (rule.find()) {
        codes.add("response." + rule.group(1));
      }
    }
    codes.removeAll(NOT_OURS);
    return codes;
  }

  private static Set<String> listed() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (String line : Files.readAllLines(Codebase.root().resolve("docs/errors.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.find()) {
        codes.add(row.group(1));
      }
    }
    return codes;
  }
}
