package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.JwtAssertion;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.token.IssuedToken;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Token exchange and JWTs as grants at a real Keycloak. */
@WithKeycloak
class TokenExchangeIT {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";

  /** The first request of a Keycloak takes a busy machine its time. */
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(60))
          .callTimeout(Duration.ofSeconds(90))
          .build();

  private final KeycloakServer keycloak;
  private final List<AutoCloseable> open = new ArrayList<>();
  private final OAuthClient exchange;

  TokenExchangeIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
    this.exchange = client(TestClients.EXCHANGE);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open) {
      one.close();
    }
    transport.close();
  }

  private OAuthClient client(String id) {
    OAuthClient client =
        OAuthClient.builder(keycloak.issuer().toString())
            .clientId(id)
            .clientSecret(Secret.of(TestClients.SECRET))
            .transport(transport)
            .build();
    open.add(client);
    return client;
  }

  private VerifiedToken verified(Secret accessToken, String audience) {
    OAuthTokenConsumer api =
        OAuthTokenConsumer.builder(keycloak.issuer().toString())
            .audience(audience)
            .transport(transport)
            .build();
    open.add(api);
    return api.verify(accessToken.reveal(), TokenType.ACCESS);
  }

  private static OAuthTokenResponse login(OAuthClient client, String... scopes) {
    return client
        .passwordFlow(TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), scopes)
        .requireTokens();
  }

  @Test
  @DisplayName("F-13: an access token for another of the same user")
  void anAccessTokenForAnother() {
    OAuthTokenResponse own = login(exchange);

    OAuthTokenResponse other =
        exchange.requestTokens(TokenExchange.ofAccessToken(own.accessToken()));

    assertThat(other.raw("issued_token_type")).contains(TYPES + "access_token");
    assertThat(other.accessToken()).isNotEqualTo(own.accessToken());
    assertThat(verified(other.accessToken(), TestClients.AUDIENCE).subject())
        .isEqualTo(verified(own.accessToken(), TestClients.AUDIENCE).subject());
  }

  @Test
  @DisplayName("F-13: on behalf of: a user's token, verified at an API, for the next API")
  void onBehalfOf() {
    VerifiedToken verified =
        verified(login(client(TestClients.SHOP)).accessToken(), TestClients.AUDIENCE);

    TokenSource orders =
        exchange.tokenSource(TokenExchange.of(verified).withAudience(TestClients.ORDERS));

    VerifiedToken atOrders = verified(orders.accessToken(), TestClients.ORDERS);
    assertThat(atOrders.subject()).isEqualTo(verified.subject());
    assertThat(atOrders.audience()).containsExactly(TestClients.ORDERS);
    assertThat(atOrders.string("azp")).contains(TestClients.EXCHANGE);
    assertThat(atOrders.actors()).as("Keycloak impersonates").isEmpty();
    assertThat(
            exchange
                .tokenSource(TokenExchange.of(verified).withAudience(TestClients.ORDERS))
                .accessToken())
        .as("kept")
        .isEqualTo(orders.accessToken());
  }

  @Test
  @DisplayName("F-13: an ID token is no access token (N_A)")
  void anIdTokenIsNoAccessToken() {
    TokenExchange forIdToken =
        TokenExchange.ofAccessToken(login(exchange, "openid").accessToken())
            .withRequestedType(TYPES + "id_token");

    IssuedToken idToken = exchange.exchange(forIdToken, "openid");

    assertThat(idToken.type()).isEqualTo(TYPES + "id_token");
    assertThat(exchange.validateIdToken(idToken.token()).subject()).isPresent();
    assertThat(
            catchThrowableOfType(
                InvalidResponseException.class, () -> exchange.requestTokens(forIdToken, "openid")))
        .hasMessageContaining("N_A");
  }

  @Test
  void aRefreshTokenComesBesideAnAccessToken() {
    OAuthTokenResponse tokens =
        exchange.requestTokens(
            TokenExchange.ofAccessToken(login(exchange, "openid").accessToken())
                .withRequestedType(TYPES + "refresh_token"));

    assertThat(tokens.refreshToken()).isPresent();
    assertThat(exchange.refreshTokenFlow(tokens).accessToken()).isNotNull();
  }

  @Test
  void anUnknownAudienceAndATokenForSomebodyElseAreRefused() {
    Secret own = login(exchange).accessToken();
    Secret foreign = login(client(TestClients.PASSWORD)).accessToken();

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            () -> exchange.requestTokens(TokenExchange.ofAccessToken(own).withAudience("nobody")))
        .satisfies(e -> assertThat(e.status()).isEqualTo(400))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client"));
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> exchange.requestTokens(TokenExchange.ofAccessToken(foreign)))
        .satisfies(e -> assertThat(e.status()).isEqualTo(403));
  }

  private JwtAssertion assertion(String user, String audience) {
    return JwtAssertion.signed(
        JwtSigner.ofJwk(keycloak.privateJwk(TestClients.ASSERTION_KEY)),
        TestClients.ASSERTION_ISSUER,
        user,
        audience);
  }

  @Test
  @DisplayName("F-14: a JWT as a grant, new each time; its second use is refused")
  void aJwtAsAGrant() {
    JwtAssertion alice = assertion(TestUsers.ALICE, keycloak.issuer().toString());

    OAuthTokenResponse first = exchange.requestTokens(Grant.jwtBearer(alice));
    OAuthTokenResponse second = exchange.requestTokens(Grant.jwtBearer(alice));

    assertThat(verified(first.accessToken(), TestClients.AUDIENCE).string("preferred_username"))
        .contains(TestUsers.ALICE);
    assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
    Secret once = alice.get();
    assertThat(exchange.requestTokens(Grant.jwtBearer(() -> once)).accessToken()).isNotNull();
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> exchange.requestTokens(Grant.jwtBearer(() -> once)))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"))
        .satisfies(e -> assertThat(e.toString()).doesNotContain(once.reveal()));
  }

  @Test
  @DisplayName("F-14: a JWT for another server, or of a user that is not linked, is refused")
  void aJwtForAnotherServer() {
    for (JwtAssertion bad :
        List.of(
            assertion(TestUsers.ALICE, "https://other.example"),
            assertion("nobody", keycloak.issuer().toString()))) {
      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> exchange.requestTokens(Grant.jwtBearer(bad)))
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"));
    }
  }

  @Test
  void allOfItIsInTheServersOwnLog() {
    exchange.requestTokens(TokenExchange.ofAccessToken(login(exchange).accessToken()));
    exchange.requestTokens(
        Grant.jwtBearer(assertion(TestUsers.ALICE, keycloak.issuer().toString())));

    assertThat(keycloak.eventCounts()).containsKeys("TOKEN_EXCHANGE", "JWT_AUTHORIZATION_GRANT");
  }
}
