package com.example.tasks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** A web application: login, a page that calls an API for the user, logout. */
public final class Shop {

  private static final System.Logger LOG = System.getLogger("shop");
  private static final String SESSION = "__Host-session";
  private static final String LOGIN = "__Host-login-";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final OAuthClient client;
  private final URI home;
  private final URI orders;
  private final SealingKey key;
  private final TokenManager sessions;
  private final HttpClient http = HttpClient.newHttpClient();

  Shop(OAuthClient client, URI home, URI orders, SealingKey key) {
    this.client = client;
    this.home = home;
    this.orders = orders;
    this.key = key;
    this.sessions = client.tokenManager(TokenStore.inMemory());
  }

  /** {@code Shop https://id.example.com/realms/shop web http://localhost:8081/orders}. */
  public static void main(String[] args) throws IOException {
    URI home = URI.create("http://localhost:8080/");
    OAuthClient client =
        OAuthClient.builder(args[0])
            .clientId(args[1])
            .clientSecret(System.getenv("CLIENT_SECRET"))
            .redirectUri(home.resolve("/callback"))
            .build();
    Runtime.getRuntime().addShutdownHook(new Thread(client::close));
    // A new key with each start ends the logins that are under way, and nothing else. Several nodes
    // share one: SealingKey.of(Secret.of(System.getenv("SEALING_KEY"))).
    new Shop(client, home, URI.create(args[2]), SealingKey.ephemeral()).start(8080);
    System.out.println("open " + home);
  }

  HttpServer start(int port) throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    HttpServer server = HttpServer.create(new InetSocketAddress(here, port), 0);
    server.createContext("/", guarded(this::show));
    server.createContext("/login", guarded(this::login));
    server.createContext("/callback", guarded(this::callback));
    server.createContext("/orders", guarded(this::orders));
    server.createContext("/logout", guarded(this::logout));
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    return server;
  }

  private void show(HttpExchange exchange) throws IOException {
    Optional<StoredTokens> tokens = session(exchange).flatMap(sessions::tokens);
    if (tokens.isEmpty()) {
      page(exchange, 200, "<a href='/login'>log in</a>");
      return;
    }
    // For the eyes alone: what belongs to a user is kept under issuer and subject, never a name.
    Object user = tokens.get().idTokenClaims().getOrDefault("preferred_username", "somebody");
    page(
        exchange,
        200,
        "<p>You are "
            + escaped(user.toString())
            + ".</p><a href='/orders'>orders</a>"
            + "<form method='post' action='/logout'><button>log out</button></form>");
  }

  private void login(HttpExchange exchange) throws IOException {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "profile");
    PendingLogin pending = login.pending();
    // A cookie for each login, so that two tabs do not disturb each other.
    setCookie(exchange, LOGIN + pending.id(), pending.seal(key), 600);
    redirect(exchange, login.uri());
  }

  private void callback(HttpExchange exchange) throws IOException {
    AuthorizationResponse callback =
        AuthorizationResponse.of(home.resolve(exchange.getRequestURI()));
    String name = LOGIN + PendingLogin.id(callback);
    // Without the cookie this is login.missing: another browser, or the login took too long.
    PendingLogin pending = PendingLogin.open(cookie(exchange, name).orElse(null), key);
    OAuthTokenResponse tokens = client.redirectEndpoint(callback, pending);
    setCookie(exchange, name, "", 0);
    session(exchange).ifPresent(sessions::signedOut);
    // A new name with each login: nobody can know it before.
    String session = newName();
    sessions.signedIn(session, tokens);
    setCookie(exchange, SESSION, session, -1);
    redirect(exchange, home);
  }

  private void orders(HttpExchange exchange) throws IOException {
    String session = session(exchange).orElse("");
    // The token is renewed when it is over, once, however many requests ask at the same time.
    ResourceClient api = ResourceClient.of(http, sessions.source(session), orders.resolve("/"));
    HttpResponse<String> answer;
    try {
      answer = api.send(HttpRequest.newBuilder(orders).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      page(exchange, 503, "The shop is being closed.");
      return;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the API cannot be reached: " + e);
      page(exchange, 502, "The orders cannot be had now.");
      return;
    }
    boolean good = answer.statusCode() == 200;
    String words = good ? answer.body() : "The API answered " + answer.statusCode() + ".";
    page(exchange, good ? 200 : 502, escaped(words));
  }

  private void logout(HttpExchange exchange) throws IOException {
    Optional<String> session = session(exchange);
    // Links and images of other sites send GET: those log nobody out. Their forms send no cookie.
    if (session.isEmpty() || !exchange.getRequestMethod().equals("POST")) {
      redirect(exchange, home);
      return;
    }
    Optional<Secret> idToken = sessions.tokens(session.get()).flatMap(StoredTokens::idToken);
    sessions.signedOut(session.get());
    setCookie(exchange, SESSION, "", 0);
    // The session is over here; the provider ends its own, and sends the browser back home.
    redirect(
        exchange, idToken.isPresent() ? client.logout().start(idToken.get(), home).uri() : home);
  }

  /** What may go wrong anywhere: no session, a provider that is down, a user who said no. */
  private static HttpHandler guarded(HttpHandler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (LoginRequiredException e) {
        redirect(exchange, URI.create("/login"));
      } catch (CrossauthException e) {
        // A page, never a new login by itself: a browser without cookies would go in circles.
        LOG.log(Level.INFO, e.code() + ": " + e.getMessage());
        String words = e.retryable() ? "Please try again later." : "That did not work.";
        page(exchange, e.retryable() ? 503 : 400, words + " <a href='/login'>Log in</a>");
      } finally {
        exchange.close();
      }
    };
  }

  private static Optional<String> session(HttpExchange exchange) {
    return cookie(exchange, SESSION);
  }

  private static String newName() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Optional<String> cookie(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getOrDefault("Cookie", List.of()).stream()
        .flatMap(header -> List.of(header.split("; *")).stream())
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> pair.substring(name.length() + 1))
        .findFirst();
  }

  /**
   * Lax: the cookie comes with the way back from the provider, and with no form of another site.
   */
  private static void setCookie(HttpExchange exchange, String name, String value, int seconds) {
    String life = seconds < 0 ? "" : "; Max-Age=" + seconds;
    exchange
        .getResponseHeaders()
        .add("Set-Cookie", name + "=" + value + "; Path=/; Secure; HttpOnly; SameSite=Lax" + life);
  }

  private static void redirect(HttpExchange exchange, URI to) throws IOException {
    exchange.getResponseHeaders().set("Location", to.toString());
    exchange.sendResponseHeaders(303, -1);
  }

  private static void page(HttpExchange exchange, int status, String html) throws IOException {
    byte[] body = ("<!doctype html><title>Shop</title>" + html).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
