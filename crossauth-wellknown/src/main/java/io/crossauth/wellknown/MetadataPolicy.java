package io.crossauth.wellknown;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.internal.refresh.Attempt;
import io.crossauth.internal.refresh.Lifetime;
import io.crossauth.internal.refresh.RefreshPolicy;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Metadata is renewed when it is an hour old, with a minute between two attempts, and the last good
 * one serves for as long as no other comes.
 *
 * @param address where it is asked for, for messages
 */
record MetadataPolicy(Supplier<URI> address) implements RefreshPolicy<OpenIdConfiguration> {

  static final Duration LIFETIME = Duration.ofHours(1);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  @Override
  public Lifetime lifetimeOf(OpenIdConfiguration value) {
    return Lifetime.renewedAfter(LIFETIME);
  }

  @Override
  public Duration backgroundPause(@Nullable Attempt last) {
    return PAUSE;
  }

  @Override
  public boolean counts(RuntimeException failure) {
    return failure instanceof CrossauthException;
  }

  @Override
  public TransportException overtime(Duration patience) {
    return new TransportException(
        TransportException.Kind.TIMEOUT,
        address.get(),
        false,
        "waited " + patience + " for another thread's request",
        null);
  }
}
