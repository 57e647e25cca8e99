package io.crossauth.client.internal;

import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.id.ClientID;

/** The Authorization header of {@code client_secret_basic}. */
public final class BasicHeader {

  private BasicHeader() {}

  /** The header's value, with both parts form-encoded. */
  public static String encoded(String clientId, String secret) {
    return new ClientSecretBasic(
            new ClientID(clientId), new com.nimbusds.oauth2.sdk.auth.Secret(secret))
        .toHTTPAuthorizationHeader();
  }
}
