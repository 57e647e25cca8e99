package io.crossauth.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a {@link TokenStore} promises. A test of a back end extends this; each test gets an instance
 * of its own, on one thread.
 */
public abstract class TokenStoreContract {

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String SESSION = "alice's";
  private static final int ROUNDS = 100;

  /** For the test of a back end. */
  protected TokenStoreContract() {}

  /**
   * Opens a further store on the back end of this test, as another node would. The first one that a
   * test opens is empty.
   *
   * @return the store
   */
  protected abstract TokenStore open();

  /**
   * Lets time pass for the back end: what was to last no longer than this is over.
   *
   * @param time how much: more than zero
   */
  protected abstract void letPass(Duration time);

  @Test
  @DisplayName("gives back what was put, by any store, until it is removed")
  void givesBackWhatWasPut() {
    TokenStore one = open();
    TokenStore other = open();
    one.put(SESSION, Sessions.version(1));
    StoredTokens login = Sessions.of(Sessions.login("alice", "sid-1", 0));
    one.put("bob's", login);

    assertEquals(Optional.of(Sessions.version(1)), other.find(SESSION));
    assertEquals(Optional.of(login), other.find("bob's"));
    assertEquals(Optional.empty(), other.find("nobody's"));
    other.put(SESSION, Sessions.version(9));
    assertEquals(Optional.of(Sessions.version(9)), one.find(SESSION));
    other.remove(SESSION);
    other.remove(SESSION);
    assertEquals(Optional.empty(), one.find(SESSION));
    assertEquals(Optional.of(login), one.find("bob's"));
  }

  @Test
  @DisplayName("tells any two names apart")
  void tellsNamesApart() {
    TokenStore store = open();
    List<String> names =
        List.of(
            "",
            " ",
            "a",
            "A",
            "a ",
            "../../a",
            "a/b",
            "a\u0000b",
            "\u00e9",
            "e\u0301",
            "?",
            "\ud800",
            "\ud801",
            "\udc00\ud800",
            "'; DROP TABLE crossauth_session; --",
            "x".repeat(5_000),
            "x".repeat(5_001));
    for (int i = 0; i < names.size(); i++) {
      store.put(names.get(i), Sessions.version(i + 1));
    }
    for (int i = 0; i < names.size(); i++) {
      assertEquals(Optional.of(Sessions.version(i + 1)), store.find(names.get(i)), names.get(i));
    }
  }

  @Test
  @DisplayName("leases a session that is there to one at a time")
  void leasesToOneAtATime() {
    TokenStore one = open();
    TokenStore other = open();
    assertTrue(one.lease(SESSION, LONG).isEmpty(), "there is no such session");
    one.put(SESSION, Sessions.version(1));
    one.put("bob's", Sessions.version(1));

    TokenStore.Lease lease = one.lease(SESSION, LONG).orElseThrow();
    assertTrue(one.lease(SESSION, LONG).isEmpty());
    assertTrue(other.lease(SESSION, LONG).isEmpty());
    assertTrue(other.overdue(SESSION).isEmpty());
    assertTrue(other.lease("bob's", LONG).isPresent());
    lease.close();
    assertTrue(other.lease(SESSION, LONG).isPresent());
    lease.close();
    assertTrue(one.lease(SESSION, LONG).isEmpty(), "closed twice, it ends no other's");
  }

  @Test
  @DisplayName("saves the next version, and no other, under the lease, and none after it")
  void savesTheNextVersion() {
    TokenStore one = open();
    TokenStore other = open();
    one.put(SESSION, Sessions.version(1));
    TokenStore.Lease lease = one.lease(SESSION, LONG).orElseThrow();

    assertFalse(lease.save(Sessions.version(1)));
    assertFalse(lease.save(Sessions.version(3)));
    assertTrue(lease.save(Sessions.version(2)));
    assertFalse(lease.save(Sessions.version(2)));
    assertEquals(Optional.of(Sessions.version(2)), other.find(SESSION));
    assertTrue(other.lease(SESSION, LONG).isEmpty());
    lease.close();
    assertFalse(lease.save(Sessions.version(3)));
    assertFalse(lease.saveAndClose(Sessions.version(3)));
    assertEquals(Optional.of(Sessions.version(2)), one.find(SESSION));
  }

  @Test
  @DisplayName("node 10 saves and gives the lease back in one, if it saves")
  void savesAndGivesBack() {
    TokenStore one = open();
    TokenStore other = open();
    one.put(SESSION, Sessions.version(1));
    TokenStore.Lease lease = one.lease(SESSION, LONG).orElseThrow();

    assertFalse(lease.saveAndClose(Sessions.version(3)));
    assertTrue(other.lease(SESSION, LONG).isEmpty(), "nothing was saved, so it is kept");
    assertTrue(lease.saveAndClose(Sessions.version(2)));
    TokenStore.Lease next = other.lease(SESSION, LONG).orElseThrow();
    lease.close();
    assertFalse(lease.save(Sessions.version(3)));
    assertTrue(next.save(Sessions.version(3)));
  }

  @Test
  @DisplayName("node 3 gives no lease anew that is over: it is overdue, and still saves")
  void overdueLeaseStillSaves() {
    TokenStore one = open();
    TokenStore other = open();
    one.put(SESSION, Sessions.version(1));
    TokenStore.Lease lease = one.lease(SESSION, LONG).orElseThrow();
    letPass(LONG.plusSeconds(1));

    assertTrue(other.lease(SESSION, LONG).isEmpty());
    String overdue = other.overdue(SESSION).orElseThrow();
    assertEquals(Optional.of(overdue), other.overdue(SESSION));
    assertTrue(lease.save(Sessions.version(2)));
    lease.close();
    assertTrue(other.overdue(SESSION).isEmpty());
    assertTrue(other.takeOver(SESSION, overdue, LONG).isEmpty());
    assertTrue(other.lease(SESSION, LONG).isPresent());
  }

  @Test
  @DisplayName("node 2 a lease is taken over by its name, once, and saves nothing after that")
  void takesOverOnce() {
    TokenStore one = open();
    TokenStore other = open();
    one.put(SESSION, Sessions.version(1));
    TokenStore.Lease stopped = one.lease(SESSION, LONG).orElseThrow();
    assertTrue(other.takeOver(SESSION, "another", LONG).isEmpty());
    letPass(LONG.plusSeconds(1));
    assertTrue(other.takeOver(SESSION, "another", LONG).isEmpty());

    String overdue = other.overdue(SESSION).orElseThrow();
    TokenStore.Lease quick = other.takeOver(SESSION, overdue, LONG).orElseThrow();
    assertTrue(one.takeOver(SESSION, overdue, LONG).isEmpty());
    assertTrue(one.overdue(SESSION).isEmpty());
    assertFalse(stopped.save(Sessions.version(2)));
    assertFalse(stopped.saveAndClose(Sessions.version(2)));
    stopped.close();
    assertTrue(one.lease(SESSION, LONG).isEmpty(), "it gave back what is another's by now");
    assertTrue(quick.save(Sessions.version(2)));
  }

  @Test
  @DisplayName("a session that begins anew, or ends, ends its lease")
  void anewOrOver() {
    TokenStore one = open();
    TokenStore other = open();
    one.put(SESSION, Sessions.version(1));
    TokenStore.Lease lease = one.lease(SESSION, LONG).orElseThrow();
    other.put(SESSION, Sessions.version(1));
    assertFalse(lease.save(Sessions.version(2)));

    TokenStore.Lease next = one.lease(SESSION, LONG).orElseThrow();
    other.remove(SESSION);
    assertFalse(next.save(Sessions.version(2)));
    assertEquals(Optional.empty(), one.find(SESSION));
    assertTrue(one.overdue(SESSION).isEmpty());
    other.put(SESSION, Sessions.version(1));
    assertFalse(next.save(Sessions.version(2)));
    assertFalse(next.saveAndClose(Sessions.version(2)));
    next.close();
    assertEquals(Optional.of(Sessions.version(1)), one.find(SESSION));
    assertTrue(one.lease(SESSION, LONG).isPresent());
  }

  @ParameterizedTest(name = "node 8 a removal beats a save in flight, also by way of {0}")
  @ValueSource(strings = {"save", "saveAndClose"})
  void removalBeatsASaveInFlight(String how) {
    TokenStore one = open();
    TokenStore other = open();
    for (int i = 0; i < ROUNDS; i++) {
      String session = how + i;
      one.put(session, Sessions.version(1));
      TokenStore.Lease lease = one.lease(session, LONG).orElseThrow();
      AtOnce.run(
          List.<Callable<Boolean>>of(
              () ->
                  how.equals("save")
                      ? lease.save(Sessions.version(2))
                      : lease.saveAndClose(Sessions.version(2)),
              () -> {
                other.remove(session);
                return true;
              }));
      assertEquals(Optional.empty(), one.find(session));
    }
  }

  @Test
  @DisplayName("a save never undoes a session that has begun anew")
  void newSessionBeatsASaveInFlight() {
    TokenStore one = open();
    TokenStore other = open();
    for (int i = 0; i < ROUNDS; i++) {
      one.put(SESSION, Sessions.version(1));
      TokenStore.Lease lease = one.lease(SESSION, LONG).orElseThrow();
      AtOnce.run(
          List.<Callable<Boolean>>of(
              () -> lease.save(Sessions.version(2)),
              () -> {
                other.put(SESSION, Sessions.version(100));
                return true;
              }));
      assertEquals(Optional.of(Sessions.version(100)), one.find(SESSION));
    }
  }

  @Test
  @DisplayName("node 2 one of many takes an overdue lease over")
  void oneOfManyTakesOver() {
    TokenStore first = open();
    for (int i = 0; i < ROUNDS / 10; i++) {
      String session = "session " + i;
      first.put(session, Sessions.version(1));
      assertTrue(first.lease(session, LONG).isPresent());
      letPass(LONG.plusSeconds(1));
      List<Callable<Boolean>> work = new ArrayList<>();
      for (int node = 0; node < 4; node++) {
        TokenStore mine = open();
        String overdue = mine.overdue(session).orElseThrow();
        work.add(() -> mine.takeOver(session, overdue, LONG).isPresent());
      }
      assertEquals(1, AtOnce.run(work).stream().filter(taken -> taken).count());
    }
  }

  @Test
  @DisplayName("lets each of many threads and stores through once: no change is lost")
  void losesNoChange() {
    open().put(SESSION, Sessions.version(1));
    int threads = 6;
    int times = 25;
    List<Callable<Boolean>> work = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      TokenStore mine = open();
      work.add(
          () -> {
            boolean all = true;
            for (int done = 0; done < times; done++) {
              all &= renewed(mine);
            }
            return all;
          });
    }
    assertFalse(AtOnce.run(work).contains(false), "a save under a lease did not go well");
    assertEquals(Optional.of(Sessions.version(1 + (long) threads * times)), open().find(SESSION));
  }

  private static boolean renewed(TokenStore store) {
    Optional<TokenStore.Lease> lease = Optional.empty();
    while (lease.isEmpty()) {
      Thread.onSpinWait();
      lease = store.lease(SESSION, LONG);
    }
    try (TokenStore.Lease held = lease.get()) {
      return held.save(Sessions.version(store.find(SESSION).orElseThrow().version() + 1));
    }
  }

  @ParameterizedTest(name = "does, step by step, what a model of it does: seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void doesWhatTheModelDoes(long seed) {
    new TokenStoreWalk(List.of(open(), open()), this::letPass, seed).steps(300);
  }
}
