package io.crossauth.servlet;

import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.servlet.internal.IdTokenClaims;
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

/** What sealed cookies hold of a session: no refresh token, which could not be leased there. */
record SealedSession(
    String name,
    SessionTimes times,
    Secret accessToken,
    Optional<Instant> expiresAt,
    Optional<Secret> idToken,
    String subject,
    Set<String> scopes) {

  static SealedSession of(String name, SessionTimes times, StoredTokens tokens) {
    return new SealedSession(
        name,
        times,
        tokens.accessToken(),
        tokens.expiresAt(),
        tokens.idToken(),
        tokens.subject().orElse(""),
        tokens.scopes());
  }

  SealedSession usedAt(Instant now) {
    return new SealedSession(
        name, times.usedAt(now), accessToken, expiresAt, idToken, subject, scopes);
  }

  /** Nothing renews it. */
  boolean tokenLives(Instant now) {
    return expiresAt.map(now::isBefore).orElse(true);
  }

  /** The login that the session came from, by its ID token. */
  Optional<LoginReference> login() {
    return idToken
        .map(IdTokenClaims::of)
        .flatMap(
            claims ->
                claims.get("iat") instanceof Number issued
                    ? reference(claims, Instant.ofEpochSecond(issued.longValue()))
                    : Optional.empty());
  }

  static Optional<LoginReference> reference(Map<String, @Nullable Object> claims, Instant at) {
    return claims.get("iss") instanceof String issuer && claims.get("sub") instanceof String sub
        ? Optional.of(
            new LoginReference(
                issuer,
                Optional.of(sub),
                claims.get("sid") instanceof String sid ? Optional.of(sid) : Optional.empty(),
                at))
        : Optional.empty();
  }

  String text() {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("t", name + "." + times.text());
    members.put("a", accessToken.reveal());
    expiresAt.ifPresent(end -> members.put("e", end.getEpochSecond()));
    idToken.ifPresent(token -> members.put("i", token.reveal()));
    members.put("u", subject);
    members.put("s", List.copyOf(scopes));
    return Json.write(members);
  }

  /** Reads what {@link #text} gave; empty if it is of another version. */
  static Optional<SealedSession> parse(String text) {
    try {
      Map<String, @Nullable Object> members = Json.object(text.getBytes(StandardCharsets.UTF_8));
      if (!(members.get("t") instanceof String head)
          || !(members.get("a") instanceof String token)
          || !(members.get("u") instanceof String subject)
          || !(members.get("s") instanceof List<?> scopes)) {
        return Optional.empty();
      }
      String[] parts = head.split("\\.", -1);
      Set<String> names = new LinkedHashSet<>();
      scopes.forEach(scope -> names.add(String.valueOf(scope)));
      return Optional.of(
          new SealedSession(
              parts[0],
              SessionTimes.of(parts),
              Secret.of(token),
              members.get("e") instanceof Number end
                  ? Optional.of(Instant.ofEpochSecond(end.longValue()))
                  : Optional.empty(),
              members.get("i") instanceof String id ? Optional.of(Secret.of(id)) : Optional.empty(),
              subject,
              names));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
