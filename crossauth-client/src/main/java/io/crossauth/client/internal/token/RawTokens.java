package io.crossauth.client.internal.token;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a token response as they came, before the ID token has been checked. */
record RawTokens(
    Secret accessToken,
    String tokenType,
    @Nullable Duration expiresIn,
    Instant receivedAt,
    @Nullable Secret refreshToken,
    Set<String> scopes,
    @Nullable String idToken,
    @Nullable AuthorizationDetails details) {

  /** The same with these details where the server has not said any. */
  RawTokens granting(AuthorizationDetails earlier) {
    return details != null || earlier.isEmpty()
        ? this
        : new RawTokens(
            accessToken, tokenType, expiresIn, receivedAt, refreshToken, scopes, idToken, earlier);
  }

  RawTokens keeping(@Nullable Secret earlier) {
    return refreshToken != null || earlier == null
        ? this
        : new RawTokens(
            accessToken, tokenType, expiresIn, receivedAt, earlier, scopes, idToken, details);
  }
}
