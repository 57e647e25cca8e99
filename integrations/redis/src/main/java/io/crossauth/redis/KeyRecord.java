package io.crossauth.redis;

import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.tokenconsumer.storage.KeyStorage.StoredKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key as it is stored: {@code 1 mark {"value":…}}, with times in milliseconds since 1970.
 *
 * @param mark drawn by chance for this record; the hint to it names it
 * @param key the key
 */
record KeyRecord(String mark, StoredKey key) {

  private static final String FORMAT = "1 ";

  String text() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("value", key.value());
    key.owner().ifPresent(user -> members.put("userid", user));
    members.put("created", key.created().toEpochMilli());
    Instant expires = key.expires();
    if (expires != null) {
      members.put("expires", expires.toEpochMilli());
    }
    String data = key.data();
    if (data != null) {
      members.put("data", data);
    }
    return FORMAT + mark + " " + Json.write(members);
  }

  static KeyRecord read(String text) {
    String[] parts = text.split(" ", 3);
    if (parts.length < 3 || !text.startsWith(FORMAT)) {
      throw Failures.unreadable();
    }
    try {
      Map<String, ?> members = Json.object(parts[2].getBytes(StandardCharsets.UTF_8));
      Long created = number(members.get("created"));
      String value = text(members.get("value"));
      if (created == null || value == null) {
        throw Failures.unreadable();
      }
      Long expires = number(members.get("expires"));
      StoredKey key =
          new StoredKey(
              value,
              text(members.get("userid")),
              Instant.ofEpochMilli(created),
              expires == null ? null : Instant.ofEpochMilli(expires),
              text(members.get("data")));
      return new KeyRecord(parts[1], key);
    } catch (JsonException e) {
      // The cause could quote the record.
      throw Failures.unreadable();
    }
  }

  String hint() {
    return mark + " " + key.value();
  }

  /** The value of the key that a hint points to. */
  static String value(String hint) {
    return hint.substring(hint.indexOf(' ') + 1);
  }

  /** What the record starts with that a hint points to. */
  static String start(String hint) {
    return FORMAT + hint.substring(0, hint.indexOf(' ') + 1);
  }

  private static @Nullable Long number(@Nullable Object member) {
    return member instanceof Number number ? number.longValue() : null;
  }

  private static @Nullable String text(@Nullable Object member) {
    return member instanceof String text ? text : null;
  }
}
