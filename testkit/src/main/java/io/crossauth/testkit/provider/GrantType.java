package io.crossauth.testkit.provider;

import java.util.List;

/** The values of {@code grant_type} that the provider knows. */
final class GrantType {

  static final String AUTHORIZATION_CODE = "authorization_code";
  static final String REFRESH_TOKEN = "refresh_token";
  static final String CLIENT_CREDENTIALS = "client_credentials";
  static final String PASSWORD = "password";
  static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
  static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  static final String DEVICE_CODE = "urn:ietf:params:oauth:grant-type:device_code";

  static final String CIBA = "urn:openid:params:grant-type:ciba";

  static final List<String> ALL =
      List.of(
          AUTHORIZATION_CODE,
          REFRESH_TOKEN,
          CLIENT_CREDENTIALS,
          PASSWORD,
          DEVICE_CODE,
          TOKEN_EXCHANGE,
          JWT_BEARER,
          CIBA);

  private GrantType() {}
}
