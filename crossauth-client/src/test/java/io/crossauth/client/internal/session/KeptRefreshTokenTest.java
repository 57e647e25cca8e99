package io.crossauth.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("F-10: at a second login the refresh token of the first")
class KeptRefreshTokenTest {

  private static final Optional<Secret> OLD = Optional.of(Secret.of("rt-1"));
  private static final Optional<Secret> KEY = Optional.of(Secret.of("key-1"));
  private static final Optional<Secret> OTHER = Optional.of(Secret.of("key-2"));

  private static StoredTokens login(Optional<Secret> refreshToken, Optional<Secret> key) {
    String claims = "{\"iss\":\"https://id.example\",\"sub\":\"alice\",\"aud\":\"web\"}";
    String idToken =
        "e30."
            + Base64.getUrlEncoder().encodeToString(claims.getBytes(StandardCharsets.UTF_8))
            + ".c";
    return new StoredTokens(
        1,
        Secret.of("at"),
        refreshToken,
        Optional.of(Secret.of(idToken)),
        Optional.of("alice"),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        AuthorizationDetails.none(),
        "DPoP",
        key);
  }

  private static Optional<Secret> kept(Optional<Secret> before, Optional<Secret> now) {
    return KeptRefreshToken.of(Optional.of(login(OLD, before)), login(Optional.empty(), now))
        .refreshToken();
  }

  @Test
  void is_kept_with_its_key() {
    assertThat(kept(KEY, KEY)).isEqualTo(OLD);
    assertThat(kept(Optional.empty(), Optional.empty())).isEqualTo(OLD);
  }

  @Test
  void is_not_kept_with_another_key_or_none() {
    assertThat(kept(KEY, OTHER)).isEmpty();
    assertThat(kept(KEY, Optional.empty())).isEmpty();
    assertThat(kept(Optional.empty(), KEY)).isEmpty();
  }
}
