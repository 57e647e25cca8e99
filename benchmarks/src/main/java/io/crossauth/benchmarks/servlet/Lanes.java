package io.crossauth.benchmarks.servlet;

import io.crossauth.benchmarks.report.Results;
import io.crossauth.benchmarks.servlet.Gauge.Cost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Requests of one kind after those of another, round after round; each beside the bare servlet. */
final class Lanes {

  static final String BARE = "bare servlet";

  private static final int TURN = 50;

  private final Map<String, String> paths = new LinkedHashMap<>();
  private final Map<String, List<Cost>> costs = new LinkedHashMap<>();
  private final Map<String, List<Cost>> more = new LinkedHashMap<>();

  Lanes with(String name, String path) {
    paths.put(name, path);
    return this;
  }

  /**
   * Runs.
   *
   * @param rounds how many count; as many go before, for the compilers
   */
  Results run(Line line, Gauge gauge, int rounds) throws Exception {
    List<String> order = new ArrayList<>(paths.keySet());
    Random chance = new Random(rounds);
    for (int round = -rounds; round < rounds; round++) {
      Collections.shuffle(order, chance);
      Map<String, Cost> seen = new LinkedHashMap<>();
      for (String lane : order) {
        seen.put(lane, turn(line, gauge, paths.getOrDefault(lane, "")));
      }
      if (round >= 0) {
        seen.forEach((lane, cost) -> note(costs, lane, cost));
        seen.forEach((lane, cost) -> note(more, lane, cost.less(seen.getOrDefault(BARE, cost))));
      }
    }
    return results();
  }

  private static Cost turn(Line line, Gauge gauge, String path) throws Exception {
    List<Cost> all = new ArrayList<>();
    for (int i = 0; i < TURN; i++) {
      line.get(path);
      all.add(gauge.last());
    }
    return Cost.median(all);
  }

  private static void note(Map<String, List<Cost>> all, String lane, Cost cost) {
    all.computeIfAbsent(lane, unused -> new ArrayList<>()).add(cost);
  }

  private Results results() {
    Results results = new Results();
    for (String lane : paths.keySet()) {
      Cost cost = Cost.median(costs.getOrDefault(lane, List.of()));
      Cost beyond = Cost.median(more.getOrDefault(lane, List.of()));
      results
          .put("filter/" + lane + "/micros", cost.nanos() / 1e3)
          .put("filter/" + lane + "/bytes", cost.bytes())
          .put("filter/" + lane + "/more micros", beyond.nanos() / 1e3)
          .put("filter/" + lane + "/more bytes", beyond.bytes());
    }
    return results;
  }
}
