package io.crossauth.client.internal.session;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.TransportException;
import io.crossauth.internal.refresh.Attempt;
import io.crossauth.internal.refresh.Lifetime;
import io.crossauth.internal.refresh.RefreshPolicy;
import io.crossauth.platform.RandomSource;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * When a service's own token is renewed: in the last fifth of its life, at most a minute early, a
 * little sooner by chance, so that a fleet does not ask at one moment.
 *
 * @param endpoint where tokens come from, for messages
 * @param random for the moment of renewal
 */
record TokenPolicy(Supplier<URI> endpoint, RandomSource random)
    implements RefreshPolicy<OAuthTokenResponse> {

  /** For servers that do not say how long a token lives. */
  private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

  private static final Duration LONGEST_MARGIN = Duration.ofMinutes(1);

  @Override
  public Lifetime lifetimeOf(OAuthTokenResponse tokens) {
    Duration life = tokens.expiresIn().orElse(USUAL_LIFE);
    Duration fifth = life.dividedBy(5);
    Duration margin = fifth.compareTo(LONGEST_MARGIN) < 0 ? fifth : LONGEST_MARGIN;
    Duration jitter = margin.multipliedBy(random.bytes(1)[0] & 0xff).dividedBy(255);
    Duration end = life.minus(margin.dividedBy(10));
    return Lifetime.endingAfter(end.minus(margin).minus(jitter), end);
  }

  @Override
  public boolean tooEarly(Attempt last, long now) {
    return last.cause()
        .filter(failure -> now - last.endedAt() < BackOff.pause(last.failures(), failure).toNanos())
        .isPresent();
  }

  /** Whatever it is, a vault that does not give the client secret for one: nobody is flooded. */
  @Override
  public boolean counts(RuntimeException failure) {
    return !StillbornTokens.isPause(failure);
  }

  @Override
  public TransportException overtime(Duration patience) {
    return new TransportException(
        TransportException.Kind.TIMEOUT,
        endpoint.get(),
        false,
        "waited " + patience + " for another thread's token request",
        null);
  }
}
