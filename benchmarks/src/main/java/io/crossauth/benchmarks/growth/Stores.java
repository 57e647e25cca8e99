package io.crossauth.benchmarks.growth;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.benchmarks.growth.Curve.Lane;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What is kept in memory: sessions, and what may be used once. */
final class Stores {

  private static final int ASKED = 1_024;

  private Stores() {}

  /** So many sessions, for which nothing is due; up to 1,024 of them are asked for. */
  static Lane sessions(int size) {
    TokenStore store = TokenStore.inMemory(size + 1, Duration.ofDays(30));
    StoredTokens tokens = tokens();
    for (int i = 0; i < size; i++) {
      store.put("session-" + i, tokens);
    }
    TokenManager sessions = client().tokenManager(store);
    String[] asked = new String[ASKED];
    for (int i = 0; i < ASKED; i++) {
      asked[i] = "session-" + (long) i * size / ASKED;
    }
    return new Lane(i -> sessions.accessToken(asked[i % ASKED]).reveal().length(), 1);
  }

  private static StoredTokens tokens() {
    Instant end = Instant.now().plus(Duration.ofDays(1));
    return new StoredTokens(
        1,
        Secret.of("an access token that is at hand"),
        Optional.of(Secret.of("a refresh token")),
        Optional.empty(),
        Optional.empty(),
        Optional.of(end),
        Optional.of(end.minusSeconds(60)),
        Set.of(),
        Optional.empty(),
        AuthorizationDetails.none());
  }

  private static OAuthClient client() {
    return OAuthClient.builder(
            OpenIdConfiguration.builder()
                .issuer("https://id.example.com")
                .tokenEndpoint("https://id.example.com/token")
                .build())
        .clientId("service")
        .clientSecret(Secret.of("test-secret-of-the-service"))
        .build();
  }

  /** So many uses remembered; each call asks for one that has been. */
  static Lane uses(int size) {
    OneTimeStore store = OneTimeStore.inMemory(Platform.system(), size + 1);
    Duration life = Duration.ofDays(1);
    for (int i = 0; i < size; i++) {
      store.firstUse("jti", "service", "id-" + i, life);
    }
    String[] asked = new String[ASKED];
    for (int i = 0; i < ASKED; i++) {
      asked[i] = "id-" + (long) i * size / ASKED;
    }
    return new Lane(i -> store.firstUse("jti", "service", asked[i % ASKED], life) ? 0 : 1, 1);
  }
}
