package io.crossauth.tokenconsumer;

import io.crossauth.internal.connection.ProviderConnection;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.KeySetListener;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.OpenIdConfiguration;
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
 * @param sharedSecrets the secrets for HMAC
 * @param listener who watches the key set
 * @param maxKeys the most keys of the issuer's that are used
 * @param algorithms the names of what is allowed; empty for what is usual
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
    Set<String> algorithms) {

  KeyConfig {
    algorithms = Collections.unmodifiableSet(new LinkedHashSet<>(algorithms));
  }

  /** Whether shared secrets are all there is to check signatures with. */
  boolean secretAlone() {
    return sharedSecrets.any()
        && connection.transport() == null
        && discovery == null
        && configuration == null;
  }
}
