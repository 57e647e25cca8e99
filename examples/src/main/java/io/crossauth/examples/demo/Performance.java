package io.crossauth.examples.demo;

import io.crossauth.platform.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Runs flows in a scene, one after the other, and prints each row when it is over. */
final class Performance {

  private final Scene scene;
  private final Wire wire;
  private final Supplier<Map<String, Long>> eventCounts;
  private final Report report;
  private final Ending ending;
  private final Ticker ticker = Ticker.system();

  /** {@code eventCounts} is the provider's own log; always empty for one that shows us none. */
  Performance(
      Scene scene,
      Wire wire,
      Supplier<Map<String, Long>> eventCounts,
      Report report,
      Ending ending) {
    this.scene = scene;
    this.wire = wire;
    this.eventCounts = eventCounts;
    this.report = report;
    this.ending = ending;
  }

  /** The rows of those flows that the scene allows. */
  List<Row> run(List<Flow> flows) {
    List<Row> rows = new ArrayList<>();
    report.head(flows);
    for (Flow flow : flows) {
      Optional<String> obstacle = flow.obstacle(scene);
      if (obstacle.isPresent()) {
        report.leftOut(flow, obstacle.get());
      } else {
        Row row = run(rows.size() + 1, flow);
        rows.add(row);
        report.row(row);
      }
    }
    return rows;
  }

  private Row run(int number, Flow flow) {
    Map<String, Long> before = eventCounts.get();
    wire.take();
    String result = "";
    Optional<Row.Failure> failure = Optional.empty();
    long begin = ticker.nanos();
    try {
      result = flow.run(scene);
    } catch (RuntimeException e) {
      ending.letPass();
      failure = Optional.of(Row.Failure.of(e));
    }
    Duration time = Duration.ofNanos(ticker.nanos() - begin);
    String sent = wire.take();
    Map<String, Long> after = eventCounts.get();
    Map<String, Long> events = difference(before, after);
    if (failure.isEmpty() && logged(flow, after) && !events.containsKey(flow.event())) {
      failure =
          Optional.of(new Row.Failure("demo", "the provider's own log shows no " + flow.event()));
    }
    return new Row(number, flow.name(), sent, result, failure, time, events);
  }

  /** Whether the provider's own log must show the flow: it has a log, and the flow is there. */
  private static boolean logged(Flow flow, Map<String, Long> log) {
    return !log.isEmpty() && !flow.event().isEmpty();
  }

  private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> more = new TreeMap<>();
    after.forEach(
        (event, count) -> {
          long added = count - before.getOrDefault(event, 0L);
          if (added > 0) {
            more.put(event, added);
          }
        });
    return more;
  }
}
