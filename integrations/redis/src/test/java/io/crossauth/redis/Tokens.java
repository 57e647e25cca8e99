package io.crossauth.redis;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Sessions to be stored. */
final class Tokens {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Tokens() {}

  static StoredTokens version(long version) {
    return new StoredTokens(
        version,
        Secret.of("canary-access-" + version),
        Optional.of(Secret.of("canary-refresh-" + version)),
        Optional.of(Secret.of("canary-id-token")),
        Optional.of("canary-alice"),
        Optional.of(NOON.plusMillis(123)),
        Optional.of(NOON),
        Set.of("openid", "email"),
        Optional.of(login("canary-alice", "canary-sid")),
        AuthorizationDetails.none());
  }

  static LoginReference login(String subject, String sessionId) {
    return new LoginReference(
        "https://id.example", Optional.of(subject), Optional.of(sessionId), NOON);
  }
}
