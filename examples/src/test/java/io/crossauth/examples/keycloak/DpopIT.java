package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.ApiRequest;
import io.crossauth.tokenconsumer.resource.DpopProofs;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens bound to a key, by a real Keycloak whose clients demand it. */
@WithKeycloak
class DpopIT {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");

  private final KeycloakServer keycloak;
  private final List<OAuthClient> open = new ArrayList<>();

  DpopIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
  }

  @AfterEach
  void close() {
    open.forEach(OAuthClient::close);
  }

  private OAuthClientBuilder client(String id) {
    OAuthClientBuilder client =
        OAuthClient.builder(keycloak.issuer().toString()).clientId(id).redirectUri(CALLBACK);
    return id.equals(TestClients.DPOP_PUBLIC)
        ? client
        : client.clientSecret(Secret.of(TestClients.SECRET));
  }

  private OAuthClient open(OAuthClientBuilder builder) {
    OAuthClient client = builder.build();
    open.add(client);
    return client;
  }

  private static URI callback(AuthorizationRequest request) {
    return Browser.create()
        .login(request.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
        .uri();
  }

  private static OAuthTokenResponse logIn(OAuthClient client, LoginOptions options) {
    AuthorizationRequest request = client.startAuthorizationCodeFlow(options);
    return client.redirectEndpoint(AuthorizationResponse.of(callback(request)), request.pending());
  }

  private static OAuthTokenResponse logIn(OAuthClient client) {
    return logIn(client, LoginOptions.scopes("openid", "email"));
  }

  @ParameterizedTest(name = "F-05, F-09: code, refresh and userinfo by one key: {0}")
  @ValueSource(strings = {TestClients.DPOP, TestClients.DPOP_PUBLIC})
  void codeRefreshUserinfo(String id) {
    OAuthClient client = open(client(id).dpop());
    OAuthTokenResponse tokens = logIn(client);
    OAuthTokenResponse renewed = client.refreshTokenFlow(tokens);

    assertThat(tokens.tokenType()).isEqualToIgnoringCase("DPoP");
    assertThat(client.userInfoEndpoint(renewed).subject())
        .isEqualTo(tokens.idToken().orElseThrow().requireSubject());
  }

  @Test
  @DisplayName("F-09: a pushed request binds its code, and so does dpop_jkt")
  void aPushedRequestBindsItsCode() {
    OAuthClient client = open(client(TestClients.DPOP).dpop());
    LoginOptions options = LoginOptions.scopes("openid");

    assertThat(logIn(client, options.withPushedRequest()).tokenType()).isEqualTo("DPoP");
    for (LoginOptions each : List.of(options, options.withPushedRequest())) {
      AuthorizationRequest request = client.startAuthorizationCodeFlow(each);
      AuthorizationRequest other = client.startAuthorizationCodeFlow(options);
      AuthorizationResponse answer = AuthorizationResponse.of(callback(request));
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> client.redirectEndpoint(answer, withKeyOf(request, other)));
    }
  }

  private static PendingLogin withKeyOf(AuthorizationRequest request, AuthorizationRequest other) {
    PendingLogin own = request.pending();
    return new PendingLogin(
        own.state(),
        own.nonce(),
        own.codeVerifier(),
        own.clientId(),
        own.issuer(),
        own.redirectUri(),
        own.startedAt(),
        own.scopes(),
        own.maxAge(),
        own.acrValues(),
        own.subject(),
        own.browser(),
        own.responseMode(),
        other.pending().proofKey());
  }

  @Test
  @DisplayName("F-10: a public client's refresh token: the stored key works on another node")
  void theStoredKeyWorks() {
    SealingKey sealing = SealingKey.ephemeral();
    String stored =
        StoredTokens.of(logIn(open(client(TestClients.DPOP_PUBLIC).dpop()))).seal(sealing, "alice");
    StoredTokens opened = StoredTokens.open(stored, sealing, "alice");
    OAuthClient another = open(client(TestClients.DPOP_PUBLIC).dpop());

    OAuthTokenResponse renewed =
        another.refreshTokenFlow(
            opened.refreshToken().orElseThrow(),
            TokenExpectations.none().withSubject(opened.subject().orElseThrow()),
            TokenRequestOptions.none().withProofKey(opened.proofKey().orElseThrow()));

    assertThat(renewed.tokenType()).isEqualToIgnoringCase("DPoP");
  }

  @Test
  @DisplayName("F-10: a public client's refresh token: another key is login_required")
  void anotherKeyIsLoginRequired() {
    OAuthClient client = open(client(TestClients.DPOP_PUBLIC).dpop());
    StoredTokens own = StoredTokens.of(logIn(client));
    StoredTokens other = StoredTokens.of(logIn(client));
    TokenStore store = TokenStore.inMemory();
    store.put(
        "alice",
        new StoredTokens(
            own.version(),
            own.accessToken(),
            own.refreshToken(),
            own.idToken(),
            own.subject(),
            own.expiresAt(),
            own.renewAt(),
            own.scopes(),
            own.login(),
            own.authorizationDetails(),
            own.tokenType(),
            other.proofKey()));
    TokenManager manager = client.tokenManager(store);
    manager.source("alice").rejected(own.accessToken());

    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> manager.accessToken("alice"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("session.login_required"))
        .withMessageContaining("invalid_grant");
  }

  @Test
  @DisplayName("F-08: a client that demands proofs gives no tokens without one")
  void noTokensWithoutAProof() {
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> open(client(TestClients.DPOP)).clientCredentialsFlow());
    assertThat(open(client(TestClients.DPOP).dpop()).clientCredentialsFlow().tokenType())
        .isEqualToIgnoringCase("DPoP");
  }

  @ParameterizedTest(name = "F-23: a clock {0} s off: the error says so")
  @ValueSource(longs = {30, -30})
  void aClockThatIsOff(long seconds) {
    Platform off =
        Platform.system().withClock(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds)));
    OAuthClient client = open(client(TestClients.DPOP).platform(off).dpop());

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(client::clientCredentialsFlow)
        .withMessageContaining("compare the clocks");
  }

  @Test
  @DisplayName("a bound token at an API of ours: with a proof and a nonce 200, alone 401")
  void anApiOfOurs() throws Exception {
    OAuthClient client = open(client(TestClients.DPOP).dpop());
    TokenSource source = client.tokenSource();
    HttpClient http = HttpClient.newHttpClient();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    URI origin = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(keycloak.issuer().toString())
            .audience(TestClients.AUDIENCE)
            .build()) {
      OAuthResourceServer api =
          OAuthResourceServer.builder(consumer)
              .dpop(DpopProofs.at(origin).withNonces(SealingKey.ephemeral()))
              .build();
      List<Integer> answers = new CopyOnWriteArrayList<>();
      server.createContext("/", exchange -> answer(api, exchange, answers));
      server.start();

      ResourceClient orders = ResourceClient.of(http, source, origin);
      HttpRequest request = HttpRequest.newBuilder(origin.resolve("/orders?page=2")).build();
      assertThat(orders.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      HttpRequest stolen =
          HttpRequest.newBuilder(origin.resolve("/orders"))
              .header("Authorization", "Bearer " + source.accessToken().reveal())
              .build();
      assertThat(http.send(stolen, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
      assertThat(answers).containsExactly(401, 200, 401);
    } finally {
      server.stop(0);
    }
  }

  private static void answer(OAuthResourceServer api, HttpExchange exchange, List<Integer> answers)
      throws IOException {
    Access access =
        api.access(
            ApiRequest.of(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getRawPath(),
                exchange.getRequestHeaders()::get),
            AccessRequirement.none());
    int status = 200;
    if (access instanceof Access.Denied denied) {
      denied.challenge().headers().forEach(exchange.getResponseHeaders()::set);
      status = denied.challenge().status();
    }
    answers.add(status);
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }
}
