package io.crossauth.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossauth.tokenconsumer.OneTimeStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a {@link OneTimeStore} promises. A test of a back end extends this; each test gets an
 * instance of its own, on one thread.
 */
public abstract class OneTimeStoreContract {

  private static final Duration LIFE = Duration.ofMinutes(10);
  private static final int ROUNDS = 100;

  /** For the test of a back end. */
  protected OneTimeStoreContract() {}

  /**
   * Opens a further store on the back end of this test, as another node would. The first one that a
   * test opens is empty.
   *
   * @return the store
   */
  protected abstract OneTimeStore open();

  /**
   * Lets time pass for the back end: what was to last no longer than this is over.
   *
   * @param time how much: more than zero
   */
  protected abstract void letPass(Duration time);

  @Test
  @DisplayName("tells the first use from all others, whichever store is asked")
  void tellsTheFirstUse() {
    OneTimeStore one = open();
    OneTimeStore other = open();

    assertTrue(one.firstUse(OneTimeStore.LOGIN, "web", "a", LIFE));
    assertFalse(one.firstUse(OneTimeStore.LOGIN, "web", "a", LIFE));
    assertFalse(other.firstUse(OneTimeStore.LOGIN, "web", "a", LIFE));
    assertTrue(other.firstUse(OneTimeStore.LOGIN, "web", "b", LIFE));
    assertFalse(one.firstUse(OneTimeStore.LOGIN, "web", "b", LIFE));
  }

  @Test
  @DisplayName("tells any two apart by kind, owner and id")
  void tellsAnyTwoApart() {
    OneTimeStore store = open();
    Set<List<String>> all = new HashSet<>();
    for (String kind : List.of(OneTimeStore.LOGIN, OneTimeStore.DPOP, "log")) {
      for (String owner : List.of("", "a", "ab", "in", "1:a", "\u00e9", "x".repeat(5_000))) {
        for (String id : List.of("", "a", "b", "bc", "A", "\u0000", "e\u0301", "y".repeat(5_000))) {
          assertTrue(store.firstUse(kind, owner, id, LIFE), kind + owner + id);
          assertTrue(all.add(List.of(kind, owner, id)));
        }
      }
    }
    all.forEach(use -> assertFalse(store.firstUse(use.get(0), use.get(1), use.get(2), LIFE)));
  }

  @Test
  @DisplayName("W-12: gives it to one of many nodes, each time")
  void givesItToOneOfMany() {
    List<OneTimeStore> nodes = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      nodes.add(open());
    }
    for (int round = 0; round < ROUNDS; round++) {
      String id = "login " + round;
      List<Callable<Boolean>> work = new ArrayList<>();
      nodes.forEach(node -> work.add(() -> node.firstUse(OneTimeStore.LOGIN, "web", id, LIFE)));
      assertEquals(1, AtOnce.run(work).stream().filter(first -> first).count());
    }
  }

  @Test
  @DisplayName("attack 10: remembers a use for as long as it was told, whatever comes after it")
  void remembersAsLongAsTold() {
    OneTimeStore store = open();
    assertTrue(store.firstUse(OneTimeStore.LOGIN, "web", "long", LIFE.multipliedBy(3)));
    assertTrue(store.firstUse(OneTimeStore.LOGIN, "web", "short", LIFE));
    for (int i = 0; i < 5; i++) {
      letPass(LIFE.dividedBy(2));
      for (int more = 0; more < 300; more++) {
        assertTrue(store.firstUse(OneTimeStore.LOGIN, "web", i + " " + more, Duration.ofMillis(1)));
      }
      assertFalse(store.firstUse(OneTimeStore.LOGIN, "web", "long", LIFE));
    }
  }

  @Test
  @DisplayName("takes any time")
  void takesAnyTime() {
    OneTimeStore store = open();
    for (Duration time :
        List.of(
            Duration.ofNanos(1),
            Duration.ofDays(366_000),
            Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))) {
      assertTrue(store.firstUse(OneTimeStore.LOGOUT, "web", "of " + time, time));
    }
    assertFalse(store.firstUse(OneTimeStore.LOGOUT, "web", "of PT8784000H", LIFE));
  }
}
