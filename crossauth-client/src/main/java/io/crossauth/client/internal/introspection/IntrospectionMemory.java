package io.crossauth.client.internal.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.crossauth.client.introspection.Introspection;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said of tokens, by their digests, for a while: of good ones 10,000 answers and 32 MiB at
 * most, of others that they are not good, 10,000 at most. They have places of their own, so that
 * whoever tries tokens pushes out no good answer. Safe for use by many threads.
 */
final class IntrospectionMemory {

  private static final int MOST = 10_000;
  private static final long MOST_BYTES = 32L * 1024 * 1024;

  /** No answer counts for less, so that there are so many at most. */
  private static final int LEAST_BYTES = (int) (MOST_BYTES / MOST) + 1;

  private static final Duration REFUSED = Duration.ofSeconds(10);
  private static final Introspection NOT_ACTIVE = new Introspection(false, Map.of());

  private final Cache<String, Introspection> good;
  private final Cache<String, Boolean> refused;

  /**
   * Creates a memory.
   *
   * @param most how long a good answer is remembered; it is forgotten at its token's end before
   */
  IntrospectionMemory(Platform platform, Duration most) {
    this.good =
        Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .<String, Introspection>weigher((digest, answer) -> bytes(answer))
            .expireAfter(new Life(platform, most))
            .ticker(platform.ticker()::nanos)
            .executor(Runnable::run)
            .build();
    this.refused =
        Caffeine.newBuilder()
            .maximumSize(MOST)
            .expireAfterWrite(REFUSED.compareTo(most) < 0 ? REFUSED : most)
            .ticker(platform.ticker()::nanos)
            .executor(Runnable::run)
            .build();
  }

  private static int bytes(Introspection answer) {
    return Math.max(LEAST_BYTES, AnswerSize.of(answer.claims()));
  }

  /** What was said, or null if that is not known here. */
  @Nullable Introspection find(String digest) {
    Introspection answer = good.getIfPresent(digest);
    if (answer != null) {
      return answer;
    }
    return refused.getIfPresent(digest) == null ? null : NOT_ACTIVE;
  }

  void remember(String digest, Introspection answer) {
    if (answer.active()) {
      good.put(digest, answer);
    } else {
      refused.put(digest, true);
    }
  }

  /** How many good answers are remembered now. */
  long good() {
    good.cleanUp();
    return good.estimatedSize();
  }

  /** How many tokens are known not to be good. */
  long refused() {
    refused.cleanUp();
    return refused.estimatedSize();
  }

  /** The bytes that the good answers take, as they are reckoned. */
  long bytes() {
    good.cleanUp();
    return good.policy().eviction().orElseThrow().weightedSize().orElseThrow();
  }

  /** How long a good answer is remembered, counted from when it came. */
  private record Life(Platform platform, Duration most) implements Expiry<String, Introspection> {

    @Override
    public long expireAfterCreate(String digest, Introspection answer, long now) {
      return of(answer).toNanos();
    }

    @Override
    public long expireAfterUpdate(String digest, Introspection answer, long now, long left) {
      return of(answer).toNanos();
    }

    @Override
    public long expireAfterRead(String digest, Introspection answer, long now, long left) {
      return left;
    }

    private Duration of(Introspection answer) {
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
