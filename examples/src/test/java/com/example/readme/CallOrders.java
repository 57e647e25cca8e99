package com.example.readme;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.resource.ResourceClient;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** {@code CallOrders https://id.example.com/realms/shop https://api.example.com/orders}. */
public class CallOrders {

  public static void main(String[] args) throws IOException, InterruptedException {
    String secret = System.getenv("CLIENT_SECRET");
    try (OAuthClient client =
        OAuthClient.builder(args[0]).clientId("nightly").clientSecret(secret).build()) {
      System.out.println(orders(client, URI.create(args[1])));
    }
  }

  static String orders(OAuthClient client, URI orders) throws IOException, InterruptedException {
    ResourceClient api =
        ResourceClient.of(
            HttpClient.newHttpClient(), client.tokenSource("orders:read"), orders.resolve("/"));
    return api.send(HttpRequest.newBuilder(orders).build(), BodyHandlers.ofString()).body();
  }
}
