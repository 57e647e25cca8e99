package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TransportException;
import io.crossauth.internal.flight.SingleFlight;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the newest keys, and sees to it that they are asked for once by all threads together, and
 * not again within the pause, whether the last attempt succeeded or failed. No locks: readers take
 * the snapshot as it stands.
 */
final class KeyFetcher {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * An attempt that is over.
   *
   * @param startedAt when it began
   * @param asked where it went
   * @param failure why it failed, or null if it did not
   */
  private record Attempt(long startedAt, URI asked, @Nullable TransportException failure) {}

  private final Supplier<URI> address;
  private final JwksSource source;
  private final Platform platform;
  private final KeySetListener listener;
  private final Duration usualLifetime;
  private final Duration pause;
  private final SingleFlight<Boolean> flight = new SingleFlight<>("the key set", PATIENCE);
  private final AtomicReference<@Nullable KeySnapshot> snapshot = new AtomicReference<>();
  private final AtomicReference<@Nullable Attempt> lastAttempt = new AtomicReference<>();
  private final AtomicLong nextRefresh = new AtomicLong(Long.MIN_VALUE);
  private final AtomicReference<Scheduler.@Nullable Task> background = new AtomicReference<>();

  KeyFetcher(RemoteKeySetBuilder builder) {
    this.address = builder.address;
    this.source = new JwksSource(builder.transport());
    this.platform = builder.platform;
    this.listener = builder.listener;
    this.usualLifetime = builder.lifetime;
    this.pause = builder.pause;
  }

  /** The newest keys, or null if none have come yet. */
  @Nullable KeySnapshot snapshot() {
    return snapshot.get();
  }

  Duration age(KeySnapshot keys) {
    return Duration.ofNanos(platform.ticker().nanos() - keys.atNanos());
  }

  Optional<TransportException> lastFailure() {
    Attempt attempt = lastAttempt.get();
    return attempt == null ? Optional.empty() : Optional.ofNullable(attempt.failure());
  }

  boolean lastAttemptFailed() {
    return lastFailure().isPresent();
  }

  /** The keys within their lifetime; asks for them if need be, and if it is not too early. */
  KeySnapshot require() {
    join(lastAttempt.get());
    KeySnapshot now = snapshot.get();
    if (now != null && fresh(now)) {
      return now;
    }
    Optional<TransportException> failure = lastFailure();
    if (failure.isPresent()) {
      throw again(failure.get());
    }
    return Objects.requireNonNull(now, "an attempt that has not failed brings keys");
  }

  private boolean fresh(KeySnapshot keys) {
    return age(keys).compareTo(keys.lifetime()) < 0;
  }

  /**
   * Asks, unless somebody has just done so.
   *
   * @return why what is here may not be the newest; empty if it is
   */
  Optional<TransportException> lookAgain() {
    Attempt seen = lastAttempt.get();
    if (!flight.busy() && seen != null && tooEarly(seen)) {
      tell(l -> l.lookHeldBack(seen.asked()));
      return lastFailure().map(this::again);
    }
    try {
      join(seen);
      return lastFailure().map(this::again);
    } catch (TransportException e) {
      return Optional.of(e);
    }
  }

  void refreshInBackground() {
    long now = platform.ticker().nanos();
    long due = nextRefresh.get();
    boolean mine =
        !flight.busy()
            && (due == Long.MIN_VALUE || now - due >= 0)
            && nextRefresh.compareAndSet(due, now + retryAfter().toNanos());
    if (mine) {
      background.set(platform.scheduler().schedule(Duration.ZERO, this::refreshQuietly));
    }
  }

  /**
   * When to try again if this attempt fails: after one pause, then after two, and up to a quarter
   * more, so that all who were cut off do not come back at the same moment.
   */
  private Duration retryAfter() {
    Duration time = lastAttemptFailed() ? pause.multipliedBy(2) : pause;
    int chance = platform.random().bytes(1)[0] & 0xff;
    return time.plus(time.multipliedBy(chance).dividedBy(4 * 256L));
  }

  void close() {
    Scheduler.Task task = background.get();
    if (task != null) {
      task.cancel();
    }
  }

  private void refreshQuietly() {
    try {
      join(lastAttempt.get());
    } catch (CrossauthException e) {
      // Remembered as the last failure; the next caller after the pause tries again.
    }
  }

  /**
   * Waits for the attempt under way, or makes one, unless one has ended since the caller looked.
   */
  private void join(@Nullable Attempt seen) {
    flight.run(
        () -> {
          Attempt last = lastAttempt.get();
          boolean outrun = !Objects.equals(last, seen);
          if (!outrun && !tooEarly(last)) {
            attempt();
          }
          return true;
        },
        this::overtime);
  }

  private boolean tooEarly(@Nullable Attempt attempt) {
    return attempt != null && platform.ticker().nanos() - attempt.startedAt() < pause.toNanos();
  }

  private void attempt() {
    long start = platform.ticker().nanos();
    try {
      URI uri = address.get();
      KeySnapshot fresh = fetch(uri, start);
      snapshot.set(fresh);
      lastAttempt.set(new Attempt(start, uri, null));
      report(uri, fresh, Duration.ofNanos(platform.ticker().nanos() - start));
    } catch (TransportException e) {
      URI asked = URI.create(e.endpoint());
      lastAttempt.set(new Attempt(start, asked, e));
      tell(l -> l.fetchFailed(asked, e));
      throw e;
    }
  }

  private KeySnapshot fetch(URI uri, long start) {
    KeySnapshot before = snapshot.get();
    // A mark says nothing about a document at another address.
    String mark = before != null && before.from().equals(uri) ? before.etag() : null;
    JwksSource.Answer answer = source.fetch(uri, mark);
    Duration lifetime = Freshness.of(answer.reply().headers(), usualLifetime);
    JwksDocument document = answer.document();
    if (document == null && before != null) {
      return new KeySnapshot(uri, before.table(), before.skipped(), before.etag(), lifetime, start);
    }
    if (document == null) {
      throw new IllegalStateException("not modified, though nothing was here");
    }
    String etag = answer.reply().headers().first("ETag").orElse(null);
    return new KeySnapshot(uri, document.table(), document.skipped(), etag, lifetime, start);
  }

  private void report(URI uri, KeySnapshot fresh, Duration took) {
    tell(l -> l.fetched(uri, fresh.table().size(), took));
    fresh.skipped().forEach((key, rule) -> tell(l -> l.keySkipped(uri, key, rule)));
  }

  private void tell(Consumer<KeySetListener> news) {
    try {
      news.accept(listener);
    } catch (RuntimeException e) {
      // A watcher's failure is not ours; KeySetListener says that it is lost.
    }
  }

  private TransportException overtime() {
    return new TransportException(
        TransportException.Kind.TIMEOUT,
        address.get(),
        false,
        "waited " + PATIENCE + " for another thread's request",
        null);
  }

  private TransportException again(TransportException failure) {
    return new TransportException(
        failure.kind(),
        URI.create(failure.endpoint()),
        failure.sent(),
        "the last attempt failed, and the next comes at most " + pause + " after it",
        failure);
  }
}
