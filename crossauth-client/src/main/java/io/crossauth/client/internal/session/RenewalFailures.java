package io.crossauth.client.internal.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.Optional;

/**
 * What is known against the tokens of sessions: renewals that failed, access tokens that a server
 * refused. For each session it holds for one set of tokens; the next one starts without.
 */
final class RenewalFailures {

  private static final int MOST = 10_000;
  private static final Duration MEMORY = Duration.ofHours(1);
  private static final Duration TOO_YOUNG_TO_REJECT = Duration.ofSeconds(2);

  private record Trouble(long version, RuntimeException failure, BackOff backOff) {

    boolean forbids(StoredTokens tokens, long now) {
      return version == tokens.version() && (isFinal() || backOff.tooEarly(now));
    }

    /** RFC 6749 section 5.2: ended, revoked or used; it is not presented again. */
    private boolean isFinal() {
      return failure instanceof LoginRequiredException;
    }
  }

  private final Platform platform;
  private final Cache<String, Trouble> troubles;
  private final Cache<String, Secret> refused;
  private final Cache<String, Secret> young;

  RenewalFailures(Platform platform) {
    this.platform = platform;
    this.troubles = memory(platform, MEMORY);
    this.refused = memory(platform, MEMORY);
    this.young = memory(platform, TOO_YOUNG_TO_REJECT);
  }

  private static <V> Cache<String, V> memory(Platform platform, Duration time) {
    return Caffeine.newBuilder()
        .maximumSize(MOST)
        .expireAfterWrite(time)
        .ticker(platform.ticker()::nanos)
        .executor(Runnable::run)
        .build();
  }

  /** The last failure, while it is too early to present the refresh token again. */
  Optional<RuntimeException> against(String session, StoredTokens tokens) {
    Trouble trouble = troubles.getIfPresent(session);
    return trouble != null && trouble.forbids(tokens, platform.ticker().nanos())
        ? Optional.of(trouble.failure)
        : Optional.empty();
  }

  /**
   * Notes that a renewal failed.
   *
   * @param tokens whose refresh token was presented
   * @param kept what is in the store now: the same, or the next version with another refresh token;
   *     the back-off goes on with it
   */
  void failed(String session, StoredTokens tokens, StoredTokens kept, RuntimeException failure) {
    Trouble before = troubles.getIfPresent(session);
    BackOff backOff =
        before != null && before.version == tokens.version() ? before.backOff : BackOff.NONE;
    troubles.put(session, new Trouble(kept.version(), failure, backOff.after(failure, platform)));
  }

  void renewed(String session, StoredTokens tokens) {
    // Some servers give the same access token again: it has been renewed all the same. Any other
    // refusal stays, for those who have read the store before this.
    if (isRefused(session, tokens)) {
      refused.invalidate(session);
    }
    troubles.invalidate(session);
    young.put(session, tokens.accessToken());
  }

  /** Notes that a server has refused the tokens, unless they have come just now. */
  void refused(String session, StoredTokens tokens) {
    if (!isIn(young, session, tokens)) {
      refused.put(session, tokens.accessToken());
    }
  }

  boolean isRefused(String session, StoredTokens tokens) {
    return isIn(refused, session, tokens);
  }

  private static boolean isIn(
      Cache<String, Secret> accessTokens, String session, StoredTokens tokens) {
    Secret found = accessTokens.getIfPresent(session);
    return found != null && found.equals(tokens.accessToken());
  }

  void forget(String session) {
    troubles.invalidate(session);
    refused.invalidate(session);
    young.invalidate(session);
  }
}
