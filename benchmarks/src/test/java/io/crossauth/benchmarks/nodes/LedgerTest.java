package io.crossauth.benchmarks.nodes;

import static io.crossauth.benchmarks.nodes.Ledger.Why.FAULT;
import static io.crossauth.benchmarks.nodes.Ledger.Why.REPEAT;
import static io.crossauth.benchmarks.nodes.Ledger.Why.STORE;
import static io.crossauth.benchmarks.nodes.Ledger.Why.WINDOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A refresh token that is presented again")
class LedgerTest {

  private final Ledger ledger = new Ledger();
  private final Ledger.Life one = ledger.born("one");

  @Test
  void is_a_fault_by_another_node_and_by_the_same() {
    ledger.first("s.1.0", "one", System.nanoTime());

    assertThat(ledger.again("s.1.0", "s.1.1", "two")).isEqualTo(FAULT);
    assertThat(ledger.again("s.1.0", "s.1.1", "one")).isEqualTo(FAULT);
    assertThat(ledger.again(FAULT)).isEqualTo(2);
    assertThat(ledger.faults()).hasSize(2);
  }

  @Test
  void is_in_the_window_if_its_holder_was_killed_or_stood_still_afterwards() {
    ledger.first("s.1.0", "one", System.nanoTime());
    one.killed();
    assertThat(ledger.again("s.1.0", "s.1.1", "two")).isEqualTo(WINDOW);

    Ledger.Life three = ledger.born("three");
    ledger.first("t.1.0", "three", System.nanoTime());
    three.stopped();
    assertThat(ledger.again("t.1.0", "t.1.1", "two")).isEqualTo(WINDOW);
    assertThat(ledger.faults()).isEmpty();
  }

  @Test
  void is_a_fault_if_its_holder_stood_still_before_or_had_saved() {
    one.stopped();
    ledger.first("s.1.0", "one", System.nanoTime() + TimeUnit.SECONDS.toNanos(5));
    assertThat(ledger.again("s.1.0", "s.1.1", "two")).isEqualTo(FAULT);

    ledger.first("t.1.0", "one", System.nanoTime());
    ledger.saved("t.1.1");
    one.killed();
    assertThat(ledger.again("t.1.0", "t.1.1", "two")).isEqualTo(FAULT);
  }

  @Test
  void is_a_repeat_by_the_same_node_after_a_lost_answer_and_by_no_other() {
    ledger.first("s.1.0", "one", System.nanoTime());
    ledger.unanswered("s.1.0");

    assertThat(ledger.again("s.1.0", "s.1.1", "one")).isEqualTo(REPEAT);
    assertThat(ledger.again("s.1.0", "s.1.1", "two")).isEqualTo(FAULT);
  }

  @Test
  void is_the_stores_where_that_may_lose_what_it_has_confirmed() {
    ledger.first("s.1.0", "one", System.nanoTime());
    ledger.saved("s.1.1");
    ledger.storeMayLose();

    assertThat(ledger.again("s.1.0", "s.1.1", "two")).isEqualTo(STORE);
    ledger.first("t.1.0", "one", System.nanoTime());
    assertThat(ledger.again("t.1.0", "t.1.1", "two")).isEqualTo(STORE);
    ledger.ended("s", FAULT);
    assertThat(ledger.ended(STORE)).isEqualTo(1);
    assertThat(ledger.ended(FAULT)).isZero();
  }

  @Test
  @DisplayName("or not: a session that ends for no reason is a fault")
  void a_session_that_ends_for_no_reason_is_a_fault() {
    ledger.ended("s", WINDOW);
    assertThat(ledger.faults()).isEmpty();

    ledger.ended("s", FAULT);
    assertThat(ledger.ended(FAULT)).isEqualTo(1);
    assertThat(ledger.faults()).hasSize(1);
  }
}
