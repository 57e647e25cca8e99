package io.crossauth.consumers;

import io.crossauth.consumers.Consumer.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How programs ended, in words and as a table. */
final class Report {

  private static final Pattern JAR =
      Pattern.compile(
          "(httpclient5|httpcore5|jackson-core|caffeine|nimbus-jose-jwt|oauth2-oidc-sdk|slf4j-api)-(\\d.*)\\.jar");
  private static final String HTTP_WARNING = "which has CVE-2026-71290";
  private static final String LOG_WARNING = "what is logged by SLF4J is lost";
  private static final String REFUSAL = "UnsupportedLibraryException: ";

  private Report() {}

  /**
   * One program and its end.
   *
   * @param asExpected whether it ended as the catalogue says
   * @param words how it ended
   */
  record Row(String name, String versions, boolean asExpected, String words, String text) {}

  static Row notBuilt(Project project, String why) {
    return new Row(project.consumer().name(), "", false, "NOT BUILT: " + why, "");
  }

  static Row row(Project project, List<Path> jars, Launch.Result result) {
    Outcome expected = project.consumer().outcome();
    Outcome found = outcome(result);
    String words =
        switch (found == null ? expected : found) {
          case WORKS -> "works";
          case WARNS -> "works; warns of httpclient5, once";
          case LOSES_LOGS -> "works; warns that logs are lost, once";
          case REFUSES -> "refuses: " + after(result.text(), REFUSAL);
        };
    boolean asExpected = found == expected;
    return new Row(
        project.consumer().name(),
        versions(jars),
        asExpected,
        asExpected
            ? words
            : "FAILED (expected " + expected + "): " + lastTrouble(found, result.text()),
        result.text());
  }

  /** The end that a run came to; null for one that no program may come to. */
  private static Outcome outcome(Launch.Result result) {
    int http = count(result.text(), HTTP_WARNING);
    int logs = count(result.text(), LOG_WARNING);
    if (!result.succeeded()) {
      return result.text().contains(REFUSAL) ? Outcome.REFUSES : null;
    }
    if (http + logs > 1) {
      return null;
    }
    return http == 1 ? Outcome.WARNS : logs == 1 ? Outcome.LOSES_LOGS : Outcome.WORKS;
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }

  private static String after(String text, String part) {
    return text.lines()
        .filter(line -> line.contains(part))
        .map(line -> line.substring(line.indexOf(part) + part.length()))
        .findFirst()
        .orElse("");
  }

  private static String lastTrouble(Outcome found, String text) {
    return found != null
        ? found.toString()
        : text.lines()
            .filter(line -> line.contains("Exception") || line.contains("Error"))
            .reduce((first, second) -> second)
            .orElse("no end in time");
  }

  private static String versions(List<Path> jars) {
    return jars.stream()
        .map(jar -> JAR.matcher(jar.getFileName().toString()))
        .filter(Matcher::matches)
        .map(name -> name.group(1) + " " + name.group(2))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static String table(List<Row> rows) {
    return Stream.concat(
            Stream.of("| project | versions | outcome |", "|---|---|---|"),
            rows.stream()
                .map(
                    row -> "| " + row.name() + " | " + row.versions() + " | " + row.words() + " |"))
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
