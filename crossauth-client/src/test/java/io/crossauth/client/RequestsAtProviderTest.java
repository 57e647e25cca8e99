package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.ClaimsRequest;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Canaries;
import io.crossauth.client.testing.LogTrap;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.ProviderBuilder;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushed and signed requests, and details, at a provider that checks them, over real sockets. */
@DisplayName("At a provider that checks what it is sent,")
class RequestsAtProviderTest {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");
  private static final String ES256 = "crossauth-pkjwt-es256";
  private static ApacheHttpTransport transport;

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private InProcessProvider provider = start(builder());

  @BeforeAll
  static void open_a_transport() {
    transport =
        ApacheHttpTransport.builder()
            .responseTimeout(Duration.ofSeconds(60))
            .callTimeout(Duration.ofSeconds(90))
            .build();
  }

  @AfterAll
  static void close_the_transport() {
    transport.close();
  }

  @AfterEach
  void stop_the_provider() {
    provider.close();
  }

  private ProviderBuilder builder() {
    return InProcessProvider.builder().clock(time).anyPollingPace();
  }

  private static InProcessProvider start(ProviderBuilder builder) {
    return builder.start();
  }

  private void restart(ProviderBuilder builder) {
    provider.close();
    provider = builder.start();
  }

  private OAuthClientBuilder client(String id) {
    OAuthClientBuilder client =
        OAuthClient.builder(provider.issuer().toString())
            .clientId(id)
            .redirectUri(CALLBACK)
            .transport(transport)
            .platform(time.platform());
    return TestClients.KEY_CLIENTS.contains(id)
        ? client.clientKey(JwtSigner.ofJwk(provider.privateJwk(id)))
        : client.clientSecret(Secret.of(TestClients.SECRET));
  }

  private JwtSigner key(String id) {
    return JwtSigner.ofJwk(provider.privateJwk(id));
  }

  private URI callback(AuthorizationRequest request) {
    return Browser.builder()
        .clock(time)
        .build()
        .login(request.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
        .uri();
  }

  private OAuthTokenResponse logIn(OAuthClient client, LoginOptions options) {
    AuthorizationRequest request = client.startAuthorizationCodeFlow(options);
    return client.redirectEndpoint(AuthorizationResponse.of(callback(request)), request.pending());
  }

  private Map<String, List<String>> inTheBrowser() {
    return provider.requests(Endpoint.AUTHORIZATION).get(0).query();
  }

  @Nested
  @DisplayName("a pushed request")
  class Pushed {

    @ParameterizedTest
    @DisplayName("F-01 logs in, and the browser brings two parameters:")
    @ValueSource(strings = {TestClients.CONFIDENTIAL, ES256})
    void logs_in(String id) {
      OAuthTokenResponse tokens =
          logIn(client(id).pushedRequests().build(), LoginOptions.scopes("openid"));

      assertThat(tokens.idToken()).isPresent();
      assertThat(inTheBrowser()).containsOnlyKeys("client_id", "request_uri");
      assertThat(provider.eventCounts()).containsEntry("PUSHED_AUTHORIZATION_REQUEST", 1L);
    }

    @Test
    @DisplayName("F-01 of a public client logs in")
    void of_a_public_client_logs_in() {
      OAuthClient client =
          OAuthClient.builder(provider.issuer().toString())
              .clientId(TestClients.PUBLIC)
              .redirectUri(CALLBACK)
              .transport(transport)
              .platform(time.platform())
              .build();

      assertThat(logIn(client, LoginOptions.scopes("openid").withPushedRequest()).idToken())
          .isPresent();
    }

    @Test
    @DisplayName("F-02 is made where the provider demands it, and no other is taken")
    void is_made_where_the_provider_demands_it() {
      restart(builder().requirePushedRequests());

      assertThat(
              logIn(client(TestClients.CONFIDENTIAL).build(), LoginOptions.scopes("openid"))
                  .idToken())
          .isPresent();
      assertThat(provider.count(Endpoint.PUSHED_AUTHORIZATION)).isEqualTo(1);
    }

    @Test
    @DisplayName("F-20 that is stale, or is used twice, ends on a page of the provider")
    void that_is_stale_or_used_twice_ends_on_a_page() {
      OAuthClient client = client(TestClients.CONFIDENTIAL).pushedRequests().build();
      AuthorizationRequest twice = client.startAuthorizationCodeFlow("openid");
      callback(twice);
      AuthorizationRequest late = client.startAuthorizationCodeFlow("openid");
      time.advance(Duration.ofSeconds(61));

      assertThatThrownBy(() -> callback(twice)).hasMessageContaining("used multiple times");
      assertThatThrownBy(() -> callback(late)).hasMessageContaining("PAR not found");
      provider.faults().staleRequestUris();
      AuthorizationRequest stale = client.startAuthorizationCodeFlow("openid");
      assertThatThrownBy(() -> callback(stale)).hasMessageContaining("PAR not found");
    }

    @Test
    @DisplayName("F-20 that is refused in the callback is an error with what to do")
    void that_is_refused_in_the_callback_is_an_error() {
      provider
          .faults()
          .callback(
              parameters -> {
                parameters.remove("code");
                parameters.put("error", "invalid_request_uri");
                return parameters;
              });
      OAuthClient client = client(TestClients.CONFIDENTIAL).pushedRequests().build();

      assertThatThrownBy(() -> logIn(client, LoginOptions.scopes("openid")))
          .isInstanceOfSatisfying(
              OAuthErrorException.class,
              e -> assertThat(e.code()).isEqualTo("oauth.invalid_request_uri"))
          .hasMessageContaining("begin the login again");
      assertThat(provider.count(Endpoint.TOKEN)).isZero();
    }

    @Test
    @DisplayName("F-20 of a wrong secret is refused")
    void of_a_wrong_secret_is_refused() {
      OAuthClient client =
          client(TestClients.CONFIDENTIAL)
              .clientSecret(Secret.of("wrong-secret"))
              .pushedRequests()
              .build();

      assertThat(
              catchThrowableOfType(
                      CrossauthException.class, () -> client.startAuthorizationCodeFlow("openid"))
                  .code())
          .isEqualTo("oauth.invalid_client");
    }
  }

  @Nested
  @DisplayName("a signed request")
  class Signed {

    @ParameterizedTest
    @DisplayName("F-03 by value logs in, by every algorithm:")
    @ValueSource(
        strings = {
          "crossauth-pkjwt-rs256",
          "crossauth-pkjwt-ps256",
          "crossauth-pkjwt-es256",
          "crossauth-pkjwt-eddsa"
        })
    void by_value_logs_in(String id) {
      OAuthTokenResponse tokens =
          logIn(
              client(id).signedRequests(key(id)).build(),
              LoginOptions.scopes("openid")
                  .withMaxAge(Duration.ofMinutes(5))
                  .withClaims(ClaimsRequest.none().idToken("email"))
                  .withResource("https://api.one")
                  .withResource("https://api.two"));

      assertThat(tokens.idToken()).isPresent();
      assertThat(inTheBrowser()).containsOnlyKeys("client_id", "response_type", "scope", "request");
    }

    @Test
    @DisplayName("F-03 in a pushed request logs in")
    void in_a_pushed_request_logs_in() {
      restart(builder().requirePushedRequests().requireSignedRequests());

      assertThat(logIn(client(ES256).build(), LoginOptions.scopes("openid")).idToken()).isPresent();
      assertThat(inTheBrowser()).containsOnlyKeys("client_id", "request_uri");
      RecordedRequest pushed = provider.requests(Endpoint.PUSHED_AUTHORIZATION).get(0);
      assertThat(pushed.form())
          .containsOnlyKeys("client_id", "client_assertion", "client_assertion_type", "request");
    }

    @Test
    @DisplayName("F-03 encrypted logs in, by value and pushed")
    void encrypted_logs_in() {
      OAuthClient client = client(ES256).encryptedRequests("RSA-OAEP", "A256GCM").build();

      assertThat(logIn(client, LoginOptions.scopes("openid")).idToken()).isPresent();
      assertThat(inTheBrowser().get("request").get(0).split("\\.")).hasSize(5);
      assertThat(logIn(client, LoginOptions.scopes("openid").withPushedRequest()).idToken())
          .isPresent();
      assertThat(provider.requests(Endpoint.PUSHED_AUTHORIZATION).get(0).form().get("request"))
          .allSatisfy(object -> assertThat(object.split("\\.")).hasSize(5));
    }

    @Test
    @DisplayName("F-20 that the provider refuses is an error, or ends on a page")
    void that_the_provider_refuses_is_an_error() {
      provider.faults().refuseRequestObjects();
      OAuthClient client = client(ES256).signedRequests(key(ES256)).build();

      OAuthErrorException e =
          catchThrowableOfType(
              OAuthErrorException.class,
              () ->
                  client.startAuthorizationCodeFlow(
                      LoginOptions.scopes("openid").withPushedRequest()));
      assertThat(e.error()).isEqualTo("invalid_request_object");
      assertThat(e).hasMessageContaining("clocks");
      AuthorizationRequest byValue = client.startAuthorizationCodeFlow("openid");
      assertThatThrownBy(() -> callback(byValue)).hasMessageContaining("request object refused");
    }

    @Test
    @DisplayName("F-20 by a key that is not the client's is refused")
    void by_a_key_that_is_not_the_clients_is_refused() {
      OAuthClient client =
          client(ES256).signedRequests(key("crossauth-pkjwt-rs256")).pushedRequests().build();

      assertThat(
              catchThrowableOfType(
                      CrossauthException.class, () -> client.startAuthorizationCodeFlow("openid"))
                  .code())
          .isEqualTo("oauth.invalid_request_object");
    }

    @Test
    @DisplayName("F-20 of a clock that is an hour off is refused")
    void of_a_clock_that_is_off_is_refused() {
      FakeTime late = new FakeTime(Instant.parse("2026-11-21T09:00:00Z"));
      OAuthClient client =
          client(ES256).signedRequests(key(ES256)).platform(late.platform()).build();
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");

      assertThatThrownBy(() -> callback(request))
          .hasMessageContaining("request object refused: exp");
    }
  }

  @Nested
  @DisplayName("authorization details")
  class Detailed {

    private static final AuthorizationDetails PAYMENT =
        AuthorizationDetails.of(
            AuthorizationDetail.of("payment_initiation")
                .withActions("initiate", "status")
                .with("instructedAmount", Map.of("currency", "EUR", "amount", "123.50")));

    private VerifiedToken atTheApi(OAuthTokenResponse tokens) {
      try (OAuthTokenConsumer api =
          OAuthTokenConsumer.builder(provider.issuer().toString())
              .audience(TestClients.AUDIENCE)
              .transport(transport)
              .platform(time.platform())
              .build()) {
        return api.verify(tokens.accessToken().reveal(), TokenType.ACCESS);
      }
    }

    private void assertPayment(OAuthTokenResponse tokens) {
      assertThat(tokens.authorizationDetails()).isEqualTo(PAYMENT);
      assertThat(
              atTheApi(tokens)
                  .requireAuthorizationDetail("payment_initiation", "initiate")
                  .member("instructedAmount"))
          .isPresent();
    }

    @Test
    @DisplayName("F-17 are granted to a login: in the query, pushed, signed, and both")
    void are_granted_to_a_login() {
      OAuthClient client = client(ES256).build();
      OAuthClient signing = client(ES256).signedRequests(key(ES256)).build();
      LoginOptions options = LoginOptions.scopes("openid").withAuthorizationDetails(PAYMENT);

      assertPayment(logIn(client, options));
      assertPayment(logIn(client, options.withPushedRequest()));
      assertPayment(logIn(signing, options));
      assertPayment(logIn(signing, options.withPushedRequest()));
    }

    @Test
    @DisplayName("F-17 are granted to a service, and stand in an introspection")
    void are_granted_to_a_service() {
      OAuthClient client = client(TestClients.CONFIDENTIAL).build();
      OAuthTokenResponse tokens =
          client.clientCredentialsFlow(
              TokenRequestOptions.none().withAuthorizationDetails(PAYMENT));

      assertPayment(tokens);
      assertThat(client.introspect(tokens.accessToken()).authorizationDetails()).isEqualTo(PAYMENT);
    }

    @Test
    @DisplayName("F-17 are granted to a device")
    void are_granted_to_a_device() {
      OAuthClient client =
          OAuthClient.builder(provider.issuer().toString())
              .clientId(TestClients.DEVICE)
              .transport(transport)
              .platform(time.platform())
              .build();
      OAuthDeviceAuthorizationResponse code =
          client.device().start(TokenRequestOptions.none().withAuthorizationDetails(PAYMENT));
      provider.approveDevice(code.userCode(), TestUsers.ALICE);

      PollAnswer.Done<OAuthTokenResponse> done =
          (PollAnswer.Done<OAuthTokenResponse>) client.device().poll(code);
      assertPayment(done.result());
    }

    @Test
    @DisplayName("F-17 of a refresh are those of the login, or some of them, and no others")
    void of_a_refresh_are_those_of_the_login_or_some() {
      AuthorizationDetail account = AuthorizationDetail.of("account_information");
      OAuthClient client = client(ES256).build();
      OAuthTokenResponse tokens =
          logIn(
              client,
              LoginOptions.scopes("openid")
                  .withAuthorizationDetails(
                      AuthorizationDetails.of(PAYMENT.list().get(0), account)));

      OAuthTokenResponse same = client.refreshTokenFlow(tokens);
      assertThat(same.authorizationDetails()).isEqualTo(tokens.authorizationDetails());
      Secret refreshToken = same.refreshToken().orElseThrow();
      assertThat(
              catchThrowableOfType(
                      OAuthErrorException.class, () -> refresh(client, refreshToken, "cancel"))
                  .error())
          .isEqualTo("invalid_authorization_details");
      assertThat(refresh(client, refreshToken).authorizationDetails())
          .isEqualTo(AuthorizationDetails.of(account));
    }

    private OAuthTokenResponse refresh(OAuthClient client, Secret token, String... actions) {
      AuthorizationDetail account = AuthorizationDetail.of("account_information");
      return client.refreshTokenFlow(
          token,
          TokenExpectations.none(),
          TokenRequestOptions.none()
              .withAuthorizationDetails(
                  AuthorizationDetails.of(
                      actions.length == 0 ? account : account.withActions(actions))));
    }

    @Test
    @DisplayName("F-17 that were granted other than asked for are known, and do not suffice")
    void that_were_granted_other_than_asked_for_do_not_suffice() {
      provider
          .faults()
          .grantedDetails(
              details ->
                  List.of(Map.of("type", "payment_initiation", "actions", List.of("status"))));
      OAuthTokenResponse tokens =
          logIn(
              client(ES256).build(),
              LoginOptions.scopes("openid").withAuthorizationDetails(PAYMENT));

      assertThat(tokens.authorizationDetails().list().get(0).actions()).containsExactly("status");
      assertThatThrownBy(
              () -> atTheApi(tokens).requireAuthorizationDetail("payment_initiation", "initiate"))
          .isInstanceOf(InsufficientPrivilegesException.class);
    }

    @Test
    @DisplayName("F-20 that the provider is silent about, or spoils, are told apart")
    void that_the_provider_is_silent_about_or_spoils() {
      OAuthClient client = client(TestClients.CONFIDENTIAL).build();
      TokenRequestOptions options = TokenRequestOptions.none().withAuthorizationDetails(PAYMENT);
      provider.faults().withoutGrantedDetails();
      assertThat(client.clientCredentialsFlow(options).authorizationDetails().isEmpty()).isTrue();

      provider.faults().clear();
      provider.faults().at(Endpoint.TOKEN).member("authorization_details", Map.of("type", 7));
      assertThat(
              catchThrowableOfType(
                      CrossauthException.class, () -> client.clientCredentialsFlow(options))
                  .code())
          .isEqualTo("response.authorization_details");
    }

    @Test
    @DisplayName("F-17 of an unknown type are refused before the provider is asked")
    void of_an_unknown_type_are_refused() {
      OAuthClient client = client(TestClients.CONFIDENTIAL).build();

      assertThat(
              catchThrowableOfType(
                      CrossauthException.class,
                      () ->
                          client.clientCredentialsFlow(
                              TokenRequestOptions.none()
                                  .withAuthorizationDetails(
                                      AuthorizationDetails.of(AuthorizationDetail.of("other")))))
                  .code())
          .isEqualTo("config.authorization_details_type");
      assertThat(provider.count(Endpoint.TOKEN)).isZero();
    }
  }

  @Test
  @DisplayName("F-25 no assertion, request object or state is in any log or message")
  void no_assertion_or_request_object_is_in_any_log_or_message() {
    Canaries canaries = new Canaries();
    try (LogTrap logs = new LogTrap()) {
      OAuthClient client = client(ES256).signedRequests(key(ES256)).build();
      LoginOptions options =
          LoginOptions.scopes("openid").with("login_hint_token", "hint-token-of-alice");
      AuthorizationRequest byValue = client.startAuthorizationCodeFlow(options);
      AuthorizationRequest pushed = client.startAuthorizationCodeFlow(options.withPushedRequest());
      OAuthTokenResponse tokens = logIn(client, options.withPushedRequest());
      canaries.secrets(tokens);
      for (AuthorizationRequest request : List.of(byValue, pushed)) {
        canaries.secret(request.pending().state().reveal());
        canaries.secret(request.pending().nonce().reveal());
        canaries.seen(request);
        canaries.seen(request.pending());
      }
      canaries.secret(Form.parse(byValue.uri().getRawQuery()).first("request").orElseThrow());
      // A provider that repeats all that it was sent.
      provider
          .faults()
          .at(Endpoint.PUSHED_AUTHORIZATION)
          .behave(
              connection ->
                  io.crossauth.testkit.fault.Behaviour.reply(
                          io.crossauth.testkit.http.Reply.json(
                                  Map.of(
                                      "error",
                                      "invalid_request_object",
                                      "error_description",
                                      "sent: " + connection.request().form()))
                              .status(400))
                      .serve(connection));
      for (OAuthClient other : List.of(client, client(ES256).pushedRequests().build())) {
        CrossauthException refusal =
            catchThrowableOfType(
                CrossauthException.class,
                () -> other.startAuthorizationCodeFlow(options.withPushedRequest()));
        assertThat(refusal.code()).isEqualTo("oauth.invalid_request_object");
        canaries.seen(refusal);
      }
      provider.requests().forEach(canaries::secrets);
      provider
          .requests(Endpoint.PUSHED_AUTHORIZATION)
          .forEach(
              request -> request.form().getOrDefault("state", List.of()).forEach(canaries::secret));
      canaries.seen(logs.text());
    }
    assertThat(canaries.count()).isGreaterThan(10);
    assertThat(canaries.leaks()).isEmpty();
  }
}
