package com.example.tasks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.BearerChallenge;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/** {@code GET /orders} for users with the role clerk. */
public final class OrdersApi {

  private static final System.Logger LOG = System.getLogger("orders");

  private static final AccessRequirement CLERKS =
      AccessRequirement.none().withClaim("/realm_access/roles", "clerk");

  private final OAuthResourceServer server;

  OrdersApi(OAuthTokenConsumer consumer) {
    server =
        OAuthResourceServer.builder(consumer)
            .realm("orders")
            .deniedListener(denied -> LOG.log(Level.INFO, denied.toString()))
            .build();
  }

  /** Runs until the process is ended: {@code OrdersApi https://id.example.com/realms/shop}. */
  public static void main(String[] args) throws IOException {
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(args[0]).audience("orders-api").build();
    System.out.println("listening at " + new OrdersApi(consumer).start(8081).getAddress());
  }

  HttpServer start(int port) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer http = HttpServer.create(new InetSocketAddress(here, port), 0);
    http.createContext("/orders", this::handle);
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
    return http;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try {
      List<String> authorization =
          exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
      Access access = server.access(authorization, CLERKS);
      if (access instanceof Access.Granted granted) {
        answer(exchange, 200, orders(granted.token()));
      } else if (access instanceof Access.Denied denied) {
        BearerChallenge challenge = denied.challenge();
        challenge.headers().forEach(exchange.getResponseHeaders()::set);
        answer(exchange, challenge.status(), "");
      }
    } catch (InsufficientPrivilegesException e) {
      // The token is good, but names no subject: a service's.
      answer(exchange, 403, "");
    } catch (CrossauthException e) {
      // The issuer's keys cannot be had: that says nothing about the token, and clients keep it.
      LOG.log(Level.WARNING, e.code() + ": " + e.getMessage());
      exchange.getResponseHeaders().set("Retry-After", "5");
      answer(exchange, 503, "");
    } finally {
      exchange.close();
    }
  }

  private static String orders(VerifiedToken token) {
    // The issuer and the subject together are the user: another issuer may have the same subject.
    return "the orders of " + token.requireSubject() + " at " + token.issuer();
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }
}
