package io.crossauth.client.login;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes a pending login as a sealed text and reads it back. */
final class PendingLoginText {

  private static final String PURPOSE = "crossauth pending login 3";

  /** With a key: a node that does not know what it is for must not go on without it. */
  private static final String PURPOSE_WITH_KEY = "crossauth pending login 4";

  private PendingLoginText() {}

  static String seal(PendingLogin login, SealingKey key) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("s", login.state().reveal());
    members.put("n", login.nonce().reveal());
    members.put("v", login.codeVerifier().reveal());
    members.put("c", login.clientId());
    members.put("i", login.issuer());
    members.put("r", login.redirectUri().toString());
    members.put("t", login.startedAt().getEpochSecond());
    members.put("o", login.scopes());
    members.put("m", login.maxAge().map(Duration::toSeconds).orElse(-1L));
    members.put("a", login.acrValues());
    members.put("u", login.subject().map(List::of).orElse(List.of()));
    members.put("b", login.browser().map(browser -> List.of(browser.reveal())).orElse(List.of()));
    login.responseMode().ifPresent(mode -> members.put("p", mode));
    login.proofKey().ifPresent(proofKey -> members.put("k", proofKey.reveal()));
    return key.seal(Json.write(members), login.proofKey().isPresent() ? PURPOSE_WITH_KEY : PURPOSE);
  }

  static PendingLogin open(String sealed, SealingKey key) {
    try {
      Map<String, @Nullable Object> members =
          Json.object(opened(sealed, key).getBytes(StandardCharsets.UTF_8));
      long maxAge = number(members, "m");
      return new PendingLogin(
          Secret.of(text(members, "s")),
          Secret.of(text(members, "n")),
          Secret.of(text(members, "v")),
          text(members, "c"),
          text(members, "i"),
          URI.create(text(members, "r")),
          Instant.ofEpochSecond(number(members, "t")),
          new LinkedHashSet<>(texts(members, "o")),
          maxAge < 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(maxAge)),
          texts(members, "a"),
          texts(members, "u").stream().findFirst(),
          texts(members, "b").stream().findFirst().map(Secret::of),
          // Those that were sealed before there was JARM have none.
          Optional.ofNullable(members.get("p")).map(String.class::cast),
          Optional.ofNullable(members.get("k")).map(k -> Secret.of(String.class.cast(k))));
    } catch (JsonException | IllegalArgumentException | ClassCastException | DateTimeException e) {
      throw new InvalidResponseException(
          "sealed", "pending login: expected one of this version, found a different version");
    }
  }

  private static String opened(String sealed, SealingKey key) {
    try {
      return key.open(sealed, PURPOSE);
    } catch (InvalidResponseException e) {
      return key.open(sealed, PURPOSE_WITH_KEY);
    }
  }

  private static String text(Map<String, @Nullable Object> members, String name) {
    return String.class.cast(there(members, name));
  }

  private static long number(Map<String, @Nullable Object> members, String name) {
    return Long.class.cast(there(members, name));
  }

  private static List<String> texts(Map<String, @Nullable Object> members, String name) {
    List<String> texts = new ArrayList<>();
    for (Object item : List.class.cast(there(members, name))) {
      texts.add(String.class.cast(item));
    }
    return texts;
  }

  private static Object there(Map<String, @Nullable Object> members, String name) {
    Object value = members.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }
}
