package io.crossauth.examples.resourceserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.crossauth.error.TransportException;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.BearerChallenge;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A handler behind the check of the access token; it gets the token, and cannot be reached without.
 */
record Guarded(
    OAuthResourceServer server, Map<String, AccessRequirement> methods, Endpoint endpoint)
    implements HttpHandler {

  /** What answers a request that may pass. */
  @FunctionalInterface
  interface Endpoint {
    void answer(HttpExchange exchange, VerifiedToken token) throws IOException;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      AccessRequirement requirement = methods.get(exchange.getRequestMethod());
      if (requirement == null) {
        Answer.empty(exchange, 405);
        return;
      }
      check(exchange, requirement);
    }
  }

  private void check(HttpExchange exchange, AccessRequirement requirement) throws IOException {
    List<String> authorization =
        exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
    try {
      Access access = server.access(authorization, requirement);
      if (access instanceof Access.Granted granted) {
        endpoint.answer(exchange, granted.token());
      } else if (access instanceof Access.Denied denied) {
        BearerChallenge challenge = denied.challenge();
        exchange.getResponseHeaders().set(BearerChallenge.HEADER, challenge.header());
        Answer.empty(exchange, challenge.status());
      }
    } catch (TransportException e) {
      // The issuer's keys cannot be had: nothing is known about the token.
      exchange.getResponseHeaders().set("Retry-After", "5");
      Answer.empty(exchange, 503);
    }
  }
}
