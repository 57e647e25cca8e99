package com.example.tasks;

import io.crossauth.client.provider.Provider;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpTransport;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** An API of several tenants: two of Microsoft Entra ID, and two realms of a Keycloak. */
public final class TenantsApi {

  private static final String SHOP = "11111111-2222-3333-4444-555555555555";
  private static final String MILL = "22222222-2222-3333-4444-555555555555";
  private static final String CLIENT_ID = "11111111-aaaa-bbbb-cccc-555555555555";

  private final OAuthResourceServer server;

  TenantsApi(HttpTransport transport) {
    OAuthTokenConsumer entra =
        Provider.entraTenants(SHOP, MILL)
            .tokenConsumer()
            .audience(CLIENT_ID)
            .transport(transport)
            .build();
    server =
        OAuthResourceServer.builder(entra, realm("north", transport), realm("south", transport))
            .build();
  }

  /** Says whose the token is that comes by standard input. */
  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (ApacheHttpTransport transport = ApacheHttpTransport.builder().build()) {
      System.out.println(new TenantsApi(transport).owner(in.readLine()));
    }
  }

  private static OAuthTokenConsumer realm(String name, HttpTransport transport) {
    return Provider.keycloak("https://id.example.com", name)
        .tokenConsumer()
        .audience("orders-api")
        .transport(transport)
        .build();
  }

  /** Whose data a request is about, or {@code TokenRejectedException}: answer 401. */
  String owner(String accessToken) {
    VerifiedToken token = server.verify(accessToken);
    // Never the subject alone, nor an e-mail address: two tenants may say the same.
    return token.issuer() + " " + token.requireSubject();
  }
}
