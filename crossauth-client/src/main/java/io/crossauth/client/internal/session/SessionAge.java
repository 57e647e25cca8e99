package io.crossauth.client.internal.session;

import io.crossauth.client.session.StoredTokens;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.time.Instant;

/** Tells by the date whether the access token of a session is still good. */
final class SessionAge {

  private SessionAge() {}

  /** From here on it is renewed, while it is still given out. */
  static boolean wantsRenewal(StoredTokens tokens, Platform platform) {
    // Without a refresh token there is nothing to do early.
    return over(tokens, platform)
        || (tokens.refreshToken().isPresent()
            && tokens.renewAt().filter(time -> !platform.now().isBefore(time)).isPresent());
  }

  /** From here on it is not given out any more: it would end on its way. */
  static boolean over(StoredTokens tokens, Platform platform) {
    return tokens
        .expiresAt()
        .filter(end -> !platform.now().isBefore(last(tokens, end)))
        .isPresent();
  }

  private static Instant last(StoredTokens tokens, Instant end) {
    Duration early =
        tokens.renewAt().map(time -> Duration.between(time, end)).orElse(Duration.ZERO);
    return end.minus(early.dividedBy(5));
  }
}
