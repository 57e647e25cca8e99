package io.crossauth.client.internal.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.crossauth.client.introspection.Introspection;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OpaqueTokenCheck;
import io.crossauth.tokenconsumer.internal.Hashes;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks opaque access tokens by introspection, with a bounded memory: 10,000 answers, a good one
 * for a minute at most and never past the token's end, a bad one for ten seconds.
 */
final class IntrospectionCheck implements OpaqueTokenCheck {

  private static final int MOST = 10_000;
  private static final Duration GOOD = Duration.ofMinutes(1);
  private static final Duration MOST_GOOD = Duration.ofMinutes(10);
  private static final Duration BAD = Duration.ofSeconds(10);

  private final IntrospectionCalls endpoint;
  private final Cache<String, Introspection> answers;

  /** Creates a check that remembers good answers for a minute. */
  IntrospectionCheck(IntrospectionCalls endpoint, Platform platform) {
    this(endpoint, platform, GOOD);
  }

  /**
   * Creates a check that remembers good answers for another time: so long does a token that is
   * revoked live on here.
   *
   * @param remembered zero, to ask each time, to ten minutes
   */
  IntrospectionCheck(IntrospectionCalls endpoint, Platform platform, Duration remembered) {
    if (remembered.isNegative() || remembered.compareTo(MOST_GOOD) > 0) {
      throw new IllegalArgumentException(
          "remembered: expected zero to ten minutes, found " + remembered);
    }
    this.endpoint = endpoint;
    this.answers =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfter(new Life(platform, remembered))
            .ticker(platform.ticker()::nanos)
            .build();
  }

  @Override
  public Map<String, @Nullable Object> claimsOf(Secret token) {
    String key = Hashes.sha256(token.reveal());
    Introspection answer = answers.getIfPresent(key);
    if (answer == null) {
      // Not under the cache's lock: the call may take seconds.
      answer = ask(token);
      answers.put(key, answer);
    }
    if (!answer.active()) {
      throw new TokenRejectedException(
          RejectionReason.REVOKED, "active", "true", "false", "the issuer does not vouch for it");
    }
    return answer.claims();
  }

  /** How many answers are remembered now. */
  long remembered() {
    answers.cleanUp();
    return answers.estimatedSize();
  }

  /** What goes wrong between us and the server is not the token's fault. */
  private Introspection ask(Secret token) {
    try {
      return endpoint.introspect(token, "access_token");
    } catch (OAuthErrorException | InvalidResponseException | TokenRejectedException e) {
      throw new TransportException(
          TransportException.Kind.UNAVAILABLE,
          endpoint.address(),
          true,
          String.valueOf(e.getMessage()),
          e);
    }
  }

  /** How long an answer is remembered, counted from when it came. */
  private record Life(Platform platform, Duration most) implements Expiry<String, Introspection> {

    @Override
    public long expireAfterCreate(String key, Introspection answer, long now) {
      return of(answer).toNanos();
    }

    @Override
    public long expireAfterUpdate(String key, Introspection answer, long now, long left) {
      return left;
    }

    @Override
    public long expireAfterRead(String key, Introspection answer, long now, long left) {
      return left;
    }

    private Duration of(Introspection answer) {
      if (!answer.active()) {
        return BAD.compareTo(most) < 0 ? BAD : most;
      }
      if (answer.claims().get("exp") instanceof Number exp) {
        // A number beyond all dates is refused when the claims are checked.
        long seconds = Math.max(0, Math.min(exp.longValue(), 1L << 40));
        Duration left = Duration.between(platform.now(), Instant.ofEpochSecond(seconds));
        return left.isNegative() ? Duration.ZERO : left.compareTo(most) < 0 ? left : most;
      }
      return most;
    }
  }
}
