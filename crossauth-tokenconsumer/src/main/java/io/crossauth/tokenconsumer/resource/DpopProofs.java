package io.crossauth.tokenconsumer.resource;

import io.crossauth.platform.Platform;
import io.crossauth.tokenconsumer.OneTimeStore;
import io.crossauth.tokenconsumer.internal.JwsAlgorithm;
import io.crossauth.value.SealingKey;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a resource server checks DPoP proofs: where it is, what it remembers, and whether it asks for
 * nonces. Immutable and safe for use by many threads.
 *
 * <pre>{@code
 * OAuthResourceServer server =
 *     OAuthResourceServer.builder(consumer).dpop(DpopProofs.at(URI.create("https://api.example.com"))).build();
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-4.3">RFC 9449 section 4.3</a>
 */
public final class DpopProofs {

  /** How long ago a proof may have been made, by default. */
  public static final Duration DEFAULT_MAX_AGE = Duration.ofSeconds(60);

  /** How long a nonce is good, by default. */
  public static final Duration DEFAULT_NONCE_LIFETIME = Duration.ofMinutes(5);

  /** How many proofs the default memory holds. */
  public static final int DEFAULT_MEMORY = 200_000;

  private static final Duration LONGEST_AGE = Duration.ofMinutes(10);

  final String base;
  final Set<JwsAlgorithm> algorithms;
  final @Nullable OneTimeStore memory;
  final @Nullable SealingKey nonceKey;
  final Duration nonceLifetime;
  final Duration maxAge;
  final boolean required;
  final Platform platform;

  private DpopProofs(
      String base,
      Set<JwsAlgorithm> algorithms,
      @Nullable OneTimeStore memory,
      @Nullable SealingKey nonceKey,
      Duration nonceLifetime,
      Duration maxAge,
      boolean required,
      Platform platform) {
    this.base = base;
    this.algorithms = algorithms;
    this.memory = memory;
    this.nonceKey = nonceKey;
    this.nonceLifetime = nonceLifetime;
    this.maxAge = maxAge;
    this.required = required;
    this.platform = platform;
  }

  /**
   * Proofs for an API at this address. It is configured and never taken from a request: whoever
   * sends the request chooses its {@code Host} and {@code X-Forwarded-*}.
   *
   * @param origin scheme, host and port as clients see them, before every proxy; with a path if a
   *     proxy takes one away: https, or http on this machine
   * @return all signature algorithms, an own memory of {@value #DEFAULT_MEMORY} proofs, no nonces
   * @throws IllegalArgumentException if it is not such, or has user information, a query or a
   *     fragment
   */
  public static DpopProofs at(URI origin) {
    return new DpopProofs(
        TargetUri.base(origin),
        JwsAlgorithm.asymmetric(),
        null,
        null,
        DEFAULT_NONCE_LIFETIME,
        DEFAULT_MAX_AGE,
        false,
        Platform.system());
  }

  /**
   * {@return the same with proofs signed by these algorithms only}
   *
   * @param names the names by RFC 7518: {@code ES256}; one or more that sign by a private key
   * @throws IllegalArgumentException if there is none, or one is not such
   */
  public DpopProofs withAlgorithms(String... names) {
    Set<JwsAlgorithm> chosen = JwsAlgorithm.all(List.of(names));
    if (chosen.isEmpty() || !JwsAlgorithm.asymmetric().containsAll(chosen)) {
      throw new IllegalArgumentException(
          "algorithms: expected some of " + JwsAlgorithm.asymmetric() + ", found " + chosen);
    }
    return new DpopProofs(
        base, chosen, memory, nonceKey, nonceLifetime, maxAge, required, platform);
  }

  /**
   * {@return the same that remembers proofs elsewhere, such as where all nodes of an API do} By
   * default each process remembers {@value #DEFAULT_MEMORY} of its own, and refuses requests while
   * it is full.
   *
   * @param shared it must forget nothing before its time
   */
  public DpopProofs withMemory(OneTimeStore shared) {
    return new DpopProofs(
        base, algorithms, shared, nonceKey, nonceLifetime, maxAge, required, platform);
  }

  /**
   * {@return the same that asks for a nonce of its own in each proof, so that none can be made
   * ahead}
   *
   * @param key the key that all nodes of the API share; nonces are not stored
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9449#section-9">RFC 9449 section 9</a>
   */
  public DpopProofs withNonces(SealingKey key) {
    return withNonces(key, DEFAULT_NONCE_LIFETIME);
  }

  /**
   * {@return the same with nonces that are good for another time}
   *
   * @param key the key that all nodes of the API share; nonces are not stored
   * @param lifetime how long a nonce is good: one second to a day; half of it before a new one is
   *     given out
   * @throws IllegalArgumentException if the lifetime is not such
   */
  public DpopProofs withNonces(SealingKey key, Duration lifetime) {
    between("lifetime", lifetime, Duration.ofDays(1));
    return new DpopProofs(base, algorithms, memory, key, lifetime, maxAge, required, platform);
  }

  /**
   * {@return the same with another age of proofs}
   *
   * @param most how long ago a proof may have been made: one second to ten minutes; {@link
   *     #DEFAULT_MAX_AGE} by default. Ten seconds in the future are always accepted
   * @throws IllegalArgumentException if it is not such
   */
  public DpopProofs withMaxAge(Duration most) {
    between("maxAge", most, LONGEST_AGE);
    return new DpopProofs(
        base, algorithms, memory, nonceKey, nonceLifetime, most, required, platform);
  }

  /**
   * {@return the same that refuses every token that comes by {@code Bearer}} Whichever {@code
   * access} is asked; {@code verify} sees no scheme.
   */
  public DpopProofs required() {
    return new DpopProofs(
        base, algorithms, memory, nonceKey, nonceLifetime, maxAge, true, platform);
  }

  /**
   * {@return the same by another clock}
   *
   * @param other {@link Platform#system()} by default
   */
  public DpopProofs withPlatform(Platform other) {
    return new DpopProofs(
        base, algorithms, memory, nonceKey, nonceLifetime, maxAge, required, other);
  }

  private static void between(String name, Duration found, Duration most) {
    if (found.compareTo(Duration.ofSeconds(1)) < 0 || found.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + ": expected one second to " + most + ", found " + found);
    }
  }

  /** The address. */
  @Override
  public String toString() {
    return "DpopProofs[" + base + "]";
  }
}
