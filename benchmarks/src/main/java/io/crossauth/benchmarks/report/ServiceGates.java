package io.crossauth.benchmarks.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What a service's calls and requests may cost: tokens fetched and at hand, proofs, filters. */
final class ServiceGates {

  private static final double KB = 1_000;

  private final Results results;
  private final List<Gate> all = new ArrayList<>();

  private ServiceGates(Results results) {
    this.results = results;
  }

  static List<Gate> of(Results results) {
    ServiceGates gates = new ServiceGates(results);
    gates.calls();
    gates.sessions();
    gates.proofs();
    gates.filter();
    gates.firstCalls();
    return List.copyOf(gates.all);
  }

  private void calls() {
    OptionalDouble one = results.number("calls", "ours", "share", "1");
    all.add(Gate.atLeast("token call / raw socket, 1 thread", one, 0.65, 0.55));
    OptionalDouble sixteen = results.number("calls", "ours", "share", "16");
    all.add(Gate.atLeast("token call / raw socket, 16 threads", sixteen, 0.70, 0.60));
    most("token call: B", "calls/ours/bytes", 18 * KB, 24 * KB);
    most("cached accessToken(): ns", "source/nanos", 50, 100);
    most("cached accessToken(): B", "source/bytes", 0.01, 1);
  }

  /** Nothing due, and a refresh; round trips and statements are counted. */
  private void sessions() {
    goal("session, memory, nothing due: µs", "athand/ours, token of a session/micros", 1);
    for (String store : List.of("PostgreSQL", "Redis")) {
      String name = "session, " + store + ", nothing due: round trips";
      goal(name, "stores/" + store + "/nothing due/round trips", 1);
    }
    String refresh = "stores/PostgreSQL/refresh/";
    most("refresh on PostgreSQL: statements", refresh + "statements", 4, 6);
    most("refresh on PostgreSQL: connections at once", refresh + "connections", 1, 1);
  }

  /** By the JDK's provider: where a signature costs less, the same work is a larger share. */
  private void proofs() {
    most("DPoP proof made / raw sign, JDK", "dpop/JDK/proof made/ratio", 1.15, 1.35);
    most("DPoP request / two raw verifies, JDK", "dpop/JDK/request checked/ratio", 1.10, 1.25);
  }

  private void filter() {
    String live = "filter/login filter, live session/";
    most("login filter over the bare servlet: µs", live + "more micros", 20, 40);
    most("login filter over the bare servlet: B", live + "more bytes", 4 * KB, 8 * KB);
  }

  private void firstCalls() {
    most("first check in a JVM: ms", "startup/check/quickest", 60, 120);
    most("first check in a JVM: classes", "startup/check/classes", 250, 350);
    most("client's first call in a JVM: ms", "startup/client/quickest", 120, 220);
    most("client's first call in a JVM: classes", "startup/client/classes", 600, 800);
  }

  private void most(String name, String path, double goal, double gate) {
    all.add(Gate.atMost(name, results.number(path), goal, gate));
  }

  private void goal(String name, String path, double goal) {
    all.add(Gate.goal(name, results.number(path), goal));
  }
}
