package io.crossauth.examples.resourceserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.resource.login.ResourceLogin;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.tokenconsumer.resource.ProtectedResource;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An API of ours whose users log in at a real Keycloak; the program knows its address alone. */
@WithKeycloak
@DisplayName("From an API's address to a token, at Keycloak:")
class ResourceLoginIT {

  private final String issuer;
  private final List<URI> opened = new CopyOnWriteArrayList<>();
  private volatile Duration later = Duration.ZERO;
  private final HttpServer http;
  private final OAuthTokenConsumer consumer;
  private final URI api;

  ResourceLoginIT(TestProvider keycloak) throws IOException {
    this.issuer = keycloak.issuer().toString();
    this.http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    this.api = URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/shop");
    Platform now = Platform.system();
    this.consumer =
        OAuthTokenConsumer.builder(issuer)
            .audience(TestClients.AUDIENCE)
            .platform(now.withClock(new LaterClock()))
            .build();
    OAuthResourceServer server =
        OAuthResourceServer.builder(consumer).resource(ProtectedResource.at(api)).build();
    http.createContext(
        "/shop",
        new Guarded(
            server,
            Map.of(
                "GET", AccessRequirement.scopes("profile"),
                "PUT", AccessRequirement.scopes("phone"),
                "DELETE", AccessRequirement.scopes("profile").withMaxAge(Duration.ofMinutes(1)),
                "POST", AccessRequirement.scopes("no-such-scope")),
            (exchange, token) -> Answer.json(exchange, "{\"user\":\"" + who(token) + "\"}")));
    String document = server.metadataDocument().orElseThrow();
    http.createContext(
        server.metadataUri().orElseThrow().getPath(),
        exchange -> {
          try (exchange) {
            Answer.json(exchange, document);
          }
        });
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
  }

  private static String who(io.crossauth.tokenconsumer.VerifiedToken token) {
    return token.string("preferred_username").orElse("");
  }

  @AfterEach
  void stop() {
    http.stop(0);
    consumer.close();
  }

  private ResourceLogin.Builder program() {
    return ResourceLogin.at(api).scopes("openid").browser(this::open).allowPrivateAddresses();
  }

  private void open(URI address) {
    opened.add(address);
    later = Duration.ZERO;
    Thread browser = new Thread(() -> logIn(address), "browser");
    browser.setDaemon(true);
    browser.start();
  }

  private static void logIn(URI address) {
    URI callback =
        Browser.create().login(address, TestUsers.ALICE, TestUsers.password(TestUsers.ALICE)).uri();
    try {
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(callback).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Form asked(int login) {
    return Form.parse(opened.get(login).getRawQuery());
  }

  private void assertAnswers(ResourceLogin login, String method) {
    HttpReply reply = login.send(HttpCall.of(method, api));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(new String(reply.body(), StandardCharsets.UTF_8)).contains(TestUsers.ALICE);
  }

  @Test
  @DisplayName("a login, then one for more scopes, then one that is newer")
  void logsInAndStepsUp() {
    try (ResourceLogin login = program().client(issuer, TestClients.PUBLIC).build()) {
      assertAnswers(login, "GET");
      assertAnswers(login, "GET");
      assertThat(opened).hasSize(1);
      assertThat(asked(0).first("resource")).contains(api.toString());

      assertAnswers(login, "PUT");
      assertThat(opened).hasSize(2);
      assertThat(asked(1).first("scope").orElseThrow()).contains("phone", "profile", "openid");

      later = Duration.ofMinutes(4);
      assertAnswers(login, "DELETE");
      assertThat(opened).hasSize(3);
      assertThat(asked(2).first("max_age")).contains("60");
    }
  }

  @Test
  void aScopeThatTheServerDoesNotKnowEndsAtTheServer() {
    try (ResourceLogin login = program().client(issuer, TestClients.PUBLIC).build()) {
      assertAnswers(login, "GET");

      assertThatThrownBy(() -> login.send(HttpCall.of("POST", api)))
          .isInstanceOfSatisfying(
              CrossauthException.class, e -> assertThat(e.code()).isEqualTo("oauth.invalid_scope"));
    }
  }

  @Test
  void anotherServerThanKeycloakIsNotAllowed() {
    try (ResourceLogin login = program().client("https://id.example.com", "any").build()) {
      assertThatThrownBy(() -> login.send(HttpCall.get(api)))
          .isInstanceOfSatisfying(
              CrossauthException.class,
              e -> assertThat(e.code()).isEqualTo("config.server_not_allowed"));
    }
    assertThat(opened).isEmpty();
  }

  /** A clock of the API that can be put on, so that nobody has to wait for a login to get old. */
  private final class LaterClock extends Clock {

    @Override
    public Instant instant() {
      return Clock.systemUTC().instant().plus(later);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
