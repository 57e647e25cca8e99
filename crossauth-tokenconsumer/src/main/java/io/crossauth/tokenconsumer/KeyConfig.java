package io.crossauth.tokenconsumer;

import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What was said about the keys of a consumer. Immutable.
 *
 * @param issuer the issuer, exactly as its tokens say it
 * @param connection how it is reached
 * @param discovery the discovery to share with others, or null
 * @param configuration metadata given by hand, or null
 * @param keys the keys instead of the issuer's, or null
 * @param sharedSecrets the secrets for HMAC
 * @param listener who watches the key set
 * @param maxKeys the most keys of the issuer's that are used
 * @param algorithms the names of what is allowed; empty for what is usual
 * @param remoteKeys changes how the issuer's keys are fetched and kept
 * @param idTokenAlgorithm the name of the one algorithm of ID tokens, or null
 * @param keyLifetime how long fetched keys are good if the answer does not say; null for as usual
 */
record KeyConfig(
    String issuer,
    ProviderConnection connection,
    @Nullable Discovery discovery,
    @Nullable OpenIdConfiguration configuration,
    @Nullable KeySet keys,
    SharedSecrets sharedSecrets,
    KeySetListener listener,
    int maxKeys,
    Set<String> algorithms,
    UnaryOperator<KeySet.RemoteBuilder> remoteKeys,
    @Nullable String idTokenAlgorithm,
    @Nullable Duration keyLifetime) {

  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  KeyConfig {
    algorithms = Collections.unmodifiableSet(new LinkedHashSet<>(algorithms));
  }

  /** A lifetime of keys, checked. */
  static Duration lifetime(Duration time) {
    if (time.compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "keyLifetime: expected one minute to 24 hours, found " + time);
    }
    return time;
  }

  /** A number, checked. */
  static int upTo(int most, String name, int found) {
    if (found < 1 || found > most) {
      throw new IllegalArgumentException(name + ": expected 1 to " + most + ", found " + found);
    }
    return found;
  }

  /** What was said to a builder. */
  static KeyConfig of(OAuthTokenConsumerBuilder said) {
    return new KeyConfig(
        said.issuer,
        said.connection,
        said.discovery,
        said.configuration,
        said.keys,
        said.sharedSecrets,
        said.listener,
        said.maxKeys,
        said.algorithms,
        said.remoteKeys,
        said.idTokenAlgorithm,
        said.keyLifetime);
  }

  /**
   * Where the keys come from, as an object that equals that of another consumer of the same keys.
   */
  Object keySource() {
    return keys != null
        ? keys
        : Arrays.asList(
            issuer,
            discovery,
            connection.discoveryUri(),
            connection.authServerBaseUrl(),
            configuration == null ? null : configuration.jwksUri(),
            sharedSecrets);
  }

  /** Whether the shared secret is all there is to check signatures with. */
  boolean secretAlone() {
    return sharedSecrets.any()
        && connection.transport() == null
        && discovery == null
        && configuration == null;
  }
}
