package io.crossauth.tokenconsumer.jwks;

import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.platform.Platform;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/** Builds the {@link KeySet} that an issuer publishes. Only the transport must be given. */
public final class RemoteKeySetBuilder {

  static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(10);
  static final Duration DEFAULT_OUTAGE_LIMIT = Duration.ofHours(1);

  final Supplier<URI> address;
  ProviderConnection connection = ProviderConnection.usual();
  KeySetListener listener = KeySetListener.none();
  Duration lifetime = DEFAULT_LIFETIME;
  Duration outageLimit = DEFAULT_OUTAGE_LIMIT;
  final Duration pause = Duration.ofSeconds(2);

  RemoteKeySetBuilder(Supplier<URI> address) {
    this.address = address;
  }

  /**
   * Sets the HTTP transport; required.
   *
   * @param other it is not closed by the key set
   * @return this builder
   */
  public RemoteKeySetBuilder transport(HttpTransport other) {
    this.connection = connection.withTransport(other);
    return this;
  }

  /**
   * Sets header fields to send along.
   *
   * @param all the fields; none by default
   * @return this builder
   */
  public RemoteKeySetBuilder headers(Headers all) {
    this.connection = connection.withHeaders(all);
    return this;
  }

  /**
   * Sets the platform.
   *
   * @param other clock, ticker, scheduler, random; the system's by default
   * @return this builder
   */
  public RemoteKeySetBuilder platform(Platform other) {
    this.connection = connection.withPlatform(other);
    return this;
  }

  /** Watches the key set; nobody does by default. */
  public RemoteKeySetBuilder listener(KeySetListener watcher) {
    this.listener = watcher;
    return this;
  }

  /**
   * Sets how long keys are good when the answer does not say ({@code Cache-Control}): 10 minutes by
   * default.
   *
   * @param time one minute to 24 hours
   */
  public RemoteKeySetBuilder lifetime(Duration time) {
    if (time.compareTo(Freshness.MIN) < 0 || time.compareTo(Freshness.MAX) > 0) {
      throw new IllegalArgumentException(
          "lifetime: expected " + Freshness.MIN + " to " + Freshness.MAX + ", found " + time);
    }
    this.lifetime = time;
    return this;
  }

  /**
   * Sets how long beyond their lifetime the last good keys serve while the issuer cannot be
   * reached: one hour by default.
   *
   * @param time zero to seven days
   */
  public RemoteKeySetBuilder outageLimit(Duration time) {
    if (time.isNegative() || time.compareTo(Duration.ofDays(7)) > 0) {
      throw new IllegalArgumentException("outageLimit: expected 0 to 7 days, found " + time);
    }
    this.outageLimit = time;
    return this;
  }

  /**
   * Makes the key set. Nothing is fetched yet.
   *
   * @throws IllegalArgumentException if there is no transport
   */
  public KeySet build() {
    return new RemoteKeySet(this);
  }
}
