package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.TransportException;
import io.crossauth.internal.refresh.Attempt;
import io.crossauth.internal.refresh.Bucket;
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
 * Keys are renewed after four fifths of their lifetime, and serve for a while longer when no new
 * ones can be had. They are looked for several times at once, then once in a pause, which counts
 * from the end of an attempt and doubles with each failure, up to four pauses.
 *
 * @param address where they are, for messages
 * @param pace how often they are asked for
 * @param bucket what is left of that
 * @param outageLimit how long beyond their lifetime they serve
 * @param random chance, so that not all who were cut off come back at the same moment
 * @param listener who is told
 */
record KeyPolicy(
    Supplier<URI> address,
    LookPace pace,
    Bucket bucket,
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

  /** For those who have no keys the pause does not grow: nothing works until there are some. */
  @Override
  public boolean tooEarly(Attempt last, long now) {
    return now - last.endedAt() < pace.pause().toNanos();
  }

  /** What {@link #backgroundPause} says is enough. */
  @Override
  public boolean tooEarlyInBackground(Attempt last, long now) {
    return false;
  }

  /** The pause, and up to a quarter more. */
  @Override
  public Duration backgroundPause(@Nullable Attempt last) {
    Duration time = pace.pauseAfter(last == null ? 0 : last.failures());
    int chance = random.bytes(1)[0] & 0xff;
    return time.plus(time.multipliedBy(chance).dividedBy(4 * 256L));
  }

  @Override
  public boolean mayLook(@Nullable Attempt last, long now) {
    return (last != null && last.failed())
        ? now - last.endedAt() >= pace.pauseAfter(last.failures()).toNanos()
        : bucket.holds(now);
  }

  @Override
  public Duration lookWait() {
    return pace.longestWait();
  }

  @Override
  public void asked(long startedAt, long endedAt) {
    bucket.take(startedAt, endedAt);
  }

  @Override
  public boolean counts(RuntimeException failure) {
    return failure instanceof TransportException;
  }

  @Override
  public RuntimeException again(RuntimeException failure) {
    return failure instanceof TransportException outage
        ? EarlyCall.after(outage, pace.longestPause())
        : failure;
  }

  @Override
  public TransportException overtime(Duration patience) {
    return new TransportException(
        TransportException.Kind.TIMEOUT,
        address.get(),
        false,
        "waited " + patience + " for a request that is under way",
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
