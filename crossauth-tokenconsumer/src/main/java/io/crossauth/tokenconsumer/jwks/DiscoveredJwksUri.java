package io.crossauth.tokenconsumer.jwks;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.function.Supplier;

/** The address of the keys, as the issuer's metadata has it now. */
record DiscoveredJwksUri(Discovery discovery) implements Supplier<URI> {

  @Override
  public URI get() {
    try {
      return discovery.configuration().require(MetadataField.JWKS_URI);
    } catch (InvalidResponseException e) {
      throw JwksSource.unavailable(metadata(), e);
    }
  }

  /** What is called before the metadata are here. */
  URI metadata() {
    return discovery.address();
  }
}
