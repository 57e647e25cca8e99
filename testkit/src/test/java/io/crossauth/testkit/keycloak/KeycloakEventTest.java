package io.crossauth.testkit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.internal.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeycloakEventTest {

  @Test
  void readsWhatKeycloakSays() {
    KeycloakEvent event =
        KeycloakEvent.parse(
            Json.readObject(
                "{'time':1700000000123,'type':'LOGIN_ERROR','clientId':'c','error':'e','details':{'a':'b'}}"
                    .replace('\'', '"')));

    assertThat(event)
        .isEqualTo(
            new KeycloakEvent(
                Instant.ofEpochMilli(1_700_000_000_123L),
                "LOGIN_ERROR",
                Optional.of("c"),
                Optional.of("e"),
                Map.of("a", "b")));
  }

  @Test
  void readsAnEventOfNobody() {
    KeycloakEvent event =
        KeycloakEvent.parse(Json.readObject("{\"time\": 0, \"type\": \"LOGOUT\"}"));

    assertThat(event.clientId()).isEmpty();
    assertThat(event.details()).isEmpty();
  }

  @Test
  void refusesWhatIsNoEvent() {
    assertThatThrownBy(() -> KeycloakEvent.parse(Map.of("type", "LOGIN")))
        .isInstanceOf(IllegalStateException.class);
  }
}
