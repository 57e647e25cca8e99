package io.crossauth.client.internal.session;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.time.Duration;

/**
 * A token and when it must be renewed, by the monotonic clock.
 *
 * @param accessToken the token
 * @param bornAt when it was received
 * @param renewAt from when on it is renewed in the background
 * @param endsAt from when on it is not given out any more
 */
record FreshToken(Secret accessToken, long bornAt, long renewAt, long endsAt) {

  /** For servers that do not say how long a token lives. */
  private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

  static FreshToken of(OAuthTokenResponse tokens, Platform platform) {
    return of(tokens.accessToken(), tokens.expiresIn().orElse(USUAL_LIFE), platform);
  }

  /** Renewed in the last fifth of its life, at most a minute early, a little sooner by chance. */
  static FreshToken of(Secret accessToken, Duration life, Platform platform) {
    long now = platform.ticker().nanos();
    Duration margin = shorter(life.dividedBy(5), LONGEST_MARGIN);
    long jitter = margin.toNanos() * (platform.random().bytes(1)[0] & 0xff) / 255;
    long end = now + life.minus(margin.dividedBy(10)).toNanos();
    return new FreshToken(accessToken, now, end - margin.toNanos() - jitter, end);
  }

  boolean wantsRenewal(long now) {
    return now - renewAt >= 0;
  }

  boolean over(long now) {
    return now - endsAt >= 0;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
