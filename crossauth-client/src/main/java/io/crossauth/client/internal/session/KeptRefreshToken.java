package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The refresh token of a session whose user logs in again at a provider that gives one at the first
 * login only (Google). It is kept if both logins are verified to be of the same user: the same
 * issuer, subject and client.
 */
final class KeptRefreshToken {

  private KeptRefreshToken() {}

  /** The tokens of the new login, with the refresh token of the one before where that is theirs. */
  static StoredTokens of(Optional<StoredTokens> before, StoredTokens next) {
    return next.refreshToken().isEmpty()
            && before.filter(earlier -> isOfSameLogin(earlier, next)).isPresent()
        ? new StoredTokens(
            next.version(),
            next.accessToken(),
            before.flatMap(StoredTokens::refreshToken),
            next.idToken(),
            next.subject(),
            next.expiresAt(),
            next.renewAt(),
            next.scopes(),
            next.login(),
            next.authorizationDetails(),
            next.tokenType(),
            next.proofKey())
        : next;
  }

  private static boolean isOfSameLogin(StoredTokens before, StoredTokens next) {
    Map<String, @Nullable Object> earlier = EarlierLogin.claims(before).orElse(Map.of());
    Map<String, @Nullable Object> now = EarlierLogin.claims(next).orElse(Map.of());
    // A refresh token may be bound to the key of its login (RFC 9449 section 5).
    return before.proofKey().equals(next.proofKey())
        && isText(now.get("iss"))
        && isText(now.get("sub"))
        && Objects.equals(now.get("iss"), earlier.get("iss"))
        && Objects.equals(now.get("sub"), earlier.get("sub"))
        && audience(now).equals(audience(earlier))
        && Objects.equals(now.get("azp"), earlier.get("azp"));
  }

  private static boolean isText(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty();
  }

  private static Object audience(Map<String, @Nullable Object> claims) {
    Object audience = claims.get("aud");
    return audience instanceof List<?> list ? list : List.of(String.valueOf(audience));
  }
}
