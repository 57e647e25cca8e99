package io.crossauth.client.internal.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.platform.Platform;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Hears of every session that its provider has ended by a refusal, and tells the program when many
 * are ended alike: then the client or the provider is broken rather than the sessions. Nothing is
 * deleted.
 */
public final class RefusalAlarm {

  static final int MANY = 20;
  static final int MOST_WORDS = 100;
  static final Duration WITHIN = Duration.ofMinutes(5);

  private final Consumer<OAuthErrorException> listener;
  private final Cache<String, AtomicInteger> refused;

  RefusalAlarm(Consumer<OAuthErrorException> listener, Platform platform) {
    this.listener = listener;
    this.refused =
        Caffeine.newBuilder()
            .maximumSize(MOST_WORDS)
            .expireAfterWrite(WITHIN)
            .ticker(platform.ticker()::nanos)
            .executor(Runnable::run)
            .build();
  }

  /** What hears it when the program has named nobody: a warning in the log. */
  public static Consumer<OAuthErrorException> warning() {
    return refusal ->
        log()
            .log(
                System.Logger.Level.WARNING,
                "{0} sessions within {1} have been ended by the refusal {2}; is the client still as"
                    + " the provider has it?",
                MANY,
                WITHIN,
                refusal.error());
  }

  /**
   * Once within five minutes for one word, at the twentieth session. Whatever the program's
   * listener throws: the session has ended, and its caller hears that.
   */
  void ended(OAuthErrorException refusal) {
    if (refused.get(refusal.error(), word -> new AtomicInteger()).incrementAndGet() == MANY) {
      try {
        listener.accept(refusal);
      } catch (RuntimeException e) {
        log().log(System.Logger.Level.WARNING, "the listener of onManyRefusals failed", e);
      }
    }
  }

  /** How many words are counted now. */
  int words() {
    refused.cleanUp();
    return refused.asMap().size();
  }

  private static System.Logger log() {
    return System.getLogger(RefusalAlarm.class.getName());
  }
}
