package io.crossauth.contracts;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.LoginReference;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Sessions to be stored. */
final class Sessions {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private Sessions() {}

  static StoredTokens version(long version) {
    return version(version, Optional.empty());
  }

  static StoredTokens of(LoginReference login) {
    return version(1, Optional.of(login));
  }

  private static StoredTokens version(long version, Optional<LoginReference> login) {
    return new StoredTokens(
        version,
        Secret.of("access-" + version),
        Optional.of(Secret.of("refresh-" + version)),
        Optional.of(Secret.of("id-token")),
        Optional.of("alice"),
        Optional.of(NOON.plusMillis(123)),
        Optional.of(NOON),
        Set.of("openid", "email"),
        login,
        AuthorizationDetails.none());
  }

  static LoginReference login(String subject, String sessionId, long second) {
    return new LoginReference(
        "https://id.example",
        Optional.of(subject),
        Optional.of(sessionId),
        NOON.plusSeconds(second));
  }
}
