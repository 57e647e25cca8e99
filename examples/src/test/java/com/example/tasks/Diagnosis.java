package com.example.tasks;

import io.crossauth.client.OAuthClient;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpTransport;
import io.crossauth.tokenconsumer.diagnosis.ProviderCheck;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What is odd about a provider and a client of it, from the machine where the program runs. */
public final class Diagnosis {

  private Diagnosis() {}

  /** {@code Diagnosis https://id.example.com/realms/shop web http://localhost:8080/callback}. */
  public static void main(String[] args) {
    // With the proxy and the CA that the program uses, if it does.
    try (ApacheHttpTransport transport = ApacheHttpTransport.builder().build()) {
      of(args[0], args[1], URI.create(args[2]), transport).forEach(System.out::println);
    }
  }

  static List<String> of(String issuer, String clientId, URI redirectUri, HttpTransport transport) {
    List<String> lines = new ArrayList<>();
    ProviderCheck.builder(issuer).transport(transport).build().run().stream()
        .map(finding -> finding.id() + ": " + finding.what() + "; " + finding.remedy())
        .forEach(lines::add);
    try (OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .redirectUri(redirectUri)
            .transport(transport)
            .build()) {
      lines.add("open in a browser: " + client.startAuthorizationCodeFlow("openid").uri());
    } catch (CrossauthException e) {
      lines.add(e.code() + ": " + e.getMessage());
    }
    return lines;
  }
}
