package io.crossauth.client.session;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.error.StorageException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the tokens of a session as a string to be sealed, and reads it back. */
final class StoredTokensText {

  private StoredTokensText() {}

  static String write(StoredTokens tokens) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("version", tokens.version());
    members.put("access_token", tokens.accessToken().reveal());
    tokens.refreshToken().ifPresent(token -> members.put("refresh_token", token.reveal()));
    tokens.idToken().ifPresent(token -> members.put("id_token", token.reveal()));
    tokens.subject().ifPresent(subject -> members.put("sub", subject));
    tokens.expiresAt().ifPresent(time -> members.put("expires_at", time.toEpochMilli()));
    tokens.renewAt().ifPresent(time -> members.put("renew_at", time.toEpochMilli()));
    members.put("scope", tokens.scopes());
    tokens.login().ifPresent(login -> members.put("login", write(login)));
    if (!tokens.authorizationDetails().isEmpty()) {
      // As one string: what the server granted may be nested deeper than what is read here.
      members.put("authorization_details", tokens.authorizationDetails().json());
    }
    tokens
        .proofKey()
        .ifPresent(
            key -> {
              members.put("token_type", tokens.tokenType());
              members.put("proof_key", key.reveal());
            });
    return Json.write(members);
  }

  private static Map<String, Object> write(LoginReference login) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("iss", login.issuer());
    login.subject().ifPresent(subject -> members.put("sub", subject));
    login.sessionId().ifPresent(id -> members.put("sid", id));
    members.put("iat", login.issuedAt().getEpochSecond());
    return members;
  }

  static StoredTokens read(String text) {
    try {
      Map<String, @Nullable Object> members = Json.object(text.getBytes(StandardCharsets.UTF_8));
      Set<String> scopes = new LinkedHashSet<>();
      if (members.get("scope") instanceof List<?> list) {
        list.forEach(scope -> scopes.add(String.valueOf(scope)));
      }
      return new StoredTokens(
          number(members, "version").orElseThrow(),
          text(members, "access_token").map(Secret::of).orElseThrow(),
          text(members, "refresh_token").map(Secret::of),
          text(members, "id_token").map(Secret::of),
          text(members, "sub"),
          number(members, "expires_at").map(Instant::ofEpochMilli),
          number(members, "renew_at").map(Instant::ofEpochMilli),
          scopes,
          Optional.ofNullable(members.get("login")).map(StoredTokensText::login),
          text(members, "authorization_details")
              .map(AuthorizationDetails::parse)
              .orElse(AuthorizationDetails.none()),
          text(members, "token_type").orElse("Bearer"),
          text(members, "proof_key").map(Secret::of));
    } catch (JsonException | RuntimeException e) {
      // The cause could quote a token.
      throw StorageException.damagedSession(
          "token store: expected a session of this version, found a different one", null);
    }
  }

  @SuppressWarnings("unchecked")
  private static LoginReference login(Object value) {
    Map<String, @Nullable Object> members = (Map<String, @Nullable Object>) value;
    return new LoginReference(
        text(members, "iss").orElseThrow(),
        text(members, "sub"),
        text(members, "sid"),
        Instant.ofEpochSecond(number(members, "iat").orElseThrow()));
  }

  private static Optional<String> text(Map<String, @Nullable Object> members, String name) {
    return Optional.ofNullable((String) members.get(name));
  }

  private static Optional<Long> number(Map<String, @Nullable Object> members, String name) {
    return Optional.ofNullable((Long) members.get(name));
  }
}
