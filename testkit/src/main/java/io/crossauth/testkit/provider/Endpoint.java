package io.crossauth.testkit.provider;

import java.net.URI;
import java.util.Optional;

/**
 * An address of the {@link InProcessProvider}; the paths below the issuer are Keycloak's.
 * Immutable.
 */
public enum Endpoint {
  /**
   * Metadata, both at the address of OpenID Connect Discovery 1.0 section 4 and at that of RFC 8414
   * section 3.
   */
  DISCOVERY("/.well-known/openid-configuration"),
  /** The key set (RFC 7517 section 5). */
  JWKS("/protocol/openid-connect/certs"),
  /** Where a browser's login begins (RFC 6749 section 3.1, OpenID Connect Core section 3.1.2). */
  AUTHORIZATION("/protocol/openid-connect/auth"),
  /** Where a request is pushed before the browser is sent (RFC 9126 section 2). */
  PUSHED_AUTHORIZATION("/protocol/openid-connect/ext/par/request"),
  /** Where the forms of the login pages go. */
  LOGIN("/login-actions/authenticate"),
  /** Where a grant is exchanged for tokens (RFC 6749 section 3.2). */
  TOKEN("/protocol/openid-connect/token"),
  /** Claims of the user (OpenID Connect Core section 5.3). */
  USERINFO("/protocol/openid-connect/userinfo"),
  /** Where a device's login begins (RFC 8628 section 3.1). */
  DEVICE_AUTHORIZATION("/protocol/openid-connect/auth/device"),
  /** The page where a user enters a device's code (RFC 8628 section 3.3). */
  DEVICE("/device"),
  /** Where a login on a user's device begins (CIBA Core 1.0 section 7.1). */
  BACKCHANNEL_AUTHENTICATION("/protocol/openid-connect/ext/ciba/auth"),
  /** Tells whether a token is active, and what it says (RFC 7662 section 2). */
  INTROSPECTION("/protocol/openid-connect/token/introspect"),
  /** Gives tokens up (RFC 7009 section 2). */
  REVOCATION("/protocol/openid-connect/revoke"),
  /** Ends the login (OpenID Connect RP-Initiated Logout 1.0 section 2). */
  END_SESSION("/protocol/openid-connect/logout"),
  /** Registers clients (RFC 7591); below it is one address for each of them (RFC 7592). */
  REGISTRATION("/clients-registrations/openid-connect");

  private final String path;

  Endpoint(String path) {
    this.path = path;
  }

  /** The address of this endpoint; {@code base} has no slash at its end. */
  URI at(URI base) {
    return URI.create(base + path);
  }

  /** The endpoint of a request's path; empty if there is none. */
  static Optional<Endpoint> find(String requestPath, URI base) {
    String prefix = base.getRawPath();
    // RFC 8414 section 3.1: the well-known part stands before the path of the issuer.
    if (requestPath.equals("/.well-known/oauth-authorization-server" + prefix)) {
      return Optional.of(DISCOVERY);
    }
    for (Endpoint endpoint : values()) {
      if (requestPath.equals(prefix + endpoint.path)) {
        return Optional.of(endpoint);
      }
    }
    boolean oneClient = requestPath.startsWith(prefix + REGISTRATION.path + "/");
    return oneClient ? Optional.of(REGISTRATION) : Optional.empty();
  }
}
