package io.crossauth.client.testing;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.internal.token.TokenResponseRules;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens that a server has given. */
public final class Given {

  private Given() {}

  /** An answer with an access token that lives five minutes. */
  public static OAuthTokenResponse tokens(FakeTime time, String accessToken) {
    return tokens(time, Map.of("access_token", accessToken, "expires_in", 300L));
  }

  /** An answer with an access token that lives five minutes, and a refresh token. */
  public static OAuthTokenResponse tokens(FakeTime time, String accessToken, String refreshToken) {
    return tokens(
        time,
        Map.of("access_token", accessToken, "expires_in", 300L, "refresh_token", refreshToken));
  }

  /** An answer with these members. */
  public static OAuthTokenResponse tokens(FakeTime time, Map<String, Object> members) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.put("token_type", "Bearer");
    return Contexts.tokens(new ScriptedTransport(), time)
        .read(all, TokenRequestOptions.none(), TokenResponseRules.none());
  }

  /** A session at a version, as a store keeps it. */
  public static StoredTokens stored(long version) {
    return new StoredTokens(
        version,
        Secret.of("canary-access-" + version),
        Optional.of(Secret.of("canary-refresh-" + version)),
        Optional.of(Secret.of("canary-id")),
        Optional.of("alice"),
        Optional.of(Instant.parse("2026-01-01T00:05:00.123Z")),
        Optional.of(Instant.parse("2026-01-01T00:04:50Z")),
        Set.of("openid"),
        Optional.empty(),
        AuthorizationDetails.none());
  }
}
