package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.JwtAssertion;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.testing.Together;
import io.crossauth.client.token.IssuedToken;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.Actor;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Token exchange and JWTs as grants over real sockets, against the provider in this process. */
@Timeout(120)
@DisplayName("Between services,")
class ExchangeAtProviderTest {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final TestKey PLATFORM_KEY = TestKeys.ed25519("platform");
  private static final String PLATFORM = "https://platform.example";

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private final InProcessProvider provider =
      InProcessProvider.builder()
          .clock(time)
          .assertionIssuer(PLATFORM, PLATFORM_KEY)
          .exchangeAudiences(TestClients.ORDERS, "https://stock.example")
          .start();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();
  private final OAuthClient shop = client(TestClients.SHOP);
  private final OAuthClient exchange = client(TestClients.EXCHANGE);
  private final OAuthTokenConsumer api = api(TestClients.AUDIENCE);
  private final OAuthTokenConsumer orders = api(TestClients.ORDERS);

  private OAuthClient client(String id) {
    return OAuthClient.builder(provider.issuer().toString())
        .clientId(id)
        .clientSecret(Secret.of(TestClients.SECRET))
        .transport(transport)
        .platform(time.platform())
        .build();
  }

  private OAuthTokenConsumer api(String audience) {
    return OAuthTokenConsumer.builder(provider.issuer().toString())
        .audience(audience)
        .transport(transport)
        .platform(time.platform())
        .build();
  }

  @AfterEach
  void close() {
    orders.close();
    api.close();
    exchange.close();
    shop.close();
    transport.close();
    provider.close();
  }

  private static OAuthTokenResponse login(OAuthClient client, String... scopes) {
    return client
        .passwordFlow(TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), scopes)
        .requireTokens();
  }

  private VerifiedToken verified(Secret accessToken) {
    return api.verify(accessToken.reveal(), TokenType.ACCESS);
  }

  private VerifiedToken atOrders(Secret accessToken) {
    return orders.verify(accessToken.reveal(), TokenType.ACCESS);
  }

  @Test
  @DisplayName("F-13: an API calls the next one on behalf of its caller, in one line")
  void an_api_calls_the_next_one_on_behalf_of_its_caller() throws Exception {
    VerifiedToken caller = verified(login(shop).accessToken());
    HttpClient http = HttpClient.newHttpClient();
    try (FaultServer ordersApi =
        FaultServer.start().always(Behaviour.reply(Reply.json("{\"orders\":[]}")))) {

      HttpResponse<String> answer =
          ResourceClient.of(
                  http,
                  exchange.tokenSource(TokenExchange.of(caller).withAudience(TestClients.ORDERS)),
                  ordersApi.uri(""))
              .send(
                  HttpRequest.newBuilder(ordersApi.uri("/orders")).build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      String sent = ordersApi.requests().get(0).header("Authorization").orElseThrow();
      VerifiedToken arrived = atOrders(Secret.of(sent.substring("Bearer ".length())));
      assertThat(arrived.subject()).isEqualTo(caller.subject());
      assertThat(arrived.audience()).containsExactly(TestClients.ORDERS);
    }
  }

  @Test
  void delegation_names_who_acts_and_impersonation_nobody() {
    Secret user = login(shop).accessToken();
    Secret own = login(exchange).accessToken();
    TokenExchange plain = TokenExchange.ofAccessToken(user).withAudience(TestClients.ORDERS);

    VerifiedToken impersonated = atOrders(exchange.requestTokens(plain).accessToken());
    VerifiedToken delegated = atOrders(exchange.requestTokens(plain.withActor(own)).accessToken());

    assertThat(impersonated.actors()).isEmpty();
    assertThat(delegated.subject()).isEqualTo(impersonated.subject());
    assertThat(delegated.actors())
        .extracting(Actor::clientId)
        .containsExactly(java.util.Optional.of(TestClients.EXCHANGE));
    assertThat(
            delegated.requireActor(
                actor -> actor.clientId().filter(TestClients.EXCHANGE::equals).isPresent()))
        .isNotNull();
  }

  @Test
  @DisplayName("F-13: a target that the server does not know is refused, with a hint")
  void a_target_that_the_server_does_not_know_is_refused() {
    TokenExchange nobody =
        TokenExchange.ofAccessToken(login(shop).accessToken()).withAudience("nobody");

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> exchange.requestTokens(nobody))
        .withMessageContaining("what the server knows the service by")
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.invalid_target"));
  }

  @Test
  void audience_and_resource_may_be_several() {
    TokenExchange both =
        TokenExchange.ofAccessToken(login(shop).accessToken())
            .withAudience(TestClients.ORDERS)
            .withResource("https://stock.example");

    assertThat(atOrders(exchange.requestTokens(both).accessToken()).audience())
        .containsExactly(TestClients.ORDERS, "https://stock.example");
  }

  @Test
  @DisplayName("F-13: an ID token is got, and is no access token (N_A)")
  void an_id_token_is_got() {
    IssuedToken idToken =
        exchange.exchange(
            TokenExchange.ofAccessToken(login(shop, "openid").accessToken())
                .withRequestedType(TYPES + "id_token"));

    assertThat(idToken.type()).isEqualTo(TYPES + "id_token");
    assertThat(exchange.validateIdToken(idToken.token()).subject()).isPresent();
  }

  @Test
  @DisplayName("F-13: what comes of a token is given out no longer than that one lives")
  void what_comes_of_a_token_is_given_out_no_longer() {
    VerifiedToken caller = verified(login(shop).accessToken());
    Secret first = exchange.tokenSource(TokenExchange.of(caller)).accessToken();
    int requests = provider.count(Endpoint.TOKEN);

    time.advance(Duration.between(time.instant(), caller.expiresAt()));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> exchange.tokenSource(TokenExchange.of(caller)).accessToken())
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_request"))
        .satisfies(e -> assertThat(e.toString()).doesNotContain(first.reveal()));
    assertThat(provider.count(Endpoint.TOKEN)).isEqualTo(requests + 1);
  }

  @Test
  @DisplayName("F-13: a thousand threads with ten subject tokens are ten requests")
  void a_thousand_threads_with_ten_subject_tokens_are_ten_requests() throws Exception {
    List<VerifiedToken> callers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      callers.add(verified(login(shop).accessToken()));
    }
    int before = provider.count(Endpoint.TOKEN);
    AtomicInteger turn = new AtomicInteger();

    List<Together.Call<Secret>> calls =
        Together.start(
            1000,
            () ->
                exchange
                    .tokenSource(
                        TokenExchange.of(callers.get(turn.getAndIncrement() % 10))
                            .withAudience(TestClients.ORDERS))
                    .accessToken());

    List<String> given = new ArrayList<>();
    for (Together.Call<Secret> call : calls) {
      given.add(call.get().reveal());
    }
    assertThat(provider.count(Endpoint.TOKEN) - before).isEqualTo(10);
    assertThat(given).hasSize(1000);
    assertThat(new HashSet<>(given)).hasSize(10);
  }

  private JwtAssertion assertion() {
    return JwtAssertion.signed(
            JwtSigner.ofJwk(PLATFORM_KEY.privateJwkJson()),
            PLATFORM,
            TestUsers.ALICE,
            provider.issuer().toString())
        .withPlatform(time.platform());
  }

  @Test
  @DisplayName("F-14: a JWT is traded for tokens, another each time")
  void a_jwt_is_traded_for_tokens() {
    Grant grant = Grant.jwtBearer(assertion());

    OAuthTokenResponse first = exchange.requestTokens(grant);
    OAuthTokenResponse second = exchange.requestTokens(grant);

    assertThat(verified(first.accessToken()).string("preferred_username"))
        .contains(TestUsers.ALICE);
    assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
    assertThat(provider.eventCounts()).containsEntry("JWT_AUTHORIZATION_GRANT", 2L);
  }

  @Test
  @DisplayName("F-14: a JWT is good once, and its refusal is final")
  void a_jwt_is_good_once() {
    Secret once = assertion().get();
    exchange.requestTokens(Grant.jwtBearer(() -> once));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> exchange.requestTokens(Grant.jwtBearer(() -> once)))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"))
        .satisfies(e -> assertThat(e.retryable()).isFalse());
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"issuer", "subject", "audience", "key"})
  void a_jwt_is_of_somebody_known_about_somebody_known_to_this_server(String wrong) {
    TestKey key = wrong.equals("key") ? TestKeys.ed25519("other") : PLATFORM_KEY;
    JwtAssertion bad =
        JwtAssertion.signed(
                JwtSigner.ofJwk(key.privateJwkJson()),
                wrong.equals("issuer") ? "https://other.example" : PLATFORM,
                wrong.equals("subject") ? "nobody" : TestUsers.ALICE,
                wrong.equals("audience") ? "https://other.example" : provider.issuer().toString())
            .withPlatform(time.platform());

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> exchange.requestTokens(Grant.jwtBearer(bad)))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"));
  }
}
