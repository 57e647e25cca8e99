package io.crossauth.yandex.error;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Yandex finds that we ask too often (HTTP 429). Nothing is repeated by itself: wait.
 *
 * <p>Immutable and safe for use by many threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6585#section-4">RFC 6585 section 4</a>
 */
public final class RateLimitedException extends YandexAuthFailedException {

  private static final long serialVersionUID = 1L;

  private static final int TOO_MANY_REQUESTS = 429;

  private final @Nullable Duration retryAfter;

  /**
   * Creates the refusal.
   *
   * @param endpoint where the call went; only scheme, host, port and path are kept
   * @param retryAfter how long the server asks us to wait; null if it does not say
   */
  public RateLimitedException(URI endpoint, @Nullable Duration retryAfter) {
    super(
        "yandex.rate_limited",
        "too many requests"
            + (retryAfter == null ? "" : ", come back in " + retryAfter.toSeconds() + " s"),
        endpoint,
        TOO_MANY_REQUESTS);
    this.retryAfter = retryAfter;
  }

  /**
   * How long the server asks us to wait ({@code Retry-After}).
   *
   * @return the time from the answer on; empty if the server did not say
   */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /**
   * Whether the same call may succeed later.
   *
   * @return always true
   */
  @Override
  public boolean retryable() {
    return true;
  }
}
