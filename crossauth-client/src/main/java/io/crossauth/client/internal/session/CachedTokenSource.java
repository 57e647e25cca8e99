package io.crossauth.client.internal.session;

import io.crossauth.client.internal.call.AccessToken;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.internal.refresh.RefreshingValue;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A token for the client itself, in the memory of this process. */
public final class CachedTokenSource implements TokenSource {

  private static final Duration TOO_YOUNG_TO_REJECT = Duration.ofSeconds(2);

  private final RefreshingValue<OAuthTokenResponse> tokens;
  private final Authorization authorization;
  private final Platform clock;

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
    // One that never lived is given to whoever asked for it.
    boolean lived = known.expiresIn().filter(life -> !life.isZero()).isPresent();
    return lived && known.expiresAt().filter(end -> !clock.now().isBefore(end)).isPresent();
  }

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
