package io.crossauth.wellknown;

import java.net.URI;

/** Where the metadata of an issuer is found. */
final class WellKnownUri {

  private WellKnownUri() {}

  /** OpenID Connect Discovery 1.0 section 4: appended to the issuer, less a final slash. */
  static URI openIdConfiguration(URI issuer) {
    return URI.create(withoutFinalSlash(issuer.toString()) + "/.well-known/openid-configuration");
  }

  /** RFC 8414 section 3.1: put between the host and the path of the issuer. */
  static URI authorizationServer(URI issuer) {
    String path = issuer.getRawPath() == null ? "" : withoutFinalSlash(issuer.getRawPath());
    return URI.create(
        issuer.getScheme()
            + "://"
            + issuer.getRawAuthority()
            + "/.well-known/oauth-authorization-server"
            + path);
  }

  private static String withoutFinalSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
