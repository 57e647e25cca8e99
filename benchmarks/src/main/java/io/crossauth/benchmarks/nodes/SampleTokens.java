package io.crossauth.benchmarks.nodes;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/** Tokens that are as long and as random as those of Keycloak. Used by one thread. */
final class SampleTokens {

  private static final int ACCESS = 1_100;
  private static final int REFRESH = 700;
  private static final int ID = 1_000;
  private static final int LIFE_SECONDS = 300;

  private final SplittableRandom random = new SplittableRandom(1);

  StoredTokens tokens(long version) {
    Instant end = Instant.now().plusSeconds(LIFE_SECONDS);
    return new StoredTokens(
        version,
        Secret.of(text(ACCESS)),
        Optional.of(Secret.of(text(REFRESH))),
        Optional.of(Secret.of(text(ID))),
        Optional.of("a-subject-of-some-length-like-a-uuid"),
        Optional.of(end),
        Optional.of(end.minusSeconds(10)),
        Set.of("openid", "profile", "email"),
        Optional.empty(),
        AuthorizationDetails.none());
  }

  /** Random letters and digits. */
  String text(int length) {
    byte[] bytes = new byte[length * 3 / 4 + 1];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, length);
  }
}
