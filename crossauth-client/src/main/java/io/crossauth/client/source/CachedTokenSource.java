package io.crossauth.client.source;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.internal.flight.SingleFlight;
import io.crossauth.value.Secret;
import io.crossauth.world.World;
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
  private final World world;
  private final SingleFlight<FreshToken> flight = new SingleFlight<>("an access token", PATIENCE);
  private final AtomicReference<@Nullable FreshToken> current = new AtomicReference<>();
  private volatile BackOff backOff = BackOff.NONE;
  private final AtomicBoolean renewing = new AtomicBoolean();

  /**
   * Creates a source.
   *
   * @param request gets a token from the server
   * @param presentation how the token is presented: {@code Bearer}
   * @param endpoint where tokens come from, for messages
   */
  public CachedTokenSource(
      Supplier<OAuthTokenResponse> request,
      String presentation,
      Supplier<URI> endpoint,
      World world) {
    this.request = request;
    this.presentation = presentation;
    this.endpoint = endpoint;
    this.world = world;
  }

  @Override
  public Secret accessToken() {
    FreshToken token = current.get();
    if (token != null) {
      long now = world.ticker().nanos();
      if (!token.wantsRenewal(now)) {
        return token.accessToken();
      }
      if (!token.over(now)) {
        renewInBackground(token);
        return token.accessToken();
      }
    }
    return renew(token).accessToken();
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
        && world.ticker().nanos() - token.bornAt() >= TOO_YOUNG_TO_REJECT.toNanos()) {
      current.compareAndSet(token, null);
    }
  }

  private FreshToken renew(@Nullable FreshToken stale) {
    return flight.run(
        () -> {
          FreshToken other = current.get();
          if (other != null && !other.equals(stale)) {
            // Somebody has renewed it between our look and our turn.
            return other;
          }
          return request();
        },
        () ->
            new TransportException(
                TransportException.Kind.TIMEOUT,
                endpoint.get(),
                false,
                "waited " + PATIENCE + " for another thread's token request",
                null));
  }

  private FreshToken request() {
    backOff.check(world.ticker().nanos());
    try {
      FreshToken fresh = FreshToken.of(request.get(), world);
      current.set(fresh);
      backOff = BackOff.NONE;
      return fresh;
    } catch (InterruptedCallException e) {
      throw e;
    } catch (CrossauthException e) {
      backOff = backOff.after(e, world);
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
          } catch (CrossauthException e) {
            // The token is still good; the back-off says when the next caller tries again.
          } finally {
            renewing.set(false);
          }
        };
    world.scheduler().schedule(Duration.ZERO, work);
  }

  /** Nothing of the token. */
  @Override
  public String toString() {
    return "TokenSource";
  }
}
