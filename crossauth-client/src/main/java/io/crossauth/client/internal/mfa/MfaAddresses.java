package io.crossauth.client.internal.mfa;

import io.crossauth.http.Form;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where the second factor's endpoints are: below the issuer, whether or not it ends with a slash
 * (fault 9 of crossauth).
 */
final class MfaAddresses {

  private final OpenIdConfiguration configuration;
  private final @Nullable URI base;

  MfaAddresses(OpenIdConfiguration configuration, @Nullable URI base) {
    this.configuration = configuration;
    this.base = base;
  }

  URI authenticators() {
    return below("mfa/authenticators");
  }

  /** An id that is none would make the address of all of them, or of what is above them. */
  URI authenticator(String id) {
    if (id.isBlank() || id.equals(".") || id.equals("..")) {
      throw new IllegalArgumentException("authenticatorId: expected one, found none");
    }
    return below("mfa/authenticators/" + Form.encode(id).replace("+", "%20"));
  }

  URI associate() {
    return below("mfa/associate");
  }

  URI challenge() {
    return configuration
        .find(MetadataField.MFA_CHALLENGE_ENDPOINT)
        .orElseGet(() -> below("mfa/challenge"));
  }

  private URI below(String path) {
    String root = base == null ? configuration.require(MetadataField.ISSUER) : base.toString();
    return URI.create((root.endsWith("/") ? root : root + "/") + path);
  }
}
