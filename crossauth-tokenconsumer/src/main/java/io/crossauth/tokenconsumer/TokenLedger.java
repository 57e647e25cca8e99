package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.tokenconsumer.check.Claims;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a good token besides what it says itself: that its issuer still keeps it, and
 * that it has not been used before.
 */
final class TokenLedger {

  private final @Nullable KeyStorage storage;
  private final @Nullable ReplayGuard guard;
  private final Duration skew;

  TokenLedger(@Nullable KeyStorage storage, @Nullable ReplayGuard guard, Duration skew) {
    this.storage = storage;
    this.guard = guard;
    this.skew = skew;
  }

  void check(VerifiedToken token, Instant now) {
    Claims claims = new Claims(token.claims());
    if (storage != null && token.type() == TokenType.ACCESS) {
      String key = KeyStorage.accessTokenKey(claims.requireString("jti"));
      boolean kept = storage.getKey(key).filter(stored -> !stored.expired(now)).isPresent();
      if (!kept) {
        throw new TokenRejectedException(
            RejectionReason.REVOKED, "jti", "a token that its issuer keeps", "another", null);
      }
    }
    if (guard != null) {
      String jti = claims.requireString("jti");
      if (!guard.firstUse(token.issuer(), jti, claims.requireTime("exp").plus(skew))) {
        throw new TokenRejectedException(
            RejectionReason.REPLAYED, "jti", "a token that is used once", "another use", null);
      }
    }
  }
}
