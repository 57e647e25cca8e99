package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpTransport;
import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.platform.Platform;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where keys come from. Implementations answer with keys and nothing else; whether a key may be
 * used for the token's algorithm, and whether the signature is good, is for the consumer to say.
 *
 * <p>Safe for use by many threads.
 */
@FunctionalInterface
public interface KeySet extends AutoCloseable {

  /**
   * Begins the key set at an address.
   *
   * @param jwksUri where the issuer publishes its keys
   * @return a builder, which needs a transport
   */
  static RemoteBuilder remote(URI jwksUri) {
    return new RemoteBuilder(() -> jwksUri, jwksUri);
  }

  /**
   * Begins the key set that an issuer's metadata names. It is fetched as the metadata is: by the
   * same transport and with the same headers, unless others are set.
   *
   * @param discovery the metadata
   * @return a builder, which needs nothing more
   */
  static RemoteBuilder remote(Discovery discovery) {
    DiscoveredJwksUri address = new DiscoveredJwksUri(discovery);
    return new RemoteBuilder(address, address.metadata())
        .transport(discovery.transport())
        .headers(discovery.headers());
  }

  /**
   * Keys that never change. One without a name is tried for every token, whatever key the token
   * names; but where secrets for HMAC have names, a secret without one is tried only for tokens
   * that name none.
   *
   * @param keys at least one
   * @return the set
   * @throws IllegalArgumentException if there is none
   */
  static KeySet of(VerificationKey... keys) {
    return StaticKeySet.of(keys);
  }

  /**
   * The one key of an issuer, tried for every token.
   *
   * @param pem a public key or a certificate
   * @param algorithms what it is for, such as {@code RS256}; all that its kind can do if none is
   *     named
   * @return the set
   * @throws IllegalArgumentException if it is not such, or too weak
   */
  static KeySet ofPem(String pem, String... algorithms) {
    return StaticKeySet.ofPem(pem, algorithms);
  }

  /**
   * The keys of a JWK or a JWK set. Keys that may not be used are left out, and {@link #health()}
   * says which. Secrets ({@code oct}) may be among them: they count where the set is given as
   * {@code sharedSecrets}, and never as anything but a secret for HMAC.
   *
   * @param json a JWK, or an object with {@code keys} (RFC 7517), a thousand of them at most
   * @return the set
   * @throws IllegalArgumentException if it is neither, or if no key of it may be used
   */
  static KeySet ofJwks(String json) {
    return StaticKeySet.ofJwks(json);
  }

  /**
   * A secret shared with the issuer, by its UTF-8 bytes, tried for every token.
   *
   * @param secret at least as long as the hash: 32 bytes for HS256, 48 for HS384, 64 for HS512
   * @param algorithms what it is for; all that it is long enough for if none is named
   * @return the set
   * @throws IllegalArgumentException if it is too short
   */
  static KeySet ofSharedSecret(Secret secret, String... algorithms) {
    return StaticKeySet.of(VerificationKey.sharedSecret(secret, algorithms));
  }

  /**
   * Keys in a file, in PEM or as a JWK or JWK set ({@link #ofJwks}); read again when the file has
   * changed, which is looked at once a second. What cannot be read is left aside, and the last good
   * keys stay.
   *
   * @param file where it is; at most 512 KiB
   * @param platform its ticker says when to look; {@link Platform#system()} as a rule
   * @param pemAlgorithms what a key in PEM is for; all that its kind can do if none is named
   * @return the set
   * @throws IllegalArgumentException if the file cannot be read, or holds no key that may be used
   */
  static KeySet ofFile(Path file, Platform platform, String... pemAlgorithms) {
    return FileKeySet.of(file, platform, pemAlgorithms);
  }

  /**
   * The keys that may have made a signature.
   *
   * <p>When keys have already failed, an answer other than empty is of other keys: a set that can
   * look again does so, within its limits.
   *
   * @param request what the token says about its key
   * @return the keys to try; empty if there is none
   * @throws TransportException if the keys cannot be had, so that nothing can be said about the
   *     token
   */
  List<VerificationKey> candidates(KeyRequest request);

  /**
   * The keys now here, as one object: as long as it is the same one, they are the same keys. What
   * was checked with them may be taken for checked no longer.
   *
   * @return null (the default) if this set cannot say
   * @throws TransportException if the keys cannot be had
   */
  default @Nullable Object version() {
    return null;
  }

  /**
   * The same keys for one token that this program has just fetched from the issuer itself, such as
   * an ID token from the token endpoint. It is no stranger's, and gone for good if it is refused:
   * so a set that fetches keys may do so once for it, whatever other tokens make it do.
   *
   * @param left how long that may take
   * @return keys for this one token; this set itself by default
   */
  default KeySet forFetchedToken(Duration left) {
    return this;
  }

  /** {@return the names of the keys now here, for messages; empty if they are not known} */
  default Set<String> keyIds() {
    return Set.of();
  }

  /** {@return how the keys are; empty for a set that never changes and leaves no key out} */
  default Optional<KeySetHealth> health() {
    return Optional.empty();
  }

  /** Ends the work in the background, if there is any. */
  @Override
  default void close() {}

  /**
   * Builds the {@link KeySet} that an issuer publishes. Only the transport must be given, where
   * there is no discovery that has one.
   *
   * <p>Not safe for use by several threads; what it builds is.
   */
  static final class RemoteBuilder {

    static final Duration DEFAULT_LIFETIME = Duration.ofMinutes(10);
    static final Duration DEFAULT_OUTAGE_LIMIT = Duration.ofHours(1);

    final Supplier<URI> address;
    final URI shown;
    ProviderConnection connection = ProviderConnection.usual();
    KeySetListener listener = KeySetListener.none();
    Duration lifetime = DEFAULT_LIFETIME;
    Duration outageLimit = DEFAULT_OUTAGE_LIMIT;
    LookPace pace = LookPace.USUAL;
    int maxKeys = JwksDocument.DEFAULT_MAX_KEYS;

    RemoteBuilder(Supplier<URI> address, URI shown) {
      this.address = address;
      this.shown = shown;
    }

    /**
     * Sets the HTTP transport; required, unless a discovery has one.
     *
     * @param other it is not closed by the key set
     * @return this builder
     */
    public RemoteBuilder transport(HttpTransport other) {
      this.connection = connection.withTransport(other);
      return this;
    }

    /**
     * Sets header fields to send along.
     *
     * @param all the fields; by default those of the discovery, if there is one
     * @return this builder
     */
    public RemoteBuilder headers(Headers all) {
      this.connection = connection.withHeaders(all);
      return this;
    }

    /**
     * Sets the platform.
     *
     * @param other clock, ticker, scheduler, random; the system's by default
     * @return this builder
     */
    public RemoteBuilder platform(Platform other) {
      this.connection = connection.withPlatform(other);
      return this;
    }

    /**
     * Watches the key set; nobody does by default.
     *
     * @param watcher the listener
     * @return this builder
     */
    public RemoteBuilder listener(KeySetListener watcher) {
      this.listener = watcher;
      return this;
    }

    /**
     * Sets how long keys are good when the answer does not say ({@code Cache-Control}): 10 minutes
     * by default.
     *
     * @param time one minute to 24 hours
     * @return this builder
     */
    public RemoteBuilder lifetime(Duration time) {
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
     * @return this builder
     */
    public RemoteBuilder outageLimit(Duration time) {
      if (time.isNegative() || time.compareTo(Duration.ofDays(7)) > 0) {
        throw new IllegalArgumentException("outageLimit: expected 0 to 7 days, found " + time);
      }
      this.outageLimit = time;
      return this;
    }

    /**
     * Sets how often tokens of unknown keys, and signatures that do not fit, make the key set look
     * for new keys: three times at once, then once in three seconds by default, all tokens
     * together. The first keys and each renewal count as a look too, but are never held back. A
     * pause counts from the end of the attempt before it; while the issuer cannot be reached it
     * doubles with each failure, up to four pauses, and as long as no keys have come at all it
     * stays as it is.
     *
     * <p>A key that is new is accepted at its first token, or after one pause while somebody sends
     * bad tokens; their lookups cost the issuer one request in a pause.
     *
     * @param atOnce how many looks when it has been quiet, 1 to 100
     * @param pause how long until another look is allowed, 100 milliseconds to 10 minutes
     * @return this builder
     * @throws IllegalArgumentException if either is out of its bounds
     */
    public RemoteBuilder looks(int atOnce, Duration pause) {
      this.pace = pace.withLooks(atOnce, pause);
      return this;
    }

    /**
     * Sets how long a token waits for keys while usable ones are here: 200 milliseconds by default,
     * counted from when the keys were asked for, so that a server that hangs holds up nobody for
     * longer. Whether a token of an unknown key is good cannot be said then ({@link
     * TransportException}); where the issuer's key server is slow, wait longer.
     *
     * @param most zero to 30 seconds
     * @return this builder
     * @throws IllegalArgumentException if it is out of its bounds
     */
    public RemoteBuilder lookWait(Duration most) {
      this.pace = pace.withLongestWait(most);
      return this;
    }

    /**
     * Sets how many keys are used at most: the first 100 by default. Only keys for signatures
     * count; that there are more is told by {@link KeySet#health()}.
     *
     * @param most 1 to 1,000
     * @return this builder
     * @throws IllegalArgumentException if it is another number
     */
    public RemoteBuilder maxKeys(int most) {
      if (most < 1 || most > JwksDocument.MAX_KEYS) {
        throw new IllegalArgumentException(
            "maxKeys: expected 1 to " + JwksDocument.MAX_KEYS + ", found " + most);
      }
      this.maxKeys = most;
      return this;
    }

    /**
     * Makes the key set. Nothing is fetched yet.
     *
     * @return the key set; close it when it is no longer needed
     * @throws IllegalArgumentException if there is no transport
     */
    public KeySet build() {
      return new RemoteKeySet(this);
    }
  }
}
