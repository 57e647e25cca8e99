package io.crossauth.wellknown;

import io.crossauth.internal.http.TrustedAddresses;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes care that metadata hands out no endpoint that its issuer may not name. One that may not be
 * is refused when it is asked for, and harms nobody else.
 *
 * @param allowed which addresses may be named
 */
record EndpointRule(TrustedAddresses allowed) {

  private static final String ALIASES = "mtls_endpoint_aliases";

  /** The same metadata, from which no endpoint is handed out that may not be. */
  OpenIdConfiguration applied(OpenIdConfiguration configuration) {
    Map<String, String> refused = new LinkedHashMap<>();
    configuration.members().forEach((name, value) -> check(name, value, refused));
    if (configuration.members().get(ALIASES) instanceof Map<?, ?> aliases) {
      aliases.forEach((name, value) -> check(ALIASES + "." + name, value, refused));
    }
    return refused.isEmpty() ? configuration : configuration.refusing(refused);
  }

  private void check(String name, @Nullable Object value, Map<String, String> refused) {
    boolean endpoint =
        name.endsWith("_endpoint") || name.endsWith("jwks_uri") || name.endsWith("_iframe");
    if (endpoint && value instanceof String address) {
      allowed.objection(address).ifPresent(why -> refused.put(name, why));
    }
  }
}
