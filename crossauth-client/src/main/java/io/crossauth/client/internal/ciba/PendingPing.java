package io.crossauth.client.internal.ciba;

import io.crossauth.client.ciba.CibaAcknowledgement;
import io.crossauth.error.StorageException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its ping, as it is kept.
 *
 * @param request the request; null until the server has acknowledged it
 * @param end when it is over
 * @param over whether the listener has been told, or is about to be
 */
record PendingPing(@Nullable CibaAcknowledgement request, Instant end, boolean over) {

  /** One that has been sent, or is about to be. */
  static PendingPing sent(Instant end) {
    return new PendingPing(null, end, false);
  }

  static PendingPing acknowledged(CibaAcknowledgement request, Instant now) {
    return new PendingPing(request, now.plus(request.expiresIn()), false);
  }

  PendingPing ended() {
    return new PendingPing(request, end, true);
  }

  /** What is left of its life. */
  Duration left(Instant now) {
    Duration left = Duration.between(now, end);
    return left.isNegative() ? Duration.ZERO : left;
  }

  String text() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("end", end.toEpochMilli());
    members.put("over", over);
    if (request != null) {
      members.put("auth_req_id", request.authReqId().reveal());
      members.put("expires_in", request.expiresIn().toSeconds());
      members.put("interval", request.interval().toSeconds());
      members.put("scope", request.scopes());
      members.put("acr", request.acrValues());
      request.subject().ifPresent(subject -> members.put("sub", subject));
    }
    return Json.write(members);
  }

  static PendingPing parse(String text) {
    try {
      Map<String, @Nullable Object> members = Json.object(text.getBytes(StandardCharsets.UTF_8));
      return new PendingPing(
          members.containsKey("auth_req_id") ? request(members) : null,
          Instant.ofEpochMilli(number(members, "end")),
          Boolean.TRUE.equals(members.get("over")));
    } catch (JsonException | RuntimeException e) {
      // The cause could quote the auth_req_id.
      throw StorageException.damagedSession(
          "token store: expected a pending authentication request of this version, found"
              + " something else",
          null);
    }
  }

  private static CibaAcknowledgement request(Map<String, @Nullable Object> members) {
    return new CibaAcknowledgement(
        Secret.of(String.class.cast(there(members, "auth_req_id"))),
        Duration.ofSeconds(number(members, "expires_in")),
        Duration.ofSeconds(number(members, "interval")),
        new LinkedHashSet<>(texts(members, "scope")),
        texts(members, "acr"),
        Optional.ofNullable(members.get("sub")).map(String.class::cast));
  }

  private static long number(Map<String, @Nullable Object> members, String name) {
    return Long.class.cast(there(members, name));
  }

  private static List<String> texts(Map<String, @Nullable Object> members, String name) {
    List<?> items = List.class.cast(there(members, name));
    return items.stream().map(String.class::cast).toList();
  }

  private static Object there(Map<String, @Nullable Object> members, String name) {
    Object value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }
}
