package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.internal.session.RenewalWorld.Fault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(300)
@DisplayName("The model of a renewal: two holders, a store, a provider")
class RenewalModelTest {

  /** What a walk through all states came to. */
  private record Walk(
      int states, int ends, int repeats, int inWindow, @Nullable String violation) {}

  private static Walk walk(Supplier<RenewalWorld> start) {
    Walk walk = walk(start.get());
    if (walk.violation == null) {
      return walk;
    }
    RenewalWorld again = start.get();
    again.traced = true;
    return walk(again);
  }

  private static Walk walk(RenewalWorld start) {
    Set<String> known = new HashSet<>();
    Deque<RenewalWorld> todo = new ArrayDeque<>();
    todo.push(start);
    known.add(start.key());
    int ends = 0;
    int repeats = 0;
    int inWindow = 0;
    while (!todo.isEmpty()) {
      RenewalWorld world = todo.pop();
      String wrong = world.violation == null ? world.lastViolation() : world.violation;
      if (wrong != null) {
        return new Walk(known.size(), ends, repeats, inWindow, wrong + trace(world));
      }
      ends += world.over() ? 1 : 0;
      repeats = Math.max(repeats, world.repeats);
      inWindow = Math.max(inWindow, world.inWindow);
      for (RenewalWorld next : world.successors()) {
        if (known.add(next.key())) {
          todo.push(next);
        }
      }
    }
    return new Walk(known.size(), ends, repeats, inWindow, null);
  }

  private static String trace(RenewalWorld end) {
    List<String> events = new ArrayList<>();
    for (RenewalWorld world = end; world != null; world = world.before) {
      events.add(world.event);
    }
    Collections.reverse(events);
    return ":\n  " + String.join("\n  ", events);
  }

  /**
   * How often what may happen, and how many times the same holder presents again after a lost
   * answer. A presentation within the window that remains (the other holder was paused or died
   * between its last look and its save) is counted apart, and everything else is a failure.
   */
  @ParameterizedTest(
      name =
          "node {0}: {1} pauses, {2} deaths, {3} lost calls, {4} outages, repeats {5}: nothing is"
              + " presented twice outside of the window, and nothing lost")
  @CsvSource({
    "2, 2, 0, 0, 0, true, 0",
    "2, 1, 1, 1, 0, true, 1",
    "2, 0, 1, 2, 0, false, 0",
    "3, 0, 1, 0, 2, true, 0",
    "3, 1, 0, 0, 2, true, 0",
    "4, 1, 0, 1, 1, true, 1"
  })
  void presents_nothing_twice_and_loses_nothing(
      int row, int pauses, int deaths, int losses, int outages, boolean repeat, int repeats) {
    Walk walk = walk(() -> RenewalWorld.start(Fault.NONE, repeat, pauses, deaths, losses, outages));
    System.out.println(
        "node " + row + ": the model of a renewal: " + walk.states() + " states walked");
    assertThat(walk.violation()).isNull();
    assertThat(walk.ends()).isPositive();
    assertThat(walk.repeats()).isEqualTo(repeats);
  }

  @ParameterizedTest(name = "node {1}: the model notices when a renewal {0}")
  @CsvSource({
    "LOOKS_NOT_BEFORE_SENDING, 2, 1, 0, 0, presents",
    "COUNTS_FROM_AFTER_THE_LEASE, 2, 1, 0, 0, is presented by",
    "REPEATS_WITHOUT_THE_LEASE, 2, 1, 1, 0, presents",
    "TAKES_OVER_AT_ONCE, 3, 0, 0, 2, is presented by",
    "TRIES_AGAIN_AFTER_HALF_A_MINUTE, 3, 0, 0, 1, is presented by",
    "REPEATS_FOR_EVER, 4, 0, 2, 0, is presented by",
    "IS_FORGOTTEN_WHEN_SPENT, 4, 0, 2, 0, is presented by"
  })
  void notices_faults(Fault fault, int row, int pauses, int losses, int outages, String violation) {
    Walk walk = walk(() -> RenewalWorld.start(fault, true, pauses, 0, losses, outages));
    assertThat(walk.violation()).contains(violation);
  }
}
