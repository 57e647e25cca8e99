package io.crossauth.testkit.keycloak;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of Keycloak's event log. Immutable.
 *
 * @param time when it happened, by the server's clock
 * @param type Keycloak's name for it, such as {@code CODE_TO_TOKEN} or {@code LOGIN_ERROR}
 * @param clientId the client it happened to, if one is known
 * @param error why it failed, such as {@code invalid_user_credentials}; empty if it did not
 * @param details whatever else Keycloak noted, such as {@code username} or {@code grant_type}
 */
public record KeycloakEvent(
    Instant time,
    String type,
    Optional<String> clientId,
    Optional<String> error,
    Map<String, String> details) {

  /**
   * Keeps a copy of the details.
   *
   * @param time when it happened, to the millisecond
   * @param type Keycloak's name for it
   * @param clientId the client's {@code client_id}
   * @param error Keycloak's name for what went wrong
   * @param details names and values
   * @throws NullPointerException if a name or a value of the details is null
   */
  public KeycloakEvent {
    details = Map.copyOf(details);
  }

  /** Reads an {@code EventRepresentation} of the administration interface. */
  static KeycloakEvent parse(Object json) {
    if (!(json instanceof Map<?, ?> event)
        || !(event.get("time") instanceof Number time)
        || !(event.get("type") instanceof String type)) {
      throw new IllegalStateException("not an event of Keycloak: " + json);
    }
    Map<String, String> details = new TreeMap<>();
    if (event.get("details") instanceof Map<?, ?> noted) {
      noted.forEach((name, value) -> details.put(String.valueOf(name), String.valueOf(value)));
    }
    return new KeycloakEvent(
        Instant.ofEpochMilli(time.longValue()),
        type,
        text(event.get("clientId")),
        text(event.get("error")),
        details);
  }

  private static Optional<String> text(@Nullable Object value) {
    return Optional.ofNullable(value).map(Objects::toString);
  }
}
