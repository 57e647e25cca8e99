package io.crossauth.yandex.error;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Yandex finds that we ask too often (HTTP 429). Nothing is repeated by itself: wait. */
public final class RateLimitedException extends YandexAuthFailedException {

  private static final long serialVersionUID = 1L;

  private static final int TOO_MANY_REQUESTS = 429;

  private final @Nullable Duration retryAfter;

  /**
   * Creates the refusal.
   *
   * @param endpoint where the call went; only scheme, host, port and path are kept
   * @param retryAfter how long the server asks us to wait, if it does
   */
  public RateLimitedException(URI endpoint, Optional<Duration> retryAfter) {
    super(
        "yandex.rate_limited",
        "too many requests"
            + retryAfter.map(wait -> ", come back in " + wait.toSeconds() + " s").orElse(""),
        endpoint,
        TOO_MANY_REQUESTS);
    this.retryAfter = retryAfter.orElse(null);
  }

  /** How long the server asks us to wait ({@code Retry-After}). */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public boolean retryable() {
    return true;
  }
}
