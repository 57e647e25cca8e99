package io.crossauth.client.internal.session;

import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.internal.flight.SingleFlight;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A token for the client itself, in the memory of this process. */
public final class CachedTokenSource implements TokenSource {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration TOO_YOUNG_TO_REJECT = Duration.ofSeconds(2);

  private final Supplier<OAuthTokenResponse> request;
  private final String presentation;
  private final Supplier<URI> endpoint;
  private final Platform platform;
  private final SingleFlight<FreshToken> flight = new SingleFlight<>("an access token", PATIENCE);
  private final AtomicReference<@Nullable FreshToken> current = new AtomicReference<>();
  private volatile BackOff backOff = BackOff.NONE;
  private final AtomicBoolean renewing = new AtomicBoolean();

  /**
   * Creates a source.
   *
   * @param request gets a token from the server
   * @param presentation the scheme of the token: {@code Bearer}
   * @param endpoint where tokens come from, for messages
   * @param platform time, background work, and chance for the moment of renewal
   */
  public CachedTokenSource(
      Supplier<OAuthTokenResponse> request,
      String presentation,
      Supplier<URI> endpoint,
      Platform platform) {
    this.request = request;
    this.presentation = presentation;
    this.endpoint = endpoint;
    this.platform = platform;
  }

  @Override
  public Secret accessToken() {
    FreshToken token = current.get();
    long now = platform.ticker().nanos();
    if (token == null || token.over(now)) {
      return renew(token).accessToken();
    }
    if (token.wantsRenewal(now) && !backOff.tooEarly(now)) {
      renewInBackground(token);
    }
    return token.accessToken();
  }

  @Override
  public Map<String, String> authorize(String method, URI uri) {
    return Authorization.of(presentation, accessToken(), uri);
  }

  @Override
  public void rejected(Secret accessToken) {
    FreshToken token = current.get();
    if (token != null
        && token.accessToken().equals(accessToken)
        && platform.ticker().nanos() - token.bornAt() >= TOO_YOUNG_TO_REJECT.toNanos()) {
      current.compareAndSet(token, null);
    }
  }

  private FreshToken renew(@Nullable FreshToken stale) {
    try {
      return flight.run(
          () -> {
            FreshToken other = newerThan(stale);
            return other != null ? other : request();
          },
          this::overtime);
    } catch (RuntimeException e) {
      // The failure that we have waited for may be older than the token that is there by now.
      FreshToken other = e instanceof InterruptedCallException ? null : newerThan(stale);
      if (other != null) {
        return other;
      }
      throw e;
    }
  }

  /** What somebody has got between our look and our turn. */
  private @Nullable FreshToken newerThan(@Nullable FreshToken stale) {
    FreshToken token = current.get();
    return token == null || token.equals(stale) || token.over(platform.ticker().nanos())
        ? null
        : token;
  }

  private TransportException overtime() {
    return new TransportException(
        TransportException.Kind.TIMEOUT,
        endpoint.get(),
        false,
        "waited " + PATIENCE + " for another thread's token request",
        null);
  }

  private FreshToken request() {
    backOff.check(platform.ticker().nanos());
    try {
      FreshToken fresh = FreshToken.of(request.get(), platform);
      backOff = BackOff.NONE;
      current.set(fresh);
      return fresh;
    } catch (InterruptedCallException e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever it is, a vault that does not give the client secret for one: nobody is flooded.
      backOff = backOff.after(e, platform);
      throw e;
    }
  }

  private void renewInBackground(FreshToken stale) {
    if (!renewing.compareAndSet(false, true)) {
      return;
    }
    Runnable work =
        () -> {
          try {
            FreshToken unused = renew(stale);
          } catch (RuntimeException e) {
            // The token is still good; the back-off says when the next caller tries again.
          } finally {
            renewing.set(false);
          }
        };
    try {
      platform.scheduler().schedule(Duration.ZERO, work);
    } catch (RuntimeException e) {
      // No scheduler: renewed by a caller, when the token is over.
      renewing.set(false);
    }
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "TokenSource";
  }
}
