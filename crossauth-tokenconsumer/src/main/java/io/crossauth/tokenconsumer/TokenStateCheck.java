package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.internal.check.Claims;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a good token besides what it says itself: that its issuer still keeps it, and
 * that it has not been used before.
 */
final class TokenStateCheck {

  /** The most logouts to remember at a time. */
  private static final int MAX_LOGOUTS = 10_000;

  private final @Nullable KeyStorage storage;
  private final @Nullable ReplayGuard guard;
  private final ReplayGuard logouts;
  private final Duration skew;
  private final Platform platform;

  TokenStateCheck(
      @Nullable KeyStorage storage, @Nullable ReplayGuard guard, Duration skew, Platform platform) {
    this.storage = storage;
    this.guard = guard;
    this.logouts = guard != null ? guard : ReplayGuard.inMemory(platform, MAX_LOGOUTS);
    this.skew = skew;
    this.platform = platform;
  }

  void check(VerifiedToken token) {
    if (storage != null && token.type() == TokenType.ACCESS) {
      checkKept(storage, new Claims(token.claims()));
    }
    ReplayGuard once = guardOf(token.type());
    if (once != null) {
      checkFirstUse(once, token.issuer(), new Claims(token.claims()));
    }
  }

  private void checkKept(KeyStorage kept, Claims claims) {
    String key = KeyStorage.accessTokenKey(claims.requireString("jti"));
    Instant now = platform.now();
    if (kept.getKey(key).filter(stored -> !stored.expired(now)).isEmpty()) {
      throw new TokenRejectedException(
          RejectionReason.REVOKED, "jti", "a token that its issuer keeps", "another", null);
    }
  }

  private void checkFirstUse(ReplayGuard once, String issuer, Claims claims) {
    String jti = claims.requireString("jti");
    if (!once.firstUse(issuer, jti, claims.requireTime("exp").plus(skew))) {
      throw new TokenRejectedException(
          RejectionReason.REPLAYED, "jti", "a token that is used once", "another use", null);
    }
  }

  private @Nullable ReplayGuard guardOf(TokenType type) {
    if (type.onceOnly()) {
      return logouts;
    }
    // Answers are fetched, not brought, and have neither jti nor exp.
    return type.answer() ? null : guard;
  }
}
