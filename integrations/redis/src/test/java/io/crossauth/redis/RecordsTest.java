package io.crossauth.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Records of Redis")
class RecordsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final SealingKey THEN =
      SealingKey.of(Secret.of("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

  private final RedisCommands<String, String> server = Backend.admin();
  private final String prefix = Backend.freshPrefix();
  private final RedisStorage storage = RedisStorage.in(Backend.calls()).withPrefix(prefix);

  private void load(String file) throws IOException {
    try (InputStream in = RecordsTest.class.getResourceAsStream(file)) {
      assertThat(in).isNotNull();
      new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(this::write);
    }
  }

  private void write(String line) {
    String[] words = line.split(" ", 3);
    String key = prefix + ":" + words[1];
    if (words[0].equals("SET")) {
      server.set(key, words[2]);
    } else if (words[0].equals("ZADD")) {
      server.zadd(key, 1e14, words[2]);
    }
  }

  private static LoginReference login(String subject, String sessionId) {
    return new LoginReference(
        "https://id.example",
        Optional.of(subject),
        Optional.of(sessionId),
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  @DisplayName("W-15 that release 0.1 has written are read, also by nodes with a new key")
  void that_release_0_1_has_written_are_read() throws IOException {
    for (SealingKey first : List.of(THEN, SealingKey.ephemeral())) {
      server.keys(prefix + ":*").forEach(server::del);
      load("records-1.txt");
      TokenStore tokens = storage.tokens(first, THEN);
      assertThat(tokens.find("alice's").orElseThrow().version()).isEqualTo(7);
      assertThat(tokens.find("alice's").orElseThrow().login()).contains(login("alice", "sid-1"));
      assertThat(tokens.lease("alice's", MINUTE)).isEmpty();
      String overdue = tokens.overdue("alice's").orElseThrow();
      assertThat(tokens.takeOver("alice's", overdue, MINUTE)).isPresent();

      SessionIndex index = storage.sessionIndex(first, THEN);
      assertThat(index.end(login("alice", ""), MINUTE)).containsExactly("alice's");
      assertThat(index.end(login("alice", "sid-1"), MINUTE)).containsExactly("alice's");
      assertThat(index.add("bob's", login("bob", "sid-2"), MINUTE)).isFalse();
    }
    assertThat(storage.oneTime().firstUse("login", "web", "login-1", MINUTE)).isFalse();
    assertThat(storage.keys().getKey("access:1").orElseThrow().data()).isEqualTo("{}");
    assertThat(storage.keys().getAllForUser("alice")).hasSize(1);
  }
}
