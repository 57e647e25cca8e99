package io.crossauth.wellknown;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Moves the endpoints that the program calls itself to the address where it reaches the provider
 * (Docker, Kubernetes). What the browser is sent to stays, and so does the issuer.
 */
final class BackChannel {

  private static final List<MetadataField<URI>> ENDPOINTS =
      List.of(
          MetadataField.TOKEN_ENDPOINT,
          MetadataField.JWKS_URI,
          MetadataField.USERINFO_ENDPOINT,
          MetadataField.DEVICE_AUTHORIZATION_ENDPOINT,
          MetadataField.BACKCHANNEL_AUTHENTICATION_ENDPOINT,
          MetadataField.REVOCATION_ENDPOINT,
          MetadataField.INTROSPECTION_ENDPOINT,
          MetadataField.REGISTRATION_ENDPOINT,
          MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT,
          MetadataField.MFA_CHALLENGE_ENDPOINT);

  private BackChannel() {}

  static OpenIdConfiguration moved(OpenIdConfiguration configuration, URI base) {
    String from = withoutFinalSlash(configuration.require(MetadataField.ISSUER)) + "/";
    String to = withoutFinalSlash(base.toString()) + "/";
    OpenIdConfiguration moved = configuration;
    for (MetadataField<URI> endpoint : ENDPOINTS) {
      // As it came: one that is odd harms those alone who need it.
      if (configuration.raw(endpoint.name()).orElse(0) instanceof String uri) {
        moved = moved.with(endpoint.name(), moved(uri, from, to));
      }
    }
    String aliases = MetadataField.MTLS_ENDPOINT_ALIASES.name();
    return configuration.raw(aliases).orElse("") instanceof Map<?, ?> members
        ? moved.with(aliases, moved(members, from, to))
        : moved;
  }

  /** RFC 8705 section 5: the program alone calls the aliases. */
  private static Map<String, @Nullable Object> moved(Map<?, ?> aliases, String from, String to) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    aliases.forEach(
        (name, value) ->
            all.put(
                String.valueOf(name), value instanceof String uri ? moved(uri, from, to) : value));
    return all;
  }

  private static String moved(String uri, String from, String to) {
    return uri.startsWith(from) ? to + uri.substring(from.length()) : uri;
  }

  private static String withoutFinalSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
