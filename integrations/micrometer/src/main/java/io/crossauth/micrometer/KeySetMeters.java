package io.crossauth.micrometer;

import io.crossauth.error.CrossauthException;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what a key set does. Each meter has the tag {@code host}. Safe for use by many threads.
 *
 * <ul>
 *   <li>{@code crossauth.jwks.fetch}: a timer of the fetches that brought keys
 *   <li>{@code crossauth.jwks.fetch.failures}: a counter of the others; {@code code} says why
 *   <li>{@code crossauth.jwks.keys}: a gauge of the keys that can be used
 *   <li>{@code crossauth.jwks.keys.skipped}: a counter of keys left out, at each fetch
 *   <li>{@code crossauth.jwks.looks.held.back}: a counter of tokens with an unknown key that came
 *       too early for another fetch; many of them are an attack or a provider that has lost a key
 * </ul>
 *
 * <p>{@code OAuthTokenConsumer.builder(issuer).keySetListener(KeySetMeters.of(registry))}.
 */
public final class KeySetMeters implements KeySetListener {

  private static final String HOST = "host";

  private final MeterRegistry registry;
  // A gauge holds its value weakly; and one host keeps one value.
  private final ConcurrentMap<String, AtomicInteger> keys = new ConcurrentHashMap<>();

  private KeySetMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Makes a listener that writes to a registry.
   *
   * @param registry where the meters are made, at the first event of each
   * @return the listener; one of them serves any number of key sets
   */
  public static KeySetMeters of(MeterRegistry registry) {
    return new KeySetMeters(registry);
  }

  @Override
  public void fetched(URI jwksUri, int count, Duration took) {
    String host = Hosts.of(jwksUri);
    registry.timer("crossauth.jwks.fetch", HOST, host).record(took);
    keys.computeIfAbsent(host, this::gauge).set(count);
  }

  private AtomicInteger gauge(String host) {
    AtomicInteger value = new AtomicInteger();
    Gauge.builder("crossauth.jwks.keys", value, AtomicInteger::get)
        .tag(HOST, host)
        .register(registry);
    return value;
  }

  @Override
  public void fetchFailed(URI jwksUri, CrossauthException failure) {
    registry
        .counter("crossauth.jwks.fetch.failures", HOST, Hosts.of(jwksUri), "code", failure.code())
        .increment();
  }

  @Override
  public void keySkipped(URI jwksUri, String key, String rule) {
    // Not the key nor the rule: others choose them, and each value would be a meter for ever.
    registry.counter("crossauth.jwks.keys.skipped", HOST, Hosts.of(jwksUri)).increment();
  }

  @Override
  public void lookHeldBack(URI jwksUri) {
    registry.counter("crossauth.jwks.looks.held.back", HOST, Hosts.of(jwksUri)).increment();
  }
}
