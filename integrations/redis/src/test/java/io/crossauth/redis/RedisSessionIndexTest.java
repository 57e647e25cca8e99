package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.value.SealingKey;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@DisplayName("An index of sessions in Redis, whose parts lie on several nodes")
@Execution(ExecutionMode.CONCURRENT)
class RedisSessionIndexTest {

  private static final SealingKey KEY = SealingKey.ephemeral();
  private static final Duration LONG = Duration.ofDays(30);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final LoginReference LOGIN = Tokens.login("canary-alice", "canary-sid");

  private final RedisCommands<String, String> server = Backend.admin();
  private final String prefix = Backend.freshPrefix();
  private final SessionIndex index = index(KEY);

  private SessionIndex index(SealingKey key, SealingKey... others) {
    return RedisStorage.in(Backend.calls()).withPrefix(prefix).sessionIndex(key, others);
  }

  private List<String> keys(String kind) {
    return server.keys(prefix + ":" + kind + ":*");
  }

  @Test
  void keeps_no_name_in_clear_and_every_key_has_an_end() {
    assertThat(index.add("canary-session", LOGIN, LONG)).isTrue();
    assertThat(index.end(Tokens.login("canary-bob", "canary-2"), HOUR)).isEmpty();

    assertThat(server.keys(prefix + "*")).hasSize(4);
    for (String key : server.keys(prefix + "*")) {
      String content =
          server.type(key).equals("zset") ? server.zrange(key, 0, -1).toString() : server.get(key);
      assertThat(key + content).doesNotContain("canary").doesNotContain("id.example");
      assertThat(server.pttl(key)).isPositive();
    }
  }

  @Test
  @DisplayName("a hint whose entry is gone counts for nothing")
  void a_hint_without_its_entry_counts_for_nothing() {
    assertThat(index.add("laptop", LOGIN, LONG)).isTrue();
    server.del(keys("index").get(0));

    assertThat(index.end(LOGIN, HOUR)).isEmpty();
  }

  @Test
  @DisplayName("a hint that was left behind leads to no later login of the same session")
  void a_hint_left_behind_leads_to_no_later_login() {
    assertThat(index.add("laptop", LOGIN, LONG)).isTrue();
    String hints = keys("login").get(0);
    String left = server.zrange(hints, 0, -1).get(0);
    assertThat(index.add("laptop", Tokens.login("canary-alice", "sid-2"), LONG)).isTrue();
    // As if the node had died before it removed this.
    server.zadd(hints, 1e14, left);

    assertThat(index.end(LOGIN, HOUR)).isEmpty();
  }

  @Test
  @DisplayName("what a node of the cluster has lost is noted again with the session's next note")
  void what_was_lost_is_noted_again() {
    for (String kind : List.of("login", "subject", "index")) {
      assertThat(index.add("laptop", LOGIN, LONG)).isTrue();
      server.del(keys(kind).toArray(String[]::new));
      assertThat(index.add("laptop", LOGIN, LONG)).isTrue();

      SessionIndex other = index(KEY);
      assertThat(server.zcard(keys("login").get(0))).as(kind).isPositive();
      assertThat(server.zcard(keys("subject").get(0))).as(kind).isPositive();
      assertThat(other.end(Tokens.login("canary-alice", "canary-sid"), HOUR))
          .as(kind)
          .containsExactly("laptop");
      server.del(keys("logout").toArray(String[]::new));
    }
  }

  @Test
  @DisplayName("a late removal takes nothing away from a login that came after it")
  void a_late_removal_takes_nothing_away() {
    assertThat(index.add("laptop", LOGIN, LONG)).isTrue();
    String before = server.zrange(keys("login").get(0), 0, -1).get(0);
    assertThat(index.add("laptop", LOGIN, LONG)).isTrue();

    // The hint of the record before is gone, that of this one is another.
    assertThat(server.zrange(keys("login").get(0), 0, -1)).hasSize(1).doesNotContain(before);
    assertThat(index.end(LOGIN, HOUR)).containsExactly("laptop");
  }

  @Test
  void hints_that_are_over_are_removed_by_who_adds() {
    assertThat(index.add("laptop", LOGIN, LONG)).isTrue();
    Backend.pass(server, prefix, LONG.minusMinutes(1));
    assertThat(index.add("phone", LOGIN, LONG)).isTrue();
    Backend.pass(server, prefix, Duration.ofMinutes(2));
    assertThat(index.add("tablet", LOGIN, LONG)).isTrue();

    assertThat(server.zcard(keys("login").get(0))).isEqualTo(2);
    assertThat(index.end(LOGIN, HOUR)).containsExactlyInAnyOrder("phone", "tablet");
  }

  @Test
  @DisplayName("a login without sid is hinted to by its user alone, not by one set of all such")
  void a_login_without_sid_is_hinted_to_by_its_user() {
    assertThat(index.add("laptop", Tokens.login("canary-alice", ""), LONG)).isTrue();

    assertThat(keys("login")).isEmpty();
    assertThat(index.end(Tokens.login("canary-alice", ""), HOUR)).containsExactly("laptop");
  }

  @Test
  void what_a_key_before_has_written_is_found_and_replaced() {
    SealingKey next = SealingKey.ephemeral();
    assertThat(index.add("laptop", LOGIN, LONG)).isTrue();
    assertThat(index(next, KEY).end(LOGIN, HOUR)).containsExactly("laptop");
    assertThat(index(next, KEY).add("phone", LOGIN, LONG)).isFalse();

    server.del(keys("logout").toArray(String[]::new));
    assertThat(index(next, KEY).add("laptop", LOGIN, LONG)).isTrue();
    assertThat(keys("index")).hasSize(1);
    assertThat(index(KEY, next).end(LOGIN, HOUR)).containsExactly("laptop");
  }

  @Test
  @DisplayName("node 10 a login and its logout cost as many round trips as the page says")
  void a_login_and_its_logout_cost_what_the_page_says() {
    Watched watched = new Watched(Backend.calls(), false);
    RedisStorage storage = RedisStorage.in(watched).withPrefix(prefix).withoutEvictionCheck();
    SessionIndex counted = storage.sessionIndex(KEY);
    TokenStore sessions = counted.over(storage.tokens(KEY), LONG);
    // Until the server knows all scripts.
    sessions.put("warm", Tokens.version(1));
    counted.end(LOGIN, HOUR).forEach(sessions::remove);
    server.del(keys("logout").toArray(String[]::new));
    watched.names();

    sessions.put("laptop", Tokens.version(1));
    assertThat(watched.names()).hasSize(14 + 1);
    assertThat(counted.end(LOGIN, HOUR)).containsExactly("laptop");
    assertThat(watched.names()).hasSize(2 + 1);
    sessions.remove("laptop");
    assertThat(watched.names()).hasSize(4);
  }
}
