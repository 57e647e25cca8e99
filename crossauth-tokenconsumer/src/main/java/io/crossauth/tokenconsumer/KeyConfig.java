package io.crossauth.tokenconsumer;

import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was said about the keys of a consumer. Immutable.
 *
 * @param issuer the issuer, exactly as its tokens say it
 * @param connection how it is reached
 * @param discovery the discovery to share with others, or null
 * @param configuration metadata given by hand, or null
 * @param keys the keys instead of the issuer's, or null
 * @param sharedSecret the secret for HMAC, or null
 * @param listener who watches the key set
 * @param algorithms the names of what is allowed; empty for what is usual
 * @param idTokenAlgorithm the name of the one algorithm of ID tokens, or null
 */
record KeyConfig(
    String issuer,
    ProviderConnection connection,
    @Nullable Discovery discovery,
    @Nullable OpenIdConfiguration configuration,
    @Nullable KeySet keys,
    @Nullable Secret sharedSecret,
    KeySetListener listener,
    Set<String> algorithms,
    @Nullable String idTokenAlgorithm) {

  KeyConfig {
    algorithms = Collections.unmodifiableSet(new LinkedHashSet<>(algorithms));
  }

  /** What was said to a builder. */
  static KeyConfig of(OAuthTokenConsumerBuilder said) {
    return new KeyConfig(
        said.issuer,
        said.connection,
        said.discovery,
        said.configuration,
        said.keys,
        said.sharedSecret,
        said.listener,
        said.algorithms,
        said.idTokenAlgorithm);
  }

  /**
   * Where the keys come from, as an object that equals that of another consumer of the same keys.
   */
  Object keySource() {
    return keys != null
        ? keys
        : Arrays.asList(
            issuer,
            connection.discoveryUri(),
            connection.authServerBaseUrl(),
            configuration == null ? null : configuration.jwksUri(),
            sharedSecret);
  }

  /** Whether the shared secret is all there is to check signatures with. */
  boolean secretAlone() {
    return sharedSecret != null
        && connection.transport() == null
        && discovery == null
        && configuration == null;
  }
}
