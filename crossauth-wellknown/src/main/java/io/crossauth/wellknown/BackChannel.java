package io.crossauth.wellknown;

import java.net.URI;
import java.util.List;
import java.util.Optional;

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
          MetadataField.REVOCATION_ENDPOINT,
          MetadataField.INTROSPECTION_ENDPOINT,
          MetadataField.REGISTRATION_ENDPOINT,
          MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT);

  private BackChannel() {}

  static OpenIdConfiguration moved(OpenIdConfiguration configuration, URI base) {
    String from = withoutFinalSlash(configuration.require(MetadataField.ISSUER)) + "/";
    String to = withoutFinalSlash(base.toString()) + "/";
    OpenIdConfiguration moved = configuration;
    for (MetadataField<URI> endpoint : ENDPOINTS) {
      Optional<URI> uri = configuration.find(endpoint);
      if (uri.isPresent() && uri.get().toString().startsWith(from)) {
        moved = moved.with(endpoint.name(), to + uri.get().toString().substring(from.length()));
      }
    }
    return moved;
  }

  private static String withoutFinalSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
