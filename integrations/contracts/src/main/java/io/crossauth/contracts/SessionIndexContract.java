package io.crossauth.contracts;

import static io.crossauth.contracts.Sessions.login;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.error.LoginRequiredException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What a {@link SessionIndex} promises, and that a store of tokens under it keeps in step. A test
 * of a back end extends this; each test gets an instance of its own, on one thread.
 */
public abstract class SessionIndexContract {

  private static final Duration LONG = Duration.ofDays(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int ROUNDS = 100;

  /** For the test of a back end. */
  protected SessionIndexContract() {}

  /**
   * Opens a further index on the back end of this test, as another node would. The first one that a
   * test opens is empty.
   *
   * @return the index
   */
  protected abstract SessionIndex open();

  /**
   * Opens a further store of tokens, on one back end for the whole test.
   *
   * @return the store
   */
  protected abstract TokenStore openTokens();

  /**
   * Lets time pass for the back end: what was to last no longer than this is over.
   *
   * @param time how much: more than zero
   */
  protected abstract void letPass(Duration time);

  private static LoginReference logout(String subject, String sessionId, long second) {
    return new LoginReference(
        "https://id.example",
        Optional.of(subject),
        Optional.of(sessionId),
        Sessions.NOON.plusSeconds(second));
  }

  private static Set<String> sorted(List<String> names) {
    return new TreeSet<>(names);
  }

  @Test
  @DisplayName("node 8 finds the session of a login by sid, and those of a user by sub")
  void findsSessions() {
    SessionIndex one = open();
    SessionIndex other = open();
    assertTrue(one.add("laptop", login("alice", "sid-1", 0), LONG));
    assertTrue(one.add("phone", login("alice", "sid-2", 0), LONG));
    assertTrue(one.add("tablet", login("alice", "", 0), LONG));
    assertTrue(one.add("bob's", login("bob", "sid-3", 0), LONG));

    assertEquals(List.of("laptop"), other.end(logout("", "sid-1", 9), HOUR));
    assertEquals(List.of("phone"), other.end(logout("alice", "sid-2", 9), HOUR));
    assertEquals(List.of(), other.end(logout("bob", "sid-2", 9), HOUR));
    assertEquals(List.of(), other.end(logout("carol", "", 9), HOUR));
    assertEquals(
        Set.of("laptop", "phone", "tablet"), sorted(other.end(logout("alice", "", 9), HOUR)));
  }

  @Test
  @DisplayName("node 8 ends no login of another provider")
  void tellsProvidersApart() {
    SessionIndex index = open();
    assertTrue(index.add("laptop", login("alice", "sid-1", 0), LONG));
    for (Optional<String> sid : List.of(Optional.of("sid-1"), Optional.<String>empty())) {
      LoginReference foreign =
          new LoginReference(
              "https://evil.example", Optional.of("alice"), sid, Sessions.NOON.plusSeconds(9));
      assertEquals(List.of(), index.end(foreign, HOUR));
    }
    assertTrue(index.add("phone", login("alice", "sid-1", 0), LONG));
  }

  @Test
  @DisplayName("node 8 sessions stay noted until they are removed, and no longer")
  void staysNotedUntilRemoved() {
    SessionIndex index = open();
    assertTrue(index.add("laptop", login("alice", "sid-1", 0), LONG));
    assertEquals(List.of("laptop"), index.end(logout("", "sid-1", 9), HOUR));
    assertEquals(List.of("laptop"), index.end(logout("", "sid-1", 9), HOUR));
    index.remove("laptop");
    index.remove("laptop");
    assertEquals(List.of(), index.end(logout("", "sid-1", 9), HOUR));
    assertEquals(List.of(), index.end(logout("alice", "", 9), HOUR));
  }

  @Test
  @DisplayName("a session that begins anew is noted for its new login alone")
  void replacesWhatWasNoted() {
    SessionIndex index = open();
    assertTrue(index.add("laptop", login("alice", "sid-1", 0), LONG));
    assertTrue(index.add("laptop", login("bob", "sid-2", 0), LONG));
    assertEquals(List.of(), index.end(logout("alice", "", 9), HOUR));
    assertEquals(List.of(), index.end(logout("", "sid-1", 9), HOUR));
    assertEquals(List.of("laptop"), index.end(logout("", "sid-2", 9), HOUR));
  }

  @Test
  @DisplayName("node 8 refuses a session whose logout came first")
  void refusesWhatHasEnded() {
    SessionIndex one = open();
    SessionIndex other = open();
    assertEquals(List.of(), one.end(logout("", "sid-1", 0), HOUR));
    assertEquals(List.of(), one.end(logout("alice", "sid-2", 0), HOUR));

    assertFalse(other.add("laptop", login("alice", "sid-1", 5), LONG));
    assertFalse(other.add("phone", login("alice", "sid-2", 5), LONG));
    assertTrue(other.add("bob's", login("bob", "sid-2", 5), LONG));
    assertTrue(other.add("tablet", login("alice", "sid-3", 5), LONG));
    assertEquals(Set.of("tablet"), sorted(one.end(logout("alice", "", 9), HOUR)));
  }

  @Test
  @DisplayName("node 8 a logout of a user ends the logins until then, and none that comes later")
  void endsLoginsUntilThen() {
    SessionIndex one = open();
    SessionIndex other = open();
    assertTrue(one.add("before", login("alice", "sid-1", -1), LONG));
    assertTrue(one.add("same second", login("alice", "sid-2", 0), LONG));
    assertTrue(one.add("later", login("alice", "sid-3", 1), LONG));
    assertEquals(Set.of("before", "same second"), sorted(other.end(logout("alice", "", 0), HOUR)));

    // An older logout that comes late does not make the newer one weaker.
    assertEquals(Set.of("before"), sorted(other.end(logout("alice", "", -1), HOUR)));
    assertFalse(one.add("late", login("alice", "sid-4", 0), LONG));
    assertTrue(one.add("new", login("alice", "sid-5", 1), LONG));
  }

  @Test
  @DisplayName("forgets neither sessions nor logouts before their time")
  void forgetsNothingTooEarly() {
    SessionIndex index = open();
    assertTrue(index.add("laptop", login("alice", "sid-1", 0), LONG));
    assertEquals(List.of(), index.end(logout("", "sid-2", 0), HOUR));
    letPass(HOUR.dividedBy(2));
    for (int i = 0; i < 600; i++) {
      assertTrue(index.add("other " + i, login("bob", "other " + i, 0), Duration.ofMillis(1)));
    }
    assertFalse(index.add("phone", login("alice", "sid-2", 0), LONG));
    letPass(LONG.dividedBy(2));
    assertEquals(List.of("laptop"), index.end(logout("", "sid-1", 0), HOUR));
  }

  @Test
  @DisplayName("node 8 of a session and its logout at the same moment, one sees the other")
  void oneSeesTheOther() {
    SessionIndex one = open();
    SessionIndex other = open();
    for (int i = 0; i < ROUNDS; i++) {
      String sid = "sid " + i;
      List<Boolean> seen =
          AtOnce.run(
              List.<Callable<Boolean>>of(
                  () -> !one.add("session " + sid, login("alice", sid, 0), LONG),
                  () -> !other.end(logout("", sid, 0), HOUR).isEmpty()));
      assertTrue(seen.contains(true), "the session goes on, and its logout has not found it");
    }
  }

  @Test
  @DisplayName("W-12: a logout on one node ends the session of another")
  void endsTheSessionOfAnotherNode() {
    TokenStore one = open().over(openTokens(), LONG);
    SessionIndex index = open();
    TokenStore other = index.over(openTokens(), LONG);
    one.put("laptop", Sessions.of(login("alice", "sid-1", 0)));
    one.put("plain", Sessions.version(1));

    index.end(logout("", "sid-1", 9), HOUR).forEach(other::remove);

    assertEquals(Optional.empty(), one.find("laptop"));
    assertTrue(one.find("plain").isPresent());
    assertEquals(List.of(), index.end(logout("", "sid-1", 9), HOUR));
    assertThrows(
        LoginRequiredException.class,
        () -> one.put("phone", Sessions.of(login("alice", "sid-1", 0))));
    assertEquals(Optional.empty(), one.find("phone"));
  }

  @Test
  @DisplayName("W-12: a session that begins while its logout comes is not there afterwards")
  void losesNoRace() {
    SessionIndex index = open();
    TokenStore one = open().over(openTokens(), LONG);
    TokenStore other = index.over(openTokens(), LONG);
    for (int i = 0; i < ROUNDS; i++) {
      String sid = "sid " + i;
      AtOnce.run(
          List.<Callable<Boolean>>of(
              () -> {
                try {
                  one.put(sid, Sessions.of(login("alice", sid, 0)));
                  return true;
                } catch (LoginRequiredException e) {
                  return false;
                }
              },
              () -> {
                index.end(logout("", sid, 0), HOUR).forEach(other::remove);
                return true;
              }));
      assertEquals(Optional.empty(), other.find(sid));
      assertEquals(List.of(), index.end(logout("", sid, 0), HOUR));
    }
  }
}
