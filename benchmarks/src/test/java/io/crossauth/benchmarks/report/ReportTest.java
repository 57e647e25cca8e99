package io.crossauth.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.benchmarks.peers.ClaimShape;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReportTest {

  private static final Path PAGE =
      Path.of(System.getProperty("basedir", "."), "..", "docs", "performance.md");

  private final Results results =
      new Results()
          .put("verify/JDK/raw verify/RS256/ratio", 1)
          .put("verify/JDK/raw verify/RS256/bytes", 6_000)
          .put("verify/JDK/raw verify, JDK/RS256/ratio", 1)
          .put("verify/JDK/ours/RS256/ratio", 1.1)
          .put("verify/JDK/ours/RS256/bytes", 17_000)
          .put("verify/JDK/ours, lazy claims/RS256/ratio", 1.09)
          .put("verify/JDK/Peer/RS256/ratio", 1.3)
          .put("verify/ACCP/raw verify, JDK/RS256/ratio", 2.5)
          .put("verify/ACCP/ours/RS256/ratio", 1.25)
          .put("shapes/Keycloak/ours/ratio", 1.2)
          .put("shapes/Keycloak/ours/bytes", 15_000)
          .put("shapes/Keycloak/Peer/ratio", 1.15)
          .put("shapes/Keycloak/ours, lazy claims/bytes", 12_000)
          .put("shapes/Keycloak/ours, lazy claims/ratio", 1.19)
          .put("shapes/50 roles and groups/ours, lazy claims/ratio", 1.3)
          .put("shapes/50 roles and groups/Peer/ratio", 1.28)
          .put("shapes/accents/ours/ratio", 1.21)
          .put("shapes/accents/ours, lazy claims/bytes", 13_200)
          .put("lapses/ours/count", 0)
          .put("lapses/Peer/count", 2)
          .put("lapses/Peer/names", "no exp, alg none")
          .put("calls/HttpClient 5/share/1", 0.6)
          .put("calls/ours/share/1", 0.58)
          .put("calls/ours/bytes", 15_000)
          .put("stress/keys hang, unknown kid: good tokens' waits", 1)
          .put("algorithms/ES256/accents/ours/ratio", 1.05)
          .put("algorithms/ES256/accents/ours, lazy claims/ratio", 1.04)
          .put("algorithms/ES256/accents/Peer/ratio", 1.03)
          .put("verify/JDK/Peer, every value/RS256/ratio", 1.06)
          .put("athand/ours, token of a session/micros", 1.5)
          .put("athand/ours, token of a session/bytes", 1_032)
          .put("stores/PostgreSQL/nothing due/round trips", 1)
          .put("stores/PostgreSQL/refresh/statements", 5)
          .put("stores/PostgreSQL/refresh/connections", 2)
          .put("filter/login filter, live session/more micros", 19.5)
          .put("filter/login filter, live session/more bytes", 9_000)
          .put("dpop/JDK/proof made/ratio", 1.2)
          .put("startup/check/quickest", 99)
          .put("startup/check/wall", 130)
          .put("startup/client/classes", 801)
          .put("machine/java", "17");

  @Test
  void theTableHasARowForEachContestant() {
    String table = VerifyTable.of(results, "JDK").text();

    assertThat(table.lines().map(line -> line.replaceAll(" +", " ").strip()))
        .contains(
            "JDK RS256 PS256 ES256 EdDSA HS256 µs RS256 B RS256 lapses",
            "ours 1.10 – – – – – 17000 0",
            "Peer 1.30 – – – – – – 2",
            "Peer accepts: no exp, alg none");
  }

  @Test
  void gatesAreMetOrMissed() {
    List<Gate> gates = Gates.of(results);

    assertThat(gate(gates, "RS256 / raw verify, JDK").row())
        .containsExactly("RS256 / raw verify, JDK", "1.10", "≤ 1.10", "≤ 1.20", "goal");
    assertThat(gate(gates, "over raw verify, whole claims: B").row()).endsWith("gate");
    assertThat(gate(gates, "behind the best peer, RS256, JDK").found().getAsDouble())
        .isLessThan(-0.2);
    assertThat(gate(gates, "token call / raw socket, 1 thread").row()).contains("0.58", "gate");
    assertThat(gate(gates, "PS256 / raw verify, JDK").row()).contains("not measured", "MISSED");
    assertThat(Gates.summary(gates)).matches("gates: [0-9]+ met, [0-9]+ missed");
  }

  @Test
  void claimsAsPeopleHaveThemHaveGatesAndATable() {
    List<Gate> gates = Gates.of(results);

    assertThat(gate(gates, "check / raw verify, Keycloak, RS256").row()).contains("1.19", "gate");
    assertThat(gate(gates, "every value / raw verify, accents, RS256").row()).contains("MISSED");
    assertThat(gate(gates, "behind the best peer, 50 roles and groups, RS256").row())
        .contains("0.02", "gate");
    assertThat(names(gates)).doesNotContain("check / raw verify, 50 roles and groups, RS256");
    assertThat(gate(gates, "behind the best peer, Keycloak, RS256").row()).contains("MISSED");
    assertThat(gate(gates, "check / raw verify, accents, ES256").row()).contains("1.05", "gate");
    assertThat(gate(gates, "accents / ASCII, lazy claims: bytes").row()).contains("1.10", "gate");
    assertThat(ShapesTable.of(results, "RS256").text().lines().toList().get(1))
        .startsWith("ours ")
        .contains("1.20 / 15,000")
        .endsWith("–");
    assertThat(Page.renew(Page.BEGIN + Page.END, results, gates))
        .contains("| ours | 1.20 / 15,000 | – |");
  }

  @Test
  void theWorstOfAllShapesCountsForTheOtherAlgorithms() {
    for (ClaimShape shape : ClaimShape.values()) {
      String path = "algorithms/ES256/" + shape.label() + "/";
      results.put(path + "ours, lazy claims/ratio", 1.02).put(path + "Peer/ratio", 1.04);
    }
    String name = "behind the best peer, worst of all shapes, ES256";

    assertThat(gate(Gates.of(results), name).row()).contains("-0.02", "goal");
    results.put("algorithms/ES256/Okta/Peer/ratio", 0.9);
    assertThat(gate(Gates.of(results), name).row()).contains("0.12", "MISSED");
    assertThat(gate(Gates.of(results), name.replace("ES256", "PS256")).row())
        .contains("not measured");
    assertThat(Page.renew(Page.BEGIN + Page.END, results, List.of()))
        .contains("| ES256, ratio / B | ");
  }

  @Test
  void whoIsAskedForEveryValueIsComparedWithWhoIsAskedTheSame() {
    Gate every = gate(Gates.of(results), "every value: behind the best peer, RS256, JDK");

    // Ours 1.10, a peer by every value 1.06; for the subject alone it may be quicker.
    assertThat(every.row()).contains("0.04", "MISSED");
    results.put("verify/JDK/Peer/RS256/ratio", 1.01);
    assertThat(gate(Gates.of(results), every.name()).row()).isEqualTo(every.row());
  }

  @Test
  void whatWasNotMeasuredHidesNoGate() {
    List<Gate> none = Gates.of(new Results());

    assertThat(none).extracting(Gate::name).isEqualTo(names(Gates.of(results)));
    assertThat(none).noneMatch(Gate::met);
  }

  private static List<String> names(List<Gate> gates) {
    return gates.stream().map(Gate::name).toList();
  }

  @Test
  void whatAServiceCallsHasGates() {
    List<Gate> gates = Gates.of(results);

    assertThat(gate(gates, "session, PostgreSQL, nothing due: round trips").row())
        .containsExactly("session, PostgreSQL, nothing due: round trips", "1", "≤ 1", "–", "goal");
    assertThat(gate(gates, "keys hang, unknown kid: good tokens' waits").row()).endsWith("MISSED");
    assertThat(gate(gates, "refresh on PostgreSQL: statements").row()).endsWith("gate");
    assertThat(gate(gates, "refresh on PostgreSQL: connections at once").row()).endsWith("MISSED");
    assertThat(gate(gates, "login filter over the bare servlet: µs").row()).endsWith("goal");
    assertThat(gate(gates, "login filter over the bare servlet: B").row()).endsWith("MISSED");
    assertThat(gate(gates, "DPoP proof made / raw sign, JDK").row()).endsWith("gate");
    assertThat(gate(gates, "first check in a JVM: ms").row()).contains("99").endsWith("gate");
    assertThat(gate(gates, "client's first call in a JVM: classes").row()).endsWith("MISSED");
  }

  @Test
  void aGoalWithoutAGateIsMetWhenItIsMeasured() {
    List<Gate> gates = Gates.of(results);

    assertThat(gate(gates, "session, memory, nothing due: µs").row())
        .endsWith("≤ 1", "–", "beyond its goal");
    assertThat(gate(gates, "session, memory, nothing due: µs").met()).isTrue();
    assertThat(gate(gates, "session, Redis, nothing due: round trips").row())
        .endsWith("–", "MISSED");
  }

  @Test
  void whatWasMeasuredHasATable() {
    assertThat(Page.renew(Page.BEGIN + Page.END, results, List.of()))
        .contains("| ours, token of a session | 1.500 | – | 1,032 |")
        .contains("| PostgreSQL | – | – | – | 1.00 | 5.00 | – | 2 |")
        .contains("| login filter, live session | – | – | 19.5 | 9,000 |")
        .contains("### DPoP, ES256 by JDK", "| proof made | 1.20 | – | – |")
        .contains("| first call, check, the quickest JVM: wall ms | 99 |");
    assertThat(CostTables.markdown(new Results())).isEmpty();
  }

  @Test
  void aFigureOnTheGateMeetsIt() {
    assertThat(Gate.atMost("a", OptionalDouble.of(1.2), 1, 1.2).met()).isTrue();
    assertThat(Gate.atMost("a", OptionalDouble.of(1.21), 1, 1.2).met()).isFalse();
    assertThat(Gate.atLeast("a", OptionalDouble.of(0.55), 0.65, 0.55).met()).isTrue();
    assertThat(Gate.atLeast("a", OptionalDouble.of(0.54), 0.65, 0.55).row()).endsWith("MISSED");
  }

  @Test
  void thePageIsRenewedBetweenItsMarks() {
    String page = "before\n" + Page.BEGIN + "what was here\n" + Page.END + "after\n";

    String renewed = Page.renew(page, results, Gates.of(results));

    assertThat(renewed)
        .startsWith("before\n" + Page.BEGIN)
        .endsWith(Page.END + "after\n")
        .contains("| HttpClient 5 | 0.60 | –", "| ours | 0.58 | – | – | – | 15,000 |")
        .contains("| ours | 1.10 |", "| Peer | no exp, alg none |", "gates: ")
        .doesNotContain("what was here");
    assertThat(Page.renew(renewed, results, Gates.of(results))).isEqualTo(renewed);
  }

  @Test
  void aPageWithoutMarksIsLeftAlone() {
    assertThatThrownBy(() -> Page.renew("text", results, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("results: begin");
  }

  @Test
  void theProjectsPagesHaveTheMarks() throws IOException {
    assertThat(Files.readString(PAGE)).contains(Page.BEGIN, Page.END);
    assertThat(Files.readString(PAGE.resolveSibling("performance-25.md")))
        .contains(Page.BEGIN, Page.END);
  }

  @Test
  void aJdkWithAPageOfItsOwnHasItsResultsThere(@TempDir Path docs) throws IOException {
    Files.writeString(docs.resolve("performance-25.md"), "");

    assertThat(Report.name(docs, "25.0.1+8-LTS")).isEqualTo("performance-25");
    assertThat(Report.name(docs, "17.0.15+6-Debian")).isEqualTo("performance");
    assertThat(Report.name(docs, "")).isEqualTo("performance");
  }

  @Test
  void thePictureIsWellFormedAndHasABarForEachFigure() throws Exception {
    String svg = Chart.of(results).svg();

    var root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    // Three in the legend; the raw verify, ours three times and the peer.
    assertThat(root.getElementsByTagName("rect").getLength()).isEqualTo(3 + 5);
    assertThat(svg).contains(">0.50<", ">1.30<", "prefers-color-scheme: dark");
  }

  @Test
  void resultsSurviveTheirFiles(@TempDir Path folder) throws IOException {
    results.write(folder.resolve("a.tsv"));

    Results read = Results.read(folder);

    assertThat(read.below("verify")).containsExactly("JDK", "ACCP");
    assertThat(read.number("verify", "JDK", "ours", "RS256", "ratio")).hasValue(1.1);
    assertThat(read.text("lapses", "Peer", "names")).isEqualTo("no exp, alg none");
  }

  private static Gate gate(List<Gate> gates, String name) {
    return gates.stream().filter(gate -> gate.name().equals(name)).findFirst().orElseThrow();
  }
}
