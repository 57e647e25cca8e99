package io.crossauth.client.testing;

import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;

/** Provider metadata to start from; each test changes one member. */
public final class Metadata {

  public static final String ISSUER = "https://id.example.com";
  public static final String AUTHORIZE = ISSUER + "/authorize";
  public static final String TOKEN = ISSUER + "/token";
  public static final String USERINFO = ISSUER + "/userinfo";
  public static final String DEVICE = ISSUER + "/device";
  public static final String JWKS = ISSUER + "/jwks";
  public static final String REVOCATION = ISSUER + "/revoke";
  public static final String INTROSPECTION = ISSUER + "/introspect";
  public static final String LOGOUT = ISSUER + "/logout";

  private Metadata() {}

  /** A server that has every endpoint and takes secrets in the header and in the body. */
  public static OpenIdConfiguration complete() {
    return OpenIdConfiguration.builder()
        .issuer(ISSUER)
        .authorizationEndpoint(AUTHORIZE)
        .tokenEndpoint(TOKEN)
        .userinfoEndpoint(USERINFO)
        .deviceAuthorizationEndpoint(DEVICE)
        .jwksUri(JWKS)
        .with(MetadataField.REVOCATION_ENDPOINT, REVOCATION)
        .with(MetadataField.INTROSPECTION_ENDPOINT, INTROSPECTION)
        .with(MetadataField.END_SESSION_ENDPOINT, LOGOUT)
        .with(
            MetadataField.TOKEN_ENDPOINT_AUTH_METHODS_SUPPORTED,
            List.of("client_secret_basic", "client_secret_post"))
        .build();
  }

  /** A server that speaks OAuth alone: no issuer, so no ID tokens. */
  public static OpenIdConfiguration withoutIssuer() {
    return OpenIdConfiguration.builder()
        .authorizationEndpoint(AUTHORIZE)
        .tokenEndpoint(TOKEN)
        .userinfoEndpoint(USERINFO)
        .deviceAuthorizationEndpoint(DEVICE)
        .build();
  }

  /** A server whose every endpoint, its issuer too, is below an address. */
  public static OpenIdConfiguration at(URI base) {
    return OpenIdConfiguration.builder()
        .issuer(base.toString())
        .authorizationEndpoint(base + "/authorize")
        .tokenEndpoint(base + "/token")
        .userinfoEndpoint(base + "/userinfo")
        .deviceAuthorizationEndpoint(base + "/device")
        .jwksUri(base + "/jwks")
        .with(MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT, base + "/par")
        .with(MetadataField.BACKCHANNEL_AUTHENTICATION_ENDPOINT, base + "/ciba")
        .with(MetadataField.REVOCATION_ENDPOINT, base + "/revoke")
        .with(MetadataField.INTROSPECTION_ENDPOINT, base + "/introspect")
        .with(MetadataField.END_SESSION_ENDPOINT, base + "/logout")
        .build();
  }
}
