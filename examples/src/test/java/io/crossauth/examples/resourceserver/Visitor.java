package io.crossauth.examples.resourceserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** Somebody who calls the API, by nothing but HTTP. */
final class Visitor {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI orders;

  Visitor(OrdersApi api) {
    this.orders = api.uri();
  }

  HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  HttpResponse<String> read(String... authorization) throws IOException, InterruptedException {
    return send(with(authorization));
  }

  HttpResponse<String> write(String... authorization) throws IOException, InterruptedException {
    return send(with(authorization).POST(BodyPublishers.noBody()));
  }

  static String challenge(HttpResponse<String> response) {
    return response.headers().firstValue("WWW-Authenticate").orElse("");
  }

  private HttpRequest.Builder with(String... authorization) {
    HttpRequest.Builder request = HttpRequest.newBuilder(orders);
    for (String value : authorization) {
      request.header("Authorization", value);
    }
    return request;
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
