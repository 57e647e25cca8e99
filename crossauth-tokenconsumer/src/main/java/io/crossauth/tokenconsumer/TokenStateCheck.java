package io.crossauth.tokenconsumer;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.time.Durations;
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
  private final @Nullable OneTimeStore replays;
  private final OneTimeStore logouts;
  private final Duration skew;
  private final Platform platform;

  /**
   * @param logouts who remembers what is always accepted once; a memory of its own if null
   * @param replays who remembers all other tokens, so that they too are accepted once; nobody if
   *     null
   */
  TokenStateCheck(
      @Nullable KeyStorage storage,
      @Nullable OneTimeStore logouts,
      @Nullable OneTimeStore replays,
      Duration skew,
      Platform platform) {
    this.storage = storage;
    this.replays = replays;
    this.logouts = logouts != null ? logouts : OneTimeStore.inMemory(platform, MAX_LOGOUTS);
    this.skew = skew;
    this.platform = platform;
  }

  void check(VerifiedToken token) {
    if (storage != null && token.type() == TokenType.ACCESS) {
      checkKept(storage, new Claims(token.claims()));
    }
    Claims claims = new Claims(token.claims());
    if (token.type().onceOnly()) {
      checkFirstUse(logouts, OneTimeStore.LOGOUT, token.issuer(), claims);
    } else if (replays != null && !token.type().countedByCaller()) {
      // Answers are fetched, not brought, and have neither jti nor exp; a login takes one response.
      checkFirstUse(replays, OneTimeStore.TOKEN, owner(token), claims);
    }
  }

  private void checkKept(KeyStorage kept, Claims claims) {
    String key = KeyStorage.accessTokenKey(claims.requireString("jti"));
    Instant now = platform.now();
    if (kept.getKey(key).filter(stored -> !stored.expired(now)).isEmpty()) {
      throw new TokenRejectedException(
          RejectionReason.REVOKED,
          "jti",
          "a token that its issuer keeps",
          "a different value",
          null);
    }
  }

  /** The client, too, so that the tokens of one do not push out those of others. */
  private static String owner(VerifiedToken token) {
    Object client = token.claims().getOrDefault("client_id", token.claims().get("azp"));
    // The length keeps "a" + "bc" apart from "ab" + "c".
    return token.issuer().length() + ":" + token.issuer() + (client instanceof String id ? id : "");
  }

  private void checkFirstUse(OneTimeStore once, String kind, String owner, Claims claims) {
    String jti = claims.requireString("jti");
    if (!once.firstUse(kind, owner, jti, remembered(claims.requireTime("exp")))) {
      throw new TokenRejectedException(
          RejectionReason.REPLAYED, "jti", "a token that is used once", "another use", null);
    }
  }

  /** As long as any node may accept it, whose clock may be late where ours is early. */
  private Duration remembered(Instant end) {
    Duration left = Duration.between(platform.now(), end).plus(skew.multipliedBy(3));
    return left.compareTo(Durations.LONGEST) < 0 ? left : Durations.LONGEST;
  }
}
