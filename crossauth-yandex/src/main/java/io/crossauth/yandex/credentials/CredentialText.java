package io.crossauth.yandex.credentials;

import io.crossauth.error.StorageException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Credentials as the string that is sealed. */
final class CredentialText {

  private CredentialText() {}

  static String write(PassportCredentials credentials) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("x_token", credentials.xToken().reveal());
    credentials.musicToken().ifPresent(token -> members.put("music_token", token.reveal()));
    credentials.uid().ifPresent(uid -> members.put("uid", uid));
    credentials.displayLogin().ifPresent(login -> members.put("display_login", login));
    credentials.refreshToken().ifPresent(token -> members.put("refresh_token", token.reveal()));
    return Json.write(members);
  }

  static PassportCredentials read(String text) {
    try {
      Map<String, @Nullable Object> members = Json.object(text.getBytes(StandardCharsets.UTF_8));
      return new PassportCredentials(
          secret(members, "x_token").orElseThrow(CredentialText::broken),
          secret(members, "music_token"),
          members.get("uid") instanceof Long uid ? OptionalLong.of(uid) : OptionalLong.empty(),
          Optional.ofNullable((String) members.get("display_login")),
          secret(members, "refresh_token"));
    } catch (JsonException | ClassCastException e) {
      throw broken();
    }
  }

  private static Optional<Secret> secret(Map<String, @Nullable Object> members, String name) {
    return members.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(Secret.of(text))
        : Optional.empty();
  }

  private static StorageException broken() {
    return StorageException.unreadable(
        "credential file: expected credentials, found something else", null);
  }
}
