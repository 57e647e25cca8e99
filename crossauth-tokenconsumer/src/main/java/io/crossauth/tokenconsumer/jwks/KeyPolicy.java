package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.TransportException;
import io.crossauth.internal.refresh.Attempt;
import io.crossauth.internal.refresh.EarlyCall;
import io.crossauth.internal.refresh.Lifetime;
import io.crossauth.internal.refresh.RefreshPolicy;
import io.crossauth.platform.RandomSource;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keys are renewed after four fifths of their lifetime, serve for a while longer when no new ones
 * can be had, and are asked for once in a pause at most, whatever came of it.
 *
 * @param address where they are, for messages
 * @param pause the shortest time between the beginnings of two attempts
 * @param outageLimit how long beyond their lifetime they serve
 * @param random chance, so that not all who were cut off come back at the same moment
 * @param listener who is told
 */
record KeyPolicy(
    Supplier<URI> address,
    Duration pause,
    Duration outageLimit,
    RandomSource random,
    KeySetListener listener)
    implements RefreshPolicy<KeySnapshot> {

  @Override
  public Lifetime lifetimeOf(KeySnapshot keys) {
    Duration lifetime = keys.lifetime();
    return new Lifetime(
        lifetime.multipliedBy(4).dividedBy(5), lifetime, lifetime.plus(outageLimit));
  }

  @Override
  public boolean tooEarly(Attempt last, long now) {
    return now - last.startedAt() < pause.toNanos();
  }

  /** What {@link #backgroundPause} says is enough. */
  @Override
  public boolean tooEarlyInBackground(Attempt last, long now) {
    return false;
  }

  /** One pause, two after a failure, and up to a quarter more. */
  @Override
  public Duration backgroundPause(@Nullable Attempt last) {
    Duration time = last != null && last.failed() ? pause.multipliedBy(2) : pause;
    int chance = random.bytes(1)[0] & 0xff;
    return time.plus(time.multipliedBy(chance).dividedBy(4 * 256L));
  }

  @Override
  public boolean counts(RuntimeException failure) {
    return failure instanceof TransportException;
  }

  @Override
  public RuntimeException again(RuntimeException failure) {
    return failure instanceof TransportException outage ? EarlyCall.after(outage, pause) : failure;
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

  @Override
  public void loaded(KeySnapshot fresh, Duration took) {
    tell(l -> l.fetched(fresh.from(), fresh.table().size(), took));
    fresh.skipped().forEach((key, rule) -> tell(l -> l.keySkipped(fresh.from(), key, rule)));
  }

  @Override
  public void failed(RuntimeException failure) {
    if (failure instanceof TransportException outage) {
      tell(l -> l.fetchFailed(URI.create(outage.endpoint()), outage));
    }
  }

  void tell(Consumer<KeySetListener> news) {
    try {
      news.accept(listener);
    } catch (RuntimeException e) {
      // A watcher's failure is not ours; KeySetListener says that it is lost.
    }
  }
}
