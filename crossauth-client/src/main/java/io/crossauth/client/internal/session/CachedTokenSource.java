package io.crossauth.client.internal.session;

import io.crossauth.client.internal.call.AccessToken;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.internal.refresh.RefreshingValue;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A token for the client itself, in the memory of this process. */
public final class CachedTokenSource implements TokenSource {

  private static final Duration TOO_YOUNG_TO_REJECT = Duration.ofSeconds(2);
  private static final long NEVER = Long.MAX_VALUE;

  private final RefreshingValue<OAuthTokenResponse> tokens;
  private final Authorization authorization;
  private final Platform clock;
  private volatile @Nullable DatedEnd lastEnd;

  /**
   * Creates a source.
   *
   * @param request gets a token from the server
   * @param authorization puts the token on requests
   * @param endpoint where tokens come from, for messages
   * @param platform time, background work, and the random source for the moment of renewal
   */
  public CachedTokenSource(
      Supplier<OAuthTokenResponse> request,
      Authorization authorization,
      Supplier<URI> endpoint,
      Platform platform) {
    StillbornTokens stillborn = new StillbornTokens(platform.ticker());
    this.tokens =
        new RefreshingValue<>(
            "an access token",
            previous -> {
              stillborn.requireTime();
              OAuthTokenResponse next = request.get();
              stillborn.seen(next);
              return next;
            },
            new TokenPolicy(endpoint, platform.random()),
            platform);
    this.authorization = authorization;
    this.clock = platform;
  }

  @Override
  public Secret accessToken() {
    return fresh().accessToken();
  }

  private OAuthTokenResponse fresh() {
    OAuthTokenResponse known = tokens.get();
    if (isOverByDate(known)) {
      tokens.forget(same -> same == known, Duration.ZERO);
      return tokens.get();
    }
    return known;
  }

  /** The monotonic clock stands still while a machine sleeps; the date does not. */
  private boolean isOverByDate(OAuthTokenResponse known) {
    DatedEnd end = lastEnd;
    if (end == null || end.tokens != known) {
      end = new DatedEnd(known, endOf(known));
      lastEnd = end;
    }
    return clock.clock().millis() >= end.millis;
  }

  private static long endOf(OAuthTokenResponse tokens) {
    // One that never lived is given to whoever asked for it.
    boolean lived = tokens.expiresIn().filter(life -> !life.isZero()).isPresent();
    return lived ? tokens.expiresAt().map(CachedTokenSource::millis).orElse(NEVER) : NEVER;
  }

  /** Rounded up: at no moment of its last millisecond it is over. */
  private static long millis(Instant end) {
    try {
      return end.plusNanos(999_999).toEpochMilli();
    } catch (ArithmeticException | DateTimeException e) {
      return NEVER;
    }
  }

  /** Worked out once for the tokens that are here, so that asking for them makes nothing. */
  private record DatedEnd(OAuthTokenResponse tokens, long millis) {}

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    return authorization.of(AccessToken.of(fresh()), method, uri);
  }

  @Override
  public void answered(URI uri, Map<String, List<String>> headers) {
    authorization.answered(uri, headers);
  }

  @Override
  public void rejected(Secret accessToken) {
    tokens.forget(known -> known.accessToken().equals(accessToken), TOO_YOUNG_TO_REJECT);
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "TokenSource";
  }
}
