package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.resource.StepUpChallenge;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RFC 9470 from end to end: an API by our resource server, a provider, a session. */
@Timeout(120)
@DisplayName("F-24: a step-up round trip")
class StepUpRoundTest {

  private static final String SESSION = "s-1";

  private final ProviderLogin scene = new ProviderLogin();
  private final OAuthClient client = scene.client().build();
  private final TokenManager sessions = client.tokenManager(TokenStore.inMemory());
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();
  private final OAuthTokenConsumer consumer =
      OAuthTokenConsumer.builder(scene.provider().issuer().toString())
          .audience(TestClients.AUDIENCE)
          .transport(transport)
          .platform(scene.time().platform())
          .build();
  private final OAuthResourceServer server = OAuthResourceServer.builder(consumer).build();
  private final List<Integer> answers = new CopyOnWriteArrayList<>();
  private final List<LoginOptions> logins = new ArrayList<>();
  private HttpServer api;
  private AccessRequirement requirement =
      AccessRequirement.none().withMaxAge(Duration.ofSeconds(30));
  private ResourceClient resources;

  @BeforeEach
  void open() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/pay", this::pay);
    api.start();
    resources =
        ResourceClient.of(HttpClient.newHttpClient(), sessions.source(SESSION), address(""));
    logIn(LoginOptions.scopes("openid"));
  }

  @AfterEach
  void close() {
    api.stop(0);
    sessions.close();
    client.close();
    consumer.close();
    transport.close();
    scene.close();
  }

  private URI address(String path) {
    return URI.create("http://127.0.0.1:" + api.getAddress().getPort() + path);
  }

  private void pay(HttpExchange exchange) throws IOException {
    Access access = server.access(exchange.getRequestHeaders().get("Authorization"), requirement);
    int status = 204;
    if (access instanceof Access.Denied denied) {
      status = denied.challenge().status();
      denied.challenge().headers().forEach(exchange.getResponseHeaders()::set);
    }
    answers.add(status);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private void logIn(LoginOptions options) {
    logins.add(options);
    AuthorizationRequest login = client.startAuthorizationCodeFlow(options);
    sessions.signedIn(SESSION, client.redirectEndpoint(scene.answer(login), login.pending()));
  }

  private void stepUp(StepUpChallenge challenge) {
    logIn(challenge.login(LoginOptions.scopes("openid")));
  }

  private HttpResponse<Void> send() throws Exception {
    return resources.send(
        HttpRequest.newBuilder(address("/pay")).build(), BodyHandlers.discarding(), this::stepUp);
  }

  @Test
  void a_login_that_is_recent_needs_none() throws Exception {
    assertThat(send().statusCode()).isEqualTo(204);
    assertThat(answers).containsExactly(204);
    assertThat(logins).hasSize(1);
  }

  @Test
  void a_login_that_is_too_old_is_made_anew() throws Exception {
    scene.time().advance(Duration.ofMinutes(2));

    assertThat(send().statusCode()).isEqualTo(204);
    assertThat(answers).containsExactly(401, 204);
    assertThat(logins).hasSize(2);
    assertThat(logins.get(1).maxAge()).contains(Duration.ofSeconds(30));
  }

  @Test
  void a_login_that_is_too_weak_is_made_more_strongly() throws Exception {
    requirement = AccessRequirement.none().withAcrValues("gold");
    scene.provider().faults().idToken(token -> token.claim("acr", "gold"));
    scene.provider().faults().accessToken(token -> token.claim("acr", "silver"));
    logIn(LoginOptions.scopes("openid"));
    scene.provider().faults().accessToken(token -> token.claim("acr", "gold"));

    assertThat(send().statusCode()).isEqualTo(204);
    assertThat(answers).containsExactly(401, 204);
    assertThat(logins.get(2).acrValues()).containsExactly("gold");
  }

  @Test
  void a_provider_that_logs_in_as_weakly_as_before_is_refused_before_the_api_is_asked_again()
      throws Exception {
    requirement = AccessRequirement.none().withAcrValues("gold");

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(this::send)
        .satisfies(e -> assertThat(e.code()).isEqualTo("token.wrong_acr"));
    assertThat(answers).containsExactly(401);
  }

  @Test
  void a_provider_that_does_not_ask_the_user_again_is_refused_before_the_api_is_asked_again()
      throws Exception {
    scene
        .provider()
        .faults()
        .idToken(token -> token.claim("auth_time", scene.time().instant().minusSeconds(1200)));
    scene.time().advance(Duration.ofMinutes(2));

    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(this::send)
        .satisfies(e -> assertThat(e.code()).isEqualTo("token.too_old"));
    assertThat(answers).containsExactly(401);
  }

  @Test
  void an_api_that_is_never_content_ends_in_an_error_after_one_round() throws Exception {
    requirement = AccessRequirement.none().withAcrValues("gold");
    // The API never sees the acr of the login.
    scene.provider().faults().idToken(token -> token.claim("acr", "gold"));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(this::send)
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.step_up_repeated"));
    assertThat(answers).containsExactly(401, 401);
    assertThat(logins).hasSize(2);
    assertThat(scene.provider().count(Endpoint.TOKEN)).isEqualTo(2);
  }

  @Test
  void a_request_whose_body_comes_but_once_gets_the_challenge() throws Exception {
    scene.time().advance(Duration.ofMinutes(2));
    HttpRequest once =
        HttpRequest.newBuilder(address("/pay"))
            .POST(BodyPublishers.ofInputStream(InputStream::nullInputStream))
            .build();

    assertThat(resources.send(once, BodyHandlers.discarding(), this::stepUp).statusCode())
        .isEqualTo(401);
    assertThat(logins).hasSize(1);
  }

  @Test
  void a_login_that_fails_is_the_failure_of_the_request() throws Exception {
    scene.time().advance(Duration.ofMinutes(2));
    scene.provider().faults().callbackParameter("state", "x");

    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(this::send)
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.state_mismatch"));
    assertThat(answers).containsExactly(401);
  }
}
