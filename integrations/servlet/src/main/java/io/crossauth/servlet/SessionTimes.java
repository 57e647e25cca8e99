package io.crossauth.servlet;

import io.crossauth.client.token.OAuthTokenResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a session began, was used last, and how long it may rest: whole seconds.
 *
 * @param idle how long it may rest: no longer than its refresh token may, if the provider says that
 */
record SessionTimes(long began, long used, long idle) {

  private static final long SKEW = 60;
  private static final long WORTH_NOTING = 60;

  static SessionTimes begun(Instant now, OAuthTokenResponse tokens, Duration idle) {
    long rest =
        tokens
            .refreshToken()
            .flatMap(token -> restOfRefreshToken(tokens))
            .map(most -> Math.min(most, idle.toSeconds()))
            .orElse(idle.toSeconds());
    return new SessionTimes(now.getEpochSecond(), now.getEpochSecond(), rest);
  }

  /** Keycloak and others say it so; zero is for ever. */
  private static Optional<Long> restOfRefreshToken(OAuthTokenResponse tokens) {
    return Stream.of("refresh_expires_in", "refresh_token_expires_in")
        .map(tokens::raw)
        .flatMap(Optional::stream)
        .filter(Number.class::isInstance)
        .map(seconds -> ((Number) seconds).longValue())
        .filter(seconds -> seconds > 0)
        .findFirst();
  }

  boolean live(Instant now, Duration absolute) {
    long seconds = now.getEpochSecond();
    return seconds < idleAt().getEpochSecond()
        && seconds < endsAt(absolute).getEpochSecond()
        && used <= seconds + SKEW;
  }

  Instant endsAt(Duration absolute) {
    return Instant.ofEpochSecond(began).plus(absolute);
  }

  Instant idleAt() {
    return Instant.ofEpochSecond(used).plusSeconds(idle);
  }

  /** Whether so much of the rest is over that a new cookie is worth it. */
  boolean worthNoting(Instant now) {
    return now.getEpochSecond() - used >= Math.min(WORTH_NOTING, Math.max(1, idle / 4));
  }

  SessionTimes usedAt(Instant now) {
    return new SessionTimes(began, now.getEpochSecond(), idle);
  }

  String text() {
    return began + "." + used + "." + idle;
  }

  /** Reads what {@link #text} gave, from the second of the parts on. */
  static SessionTimes of(String[] parts) {
    return new SessionTimes(
        Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
  }
}
