package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.grant.Grant;
import io.crossauth.client.grant.JwtAssertion;
import io.crossauth.client.grant.TokenExchange;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.testing.Canaries;
import io.crossauth.client.testing.FlowUnderTest;
import io.crossauth.client.testing.LogTrap;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.client.token.IssuedToken;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every flow with every log turned on: no secret may be in any text that somebody may see. */
@DisplayName("fault 24, S-28: no secret shows in any message, cause, text form or log")
class CanaryTest {

  private final LogTrap logs = new LogTrap();
  private final Canaries canaries = new Canaries();
  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private ApacheHttpTransport transport;

  @BeforeEach
  void the_trap_works() {
    org.slf4j.LoggerFactory.getLogger("probe.slf4j").trace("one");
    java.util.logging.Logger.getLogger("probe.jdk").finest("two");
    System.getLogger("probe.system").log(System.Logger.Level.TRACE, "three");
    assertThat(logs.text()).contains("probe.slf4j one", "probe.jdk two", "probe.system three");
    // The provider makes its keys when it is first asked, which takes a busy machine its time.
    transport =
        ApacheHttpTransport.builder()
            .responseTimeout(Duration.ofSeconds(30))
            .callTimeout(Duration.ofSeconds(60))
            .build();
  }

  @AfterEach
  void close() {
    transport.close();
    logs.close();
  }

  @Nested
  @DisplayName("of a flow that goes well:")
  class Success {

    private final InProcessProvider provider =
        InProcessProvider.builder().clock(time).anyPollingPace().start();

    @AfterEach
    void nothing_has_leaked() {
      provider.requests().forEach(canaries::secrets);
      provider.close();
      assertNoLeak();
    }

    @Test
    void authorization_code() {
      OAuthClient client = confidential();
      AuthorizationRequest request =
          client.startAuthorizationCodeFlow(
              LoginOptions.scopes("openid").withMaxAge(Duration.ofHours(1)));
      see(request, request.pending(), request.pending().id());
      canaries.secret(request.pending().state().reveal());
      canaries.secret(request.pending().nonce().reveal());
      canaries.secret(request.pending().codeVerifier().reveal());
      SealingKey key = SealingKey.ephemeral();
      see(key, request.pending().seal(key));
      Callback callback =
          Browser.builder()
              .clock(time)
              .build()
              .login(request.uri(), "alice", TestUsers.password("alice"));

      tokens(
          client,
          () ->
              client.redirectEndpoint(AuthorizationResponse.of(callback.uri()), request.pending()));
      Throwable replay =
          catchThrowable(
              () ->
                  client.redirectEndpoint(
                      AuthorizationResponse.of(callback.uri()), request.pending()));
      canaries.seen(replay);
      see(Form.parse(callback.form()));
    }

    @Test
    @DisplayName("F-25 of a signed response (JARM), taken and refused")
    void signed_responses() {
      OAuthClient client = confidential();
      for (String mode : List.of("jwt", "form_post.jwt", "fragment.jwt")) {
        AuthorizationRequest request =
            client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").withResponseMode(mode));
        see(request, request.pending(), request.pending().seal(SealingKey.ephemeral()));
        AuthorizationResponse answer = signedResponse(request);
        see(PendingLogin.id(answer), client.loginId(answer));
        AuthorizationRequest other =
            client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").withResponseMode(mode));
        canaries.seen(catchThrowable(() -> client.redirectEndpoint(answer, other.pending())));
        tokens(client, () -> client.redirectEndpoint(answer, request.pending()));
        canaries.seen(catchThrowable(() -> client.redirectEndpoint(answer, request.pending())));
        for (UnaryOperator<TokenDraft> fault : spoiled()) {
          provider.faults().authorizationResponse(fault);
          AuthorizationResponse bad = signedResponse(other);
          canaries.seen(catchThrowable(() -> client.redirectEndpoint(bad, other.pending())));
          see(String.valueOf(catchThrowable(() -> PendingLogin.id(bad))));
          provider.faults().clear();
        }
      }
      assertThat(canaries.count()).isGreaterThan(30);
    }

    private List<UnaryOperator<TokenDraft>> spoiled() {
      return List.of(
          d -> d.claim("iss", "https://x"),
          d -> d.claim("exp", time.platform().now().minusSeconds(900)),
          d -> d.without("state"),
          d -> d.header("alg", "none"),
          d -> d.header("kid", "another"),
          d -> d.rawPayload("{\"code\":"),
          d -> d.withSignature(new byte[256]));
    }

    private AuthorizationResponse signedResponse(AuthorizationRequest request) {
      Callback callback =
          Browser.builder()
              .clock(time)
              .build()
              .login(request.uri(), "alice", TestUsers.password("alice"));
      String jwt = callback.require("response");
      canaries.secret(jwt);
      canaries.secret(jwt.split("\\.", -1)[1]);
      canaries.secret(request.pending().state().reveal());
      AuthorizationResponse answer = ProviderLogin.response(callback);
      see(answer);
      return answer;
    }

    @Test
    void client_credentials_in_every_way() throws Exception {
      for (ClientAuthentication method :
          new ClientAuthentication[] {
            ClientAuthentication.clientSecretBasic(Secret.of(TestClients.SECRET)),
            ClientAuthentication.clientSecretPost(Secret.of(TestClients.SECRET)),
          }) {
        OAuthClient client = client(TestClients.SERVICE, method);
        see(method);
        tokens(client, client::clientCredentialsFlow);
      }
      String id = TestClients.KEY_CLIENTS.get(0);
      JwtSigner signer = JwtSigner.ofJwk(provider.privateJwk(id));
      OAuthClient withKey = client(id, ClientAuthentication.privateKeyJwt(signer));
      see(signer);
      tokens(withKey, withKey::clientCredentialsFlow);
      canaries.secret(TestClients.LONG_SECRET);
      OAuthClient withJwt =
          client(
              TestClients.SECRET_JWT,
              ClientAuthentication.clientSecretJwt(() -> Secret.of(TestClients.LONG_SECRET)));
      tokens(withJwt, withJwt::clientCredentialsFlow);
    }

    @Test
    void password_and_refresh_and_userinfo() throws Exception {
      OAuthClient client = confidential();
      TokenRequestOptions options =
          TokenRequestOptions.scopes("openid")
              .with("totp", Secret.of(Totp.code(TestUsers.TOTP_SECRET, time.instant())));
      see(options, Grant.password("mfa", Secret.of(TestUsers.password("mfa"))));

      PasswordOutcome outcome =
          client.passwordFlow("mfa", Secret.of(TestUsers.password("mfa")), options);
      see(outcome);
      OAuthTokenResponse tokens = tokens(client, outcome::requireTokens);
      OAuthTokenResponse again = tokens(client, () -> client.refreshTokenFlow(tokens));
      see(client.userInfoEndpoint(again));
      canaries.seen(catchThrowable(() -> client.refreshTokenFlow(tokens)));
    }

    @Test
    @DisplayName("F-25 of a token exchange and of a JWT as a grant")
    void exchange_and_jwt_grant() throws Exception {
      OAuthClient client =
          client(
              TestClients.EXCHANGE,
              ClientAuthentication.clientSecret(() -> Secret.of(TestClients.SECRET)));
      OAuthTokenResponse user =
          tokens(
              client,
              () ->
                  client
                      .passwordFlow("alice", Secret.of(TestUsers.password("alice")), "openid")
                      .requireTokens());
      TokenExchange exchange =
          TokenExchange.ofAccessToken(user.accessToken()).withActor(user.accessToken());
      see(exchange);
      tokens(client, () -> client.requestTokens(exchange));
      TokenSource source = client.tokenSource(exchange.withAudience(TestClients.ORDERS));
      canaries.secret(source.accessToken().reveal());
      see(source);
      IssuedToken idToken =
          client.exchange(exchange.withRequestedType("urn:ietf:params:oauth:token-type:id_token"));
      canaries.secret(idToken.token().reveal());
      see(idToken);
      canaries.seen(catchThrowable(() -> client.requestTokens(exchange.withAudience("nobody"))));

      JwtSigner signer = JwtSigner.ofJwk(provider.privateJwk(TestClients.ASSERTION_KEY));
      JwtAssertion assertion =
          JwtAssertion.signed(
                  signer, TestClients.ASSERTION_ISSUER, "alice", provider.issuer().toString())
              .withPlatform(time.platform());
      Grant grant = Grant.jwtBearer(assertion);
      see(assertion, grant);
      tokens(client, () -> client.requestTokens(grant));
      Secret once = assertion.get();
      tokens(client, () -> client.requestTokens(Grant.jwtBearer(() -> once)));
      canaries.seen(catchThrowable(() -> client.requestTokens(Grant.jwtBearer(() -> once))));
    }

    @Test
    void device() throws Exception {
      OAuthClient client = client(TestClients.DEVICE, ClientAuthentication.none());
      OAuthDeviceAuthorizationResponse code = client.startDeviceCodeFlow("openid");
      see(code);
      see(client.device().poll(code));
      provider.approveDevice(code.userCode(), "alice");
      PollAnswer<OAuthTokenResponse> answer = client.device().poll(code);
      see(answer);
      tokens(client, ((PollAnswer.Done<OAuthTokenResponse>) answer)::result);
      canaries.seen(catchThrowable(() -> client.device().poll(code)));
    }

    private OAuthClient confidential() {
      return client(
          TestClients.CONFIDENTIAL,
          ClientAuthentication.clientSecret(() -> Secret.of(TestClients.SECRET)));
    }

    private OAuthClient client(String id, ClientAuthentication method) {
      OAuthClientBuilder builder =
          OAuthClient.builder(provider.issuer().toString())
              .clientId(id)
              .clientAuthentication(method)
              .redirectUri(URI.create("http://127.0.0.1/callback"))
              .transport(transport)
              .platform(time.platform());
      canaries.secret(TestClients.SECRET);
      see(builder);
      return builder.build();
    }

    private OAuthTokenResponse tokens(OAuthClient client, Callable<OAuthTokenResponse> flow) {
      try {
        OAuthTokenResponse tokens = flow.call();
        canaries.secrets(tokens);
        see(client, tokens, tokens.idToken(), tokens.accessToken(), tokens.refreshToken());
        return tokens;
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  static Stream<Arguments> echoes() {
    Map<String, Behaviour> behaviours =
        Map.ofEntries(
            Map.entry("error", echo(s -> json(400, "{\"error\":\"%s\"}", s))),
            Map.entry(
                "description",
                echo(s -> json(400, "{\"error\":\"x\",\"error_description\":\"%s\"}", s))),
            Map.entry(
                "description of a known error",
                echo(
                    s ->
                        json(
                            401,
                            "{\"error\":\"invalid_client\",\"error_description\":\"%s\"}",
                            s))),
            Map.entry(
                "page of an error",
                echo(
                    s ->
                        json(
                            400,
                            "{\"error\":\"x\",\"error_uri\":\"https://id.example.com/?%s\"}",
                            s))),
            Map.entry("200 with an error", echo(s -> json(200, "{\"error\":\"%s\"}", s))),
            Map.entry("truncated JSON", echo(s -> json(200, "{\"a\":\"%s", s))),
            Map.entry("JSON array", echo(s -> json(200, "[\"%s\"]", s))),
            Map.entry("same member twice", echo(s -> json(200, "{\"%1$s\":1,\"%1$s\":2}", s))),
            Map.entry("other member", echo(s -> json(200, "{\"%s\":1}", s))),
            Map.entry("HTML page", echo(s -> Reply.html("<p>" + s))),
            Map.entry("HTML error page", echo(s -> Reply.html("<p>" + s).status(500))),
            Map.entry(
                "redirect",
                echo(s -> Reply.redirect(302, "https://evil.example/?" + Form.encode(s)))),
            Map.entry("content type", echo(s -> Reply.json("?").header("Content-Type", "x/" + s))),
            Map.entry(
                "challenge",
                echo(
                    s ->
                        Reply.of(401)
                            .header(
                                "WWW-Authenticate",
                                "Bearer error=\"%1$s\", error_description=\"%1$s\"".formatted(s)))),
            Map.entry("Retry-After", echo(s -> Reply.of(503).header("Retry-After", s))),
            Map.entry("no HTTP", connection -> hangUp(connection)),
            Map.entry("closed", Behaviour.closeBeforeHeaders()),
            Map.entry("too much", Behaviour.hugeBody(1024 * 1024)));
    return behaviours.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            entry ->
                Stream.of(FlowUnderTest.values())
                    .filter(flow -> flow != FlowUnderTest.DISCOVERY && flow != FlowUnderTest.KEYS)
                    // A deletion has nothing to find in a good answer.
                    .filter(
                        flow ->
                            flow != FlowUnderTest.MFA_DELETE
                                || !entry.getKey().equals("other member"))
                    .map(flow -> Arguments.of(entry.getKey(), entry.getValue(), flow)));
  }

  @ParameterizedTest(name = "{2}, {0}")
  @MethodSource("echoes")
  @DisplayName("of a flow whose server repeats what it was sent:")
  void a_server_that_repeats_what_it_was_sent(
      String name, Behaviour behaviour, FlowUnderTest flow) {
    try (FaultServer server = FaultServer.start().always(behaviour);
        OAuthClient client = flow.client(Metadata.at(server.uri("")), transport, time)) {

      Throwable thrown = catchThrowable(() -> flow.run(client, time));

      assertThat(thrown).isNotNull();
      canaries.seen(thrown);
      server.requests().forEach(canaries::secrets);
      canaries.secret("secret-canary");
      assertThat(server.requests()).isNotEmpty();
      assertNoLeak();
    }
  }

  private void see(Object... objects) {
    for (Object object : objects) {
      canaries.seen(object);
    }
  }

  private void assertNoLeak() {
    canaries.seen(logs.text());
    assertThat(canaries.count()).as("secrets that were searched for").isPositive();
    assertThat(canaries.leaks()).isEmpty();
  }

  private interface Echo {
    Reply of(String secrets);
  }

  /** A reply with everything secret that the request has: first one way, then the other. */
  private static Behaviour echo(Echo reply) {
    return connection ->
        Behaviour.reply(reply.of(secretsOf(connection.request()))).serve(connection);
  }

  private static void hangUp(io.crossauth.testkit.fault.Connection connection)
      throws java.io.IOException {
    String secrets = secretsOf(connection.request());
    Behaviour.raw(secrets + "\r\n\r\n").serve(connection);
  }

  private static String secretsOf(RecordedRequest request) {
    StringBuilder text = new StringBuilder();
    for (String name :
        new String[] {
          "password",
          "refresh_token",
          "device_code",
          "code",
          "code_verifier",
          "mfa_token",
          "otp",
          "oob_code",
          "binding_code",
          "recovery_code"
        }) {
      request.formParameter(name).ifPresent(value -> text.append(value).append(' '));
    }
    String header = request.header("Authorization").orElse("");
    text.append(header.substring(header.indexOf(' ') + 1));
    return header.startsWith("Basic ") ? text + " secret-canary" : text.toString().strip();
  }

  private static Reply json(int status, String format, String secrets) {
    return Reply.json(format.formatted(secrets)).status(status);
  }
}
