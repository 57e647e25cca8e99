package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.ProviderFaults;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every flow over real sockets, against the provider in this process. Only the time is fake. */
@DisplayName("Against a provider,")
class EndToEndTest {

  private static final URI REDIRECT = URI.create("http://127.0.0.1/callback");
  private static final String SECRET_TO_ENCODE = "p%+ :/s&=~ü";

  private static ApacheHttpTransport transport;

  private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  private final InProcessProvider provider =
      InProcessProvider.builder()
          .clock(time)
          .deviceInterval(Duration.ofSeconds(5))
          .secret(TestClients.SERVICE, SECRET_TO_ENCODE)
          .start();
  private final Browser browser = Browser.builder().clock(time).build();

  @BeforeAll
  static void open_a_transport() {
    // The provider makes its keys when it is first asked, which takes a busy machine its time.
    transport =
        ApacheHttpTransport.builder()
            .responseTimeout(Duration.ofSeconds(30))
            .callTimeout(Duration.ofSeconds(60))
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

  @Nested
  @DisplayName("a login with the browser")
  class Code {

    @Test
    void works_for_a_confidential_client() {
      OAuthClient client = confidential().build();
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid", "email");

      OAuthTokenResponse tokens =
          client.redirectEndpoint(
              AuthorizationResponse.of(login(request, TestUsers.ALICE).uri()), request.pending());

      assertThat(tokens.idPayload())
          .containsEntry("iss", provider.issuer().toString())
          .containsEntry("nonce", request.pending().nonce().reveal());
      assertThat(tokens.scopes()).contains("openid", "email");
      assertThat(tokens.refreshToken()).isPresent();
      assertThat(provider.eventCounts())
          .containsEntry("LOGIN", 1L)
          .containsEntry("CODE_TO_TOKEN", 1L);
    }

    @Test
    void works_for_a_public_client_and_sealed_in_a_cookie() {
      OAuthClient client = client(TestClients.PUBLIC).build();
      SealingKey key = SealingKey.ephemeral();
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
      String cookie = request.pending().seal(key);

      OAuthTokenResponse tokens =
          client.redirectEndpoint(
              AuthorizationResponse.of(login(request, TestUsers.ALICE).uri()),
              PendingLogin.open(cookie, key));

      assertThat(tokens.idToken()).isPresent();
    }

    @Test
    void works_by_form_post() {
      OAuthClient client = confidential().build();
      AuthorizationRequest request =
          client.startAuthorizationCodeFlow(
              LoginOptions.scopes("openid").withResponseMode("form_post"));
      Callback callback = login(request, TestUsers.ALICE);

      assertThat(callback.method()).isEqualTo("POST");
      OAuthTokenResponse tokens =
          client.redirectEndpoint(
              AuthorizationResponse.of(callback.uri(), Form.parse(callback.form())),
              request.pending());

      assertThat(tokens.idToken()).isPresent();
    }

    @Test
    void works_with_a_second_factor() {
      OAuthClient client = confidential().build();
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");

      assertThat(
              client
                  .redirectEndpoint(
                      AuthorizationResponse.of(login(request, TestUsers.MFA).uri()),
                      request.pending())
                  .idToken())
          .isPresent();
    }

    @Test
    void works_with_all_options() {
      OAuthClient client = confidential().mergeUserInfo().build();
      AuthorizationRequest request =
          client.startAuthorizationCodeFlow(
              LoginOptions.scopes("openid")
                  .withMaxAge(Duration.ofMinutes(5))
                  .withPrompt("login")
                  .withLoginHint("alice")
                  .withUiLocales("de")
                  .withResource("https://api.example"));

      OAuthTokenResponse tokens =
          client.redirectEndpoint(
              AuthorizationResponse.of(login(request, TestUsers.ALICE).uri()), request.pending());

      assertThat(tokens.idPayload()).containsEntry("preferred_username", "alice");
    }

    @Test
    void is_good_for_one_callback() {
      OAuthClient client = confidential().build();
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
      URI callback = login(request, TestUsers.ALICE).uri();
      client.redirectEndpoint(AuthorizationResponse.of(callback), request.pending());

      refused(
          () -> client.redirectEndpoint(AuthorizationResponse.of(callback), request.pending()),
          "response.state_replayed");
      assertThat(provider.count(Endpoint.TOKEN)).isEqualTo(1);
    }

    @Test
    void ends_when_the_user_says_no() {
      try (InProcessProvider asking = InProcessProvider.builder().clock(time).consent().start()) {
        OAuthClient client = at(asking, TestClients.PUBLIC).build();
        AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
        Callback callback = browser.refuse(request.uri(), "alice", TestUsers.password("alice"));

        refused(
            () ->
                client.redirectEndpoint(
                    AuthorizationResponse.of(callback.uri()), request.pending()),
            "oauth.access_denied");
      }
    }

    @Test
    @DisplayName("S-21: never takes the callback of another provider")
    void never_takes_the_callback_of_another_provider() {
      try (InProcessProvider other = InProcessProvider.builder().clock(time).start()) {
        OAuthClient evil = at(other, TestClients.PUBLIC).build();
        OAuthClient client = client(TestClients.PUBLIC).build();
        AuthorizationRequest mine = client.startAuthorizationCodeFlow("openid");
        AuthorizationRequest theirs = evil.startAuthorizationCodeFlow("openid");
        Callback callback = login(theirs, TestUsers.ALICE);

        refused(
            () ->
                client.redirectEndpoint(
                    Scene.response(
                        Form.of("code", callback.require("code"))
                            .plus("state", mine.pending().state().reveal())
                            .plus("iss", callback.require("iss")),
                        mine.pending()),
                    mine.pending()),
            "response.issuer_mismatch");
        refused(
            () ->
                client.redirectEndpoint(AuthorizationResponse.of(callback.uri()), theirs.pending()),
            "response.login_mismatch");
        assertThat(provider.count(Endpoint.TOKEN)).isZero();
      }
    }

    static Stream<Arguments> spoiled() {
      return Stream.of(
          spoiled("state", f -> f.withoutCallbackParameter("state"), "response.state_missing"),
          spoiled("state", f -> f.callbackParameter("state", "x"), "response.state_mismatch"),
          spoiled("iss", f -> f.withoutCallbackParameter("iss"), "response.issuer_mismatch"),
          spoiled("iss", f -> f.callbackIssuer("https://evil"), "response.issuer_mismatch"),
          spoiled("code", f -> f.withoutCallbackParameter("code"), "response.missing_member"),
          spoiled("error", f -> f.callbackParameter("error", "a\nb"), "response.error_member"),
          spoiled("code", f -> f.callbackParameter("code", "stolen"), "oauth.invalid_grant"),
          spoiled("nonce", ProviderFaults::withoutNonce, "token.missing_claim"),
          spoiled("nonce", f -> f.idToken(d -> d.claim("nonce", "x")), "token.wrong_nonce"),
          spoiled("at_hash", f -> f.idToken(d -> d.claim("at_hash", "AAAA")), "token.wrong_hash"),
          spoiled("aud", f -> f.idToken(d -> d.claim("aud", "other")), "token.wrong_audience"),
          spoiled("iss", f -> f.idToken(d -> d.claim("iss", "https://x")), "token.wrong_issuer"),
          spoiled("exp", f -> f.idToken(d -> d.without("exp")), "token.missing_claim"),
          spoiled("alg", f -> f.idToken(d -> d.unsigned()), "token.malformed"),
          spoiled(
              "signature",
              f -> f.idToken(d -> d.withSignature(new byte[256])),
              "token.bad_signature"),
          spoiled("ID token", ProviderFaults::withoutIdToken, "response.missing_member"));
    }

    private static Arguments spoiled(String what, Consumer<ProviderFaults> fault, String code) {
      return Arguments.of(what, fault, code);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("spoiled")
    void is_refused_when_it_is_spoiled(String what, Consumer<ProviderFaults> fault, String code) {
      fault.accept(provider.faults());
      OAuthClient client = confidential().build();
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
      URI callback = login(request, TestUsers.ALICE).uri();

      refused(
          () -> client.redirectEndpoint(AuthorizationResponse.of(callback), request.pending()),
          code);
    }
  }

  @Nested
  @DisplayName("a service")
  class Service {

    static Stream<Arguments> methods() {
      Secret secret = Secret.of(SECRET_TO_ENCODE);
      return Stream.of(
          Arguments.of("chosen by metadata", ClientAuthentication.clientSecret(() -> secret)),
          Arguments.of("basic", ClientAuthentication.clientSecretBasic(secret)),
          Arguments.of("post", ClientAuthentication.clientSecretPost(secret)));
    }

    @ParameterizedTest(name = "client_secret {0}")
    @MethodSource("methods")
    void proves_itself_by_a_secret_of_odd_characters(String name, ClientAuthentication method) {
      OAuthTokenResponse tokens =
          client(TestClients.SERVICE).clientAuthentication(method).build().clientCredentialsFlow();

      assertThat(tokens.accessToken().reveal()).isNotEmpty();
      assertThat(provider.eventCounts()).containsEntry("CLIENT_LOGIN", 1L);
    }

    static List<String> keyClients() {
      return TestClients.KEY_CLIENTS;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keyClients")
    void proves_itself_by_a_key(String id) {
      OAuthClient client = client(id).clientKey(JwtSigner.ofJwk(provider.privateJwk(id))).build();

      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
    }

    @Test
    void proves_itself_by_a_signature_with_its_secret() {
      OAuthClient client =
          client(TestClients.SECRET_JWT)
              .clientAuthentication(
                  ClientAuthentication.clientSecretJwt(() -> Secret.of(TestClients.LONG_SECRET)))
              .build();

      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isNotEmpty();
    }

    @Test
    void is_refused_with_a_wrong_secret() {
      OAuthClient client = client(TestClients.SERVICE).clientSecret(Secret.of("wrong")).build();

      refused(client::clientCredentialsFlow, "oauth.invalid_client");
    }

    @Test
    void is_refused_with_the_key_of_another() {
      String other = provider.privateJwk(TestClients.KEY_CLIENTS.get(2));
      OAuthClient client =
          client(TestClients.KEY_CLIENTS.get(0)).clientKey(JwtSigner.ofJwk(other)).build();

      refused(client::clientCredentialsFlow, "oauth.invalid_client");
    }

    @Test
    void finds_a_provider_whose_issuer_ends_in_a_slash() {
      try (InProcessProvider slash =
          InProcessProvider.builder().clock(time).path("/tenant/").start()) {
        OAuthClient client = secretClient(slash).build();

        assertThat(
                client
                    .passwordFlow("alice", password(TestUsers.ALICE), "openid")
                    .requireTokens()
                    .idPayload())
            .containsEntry("iss", slash.issuer().toString());
        assertThat(slash.requests())
            .extracting(RecordedRequest::path)
            .noneMatch(path -> path.contains("//"));
      }
    }
  }

  @Nested
  @DisplayName("a refresh")
  class Refresh {

    @Test
    void renews_the_tokens_of_a_login_again_and_again() {
      OAuthClient client = confidential().build();
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid", "email");
      OAuthTokenResponse first =
          client.redirectEndpoint(
              AuthorizationResponse.of(login(request, TestUsers.ALICE).uri()), request.pending());
      time.advance(Duration.ofMinutes(1));

      OAuthTokenResponse second = client.refreshTokenFlow(first);
      OAuthTokenResponse third = client.refreshTokenFlow(second);

      assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
      assertThat(second.refreshToken()).isPresent().isNotEqualTo(first.refreshToken());
      assertThat(third.idToken().orElseThrow().requireSubject())
          .isEqualTo(first.idToken().orElseThrow().requireSubject());
      assertThat(provider.eventCounts()).containsEntry("REFRESH_TOKEN", 2L);
    }

    @Test
    void can_narrow_the_scope() {
      OAuthClient client = confidential().build();
      OAuthTokenResponse first = password(client, "openid", "email");

      assertThat(client.refreshTokenFlow(first, "openid").scopes()).containsExactly("openid");
    }

    @Test
    void presents_a_refresh_token_once() {
      OAuthClient client = confidential().build();
      OAuthTokenResponse first = password(client, "openid");
      client.refreshTokenFlow(first);

      refused(() -> client.refreshTokenFlow(first), "oauth.invalid_grant");
    }

    @Test
    @DisplayName("fault 23: is refused when it is suddenly about another user")
    void is_refused_when_it_is_about_another() {
      OAuthClient client = confidential().build();
      OAuthTokenResponse first = password(client, "openid");
      provider.faults().idToken(draft -> draft.claim("sub", "mallory"));

      refused(() -> client.refreshTokenFlow(first), "token.wrong_subject");
    }

    @Test
    void goes_on_after_the_provider_has_new_keys() {
      OAuthClient client = confidential().build();
      OAuthTokenResponse first = password(client, "openid");
      provider.rotateKeys();
      provider.retireKeys();
      time.advance(Duration.ofSeconds(10));

      assertThat(client.refreshTokenFlow(first).idToken()).isPresent();
      assertThat(provider.count(Endpoint.JWKS)).isEqualTo(2);
      assertThat(provider.count(Endpoint.DISCOVERY)).isEqualTo(1);
    }
  }

  @Nested
  @DisplayName("a login with a password")
  class Password {

    static List<String> clients() {
      return TestClients.ALGORITHM_CLIENTS;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clients")
    void works_whatever_the_tokens_are_signed_with(String id) {
      String algorithm = id.substring(id.lastIndexOf('-') + 1);
      OAuthTokenResponse tokens =
          password(
              client(id)
                  .clientSecret(Secret.of(TestClients.SECRET))
                  .idTokenSignedResponseAlg(
                      algorithm.equals("eddsa") ? "EdDSA" : algorithm.toUpperCase(Locale.ROOT))
                  .build(),
              "openid");

      assertThat(id).containsIgnoringCase(tokens.idToken().orElseThrow().algorithm());
    }

    @Test
    void works_with_a_one_time_code() {
      OAuthClient client = confidential().build();
      String code = Totp.code(TestUsers.TOTP_SECRET, time.instant());

      PasswordOutcome outcome =
          client.passwordFlow(
              TestUsers.MFA,
              password(TestUsers.MFA),
              TokenRequestOptions.scopes("openid").with("totp", Secret.of(code)));

      assertThat(outcome.requireTokens().idToken()).isPresent();
    }

    @Test
    void is_refused_without_the_one_time_code_it_needs() {
      OAuthClient client = confidential().build();

      refused(
          () -> client.passwordFlow(TestUsers.MFA, password(TestUsers.MFA)), "oauth.invalid_grant");
    }

    @Test
    void is_refused_with_a_wrong_password() {
      refused(
          () -> confidential().build().passwordFlow("alice", Secret.of("wrong")),
          "oauth.invalid_grant");
    }
  }

  @Nested
  @DisplayName("a login on another device")
  class Devices {

    private final OAuthClient client = client(TestClients.DEVICE).build();

    @Test
    @DisplayName("fault 5: polls no faster than it is told, and ends when the user has decided")
    void polls_no_faster_than_it_is_told() {
      provider.faults().slowDown(1);

      OAuthTokenResponse tokens =
          client.deviceCodeFlow(
              code ->
                  time.schedule(
                      Duration.ofSeconds(32),
                      () -> provider.approveDevice(code.userCode(), TestUsers.ALICE)),
              "openid",
              "offline_access");

      assertThat(tokens.idToken()).isPresent();
      assertThat(tokens.refreshToken()).isPresent();
      assertThat(time.waits()).extracting(Duration::toSeconds).containsExactly(5L, 10L, 10L, 10L);
      assertThat(provider.eventCounts()).containsEntry("OAUTH2_DEVICE_CODE_TO_TOKEN", 1L);
      assertThat(provider.requests(Endpoint.DEVICE_AUTHORIZATION).get(0).form())
          .doesNotContainKey("grant_type");
    }

    @Test
    void works_through_the_pages_that_the_user_sees() {
      OAuthTokenResponse tokens =
          client.deviceCodeFlow(
              code ->
                  browser.approveDevice(
                      code.verificationUri(),
                      code.userCode(),
                      TestUsers.ALICE,
                      TestUsers.password(TestUsers.ALICE)),
              "openid");

      assertThat(tokens.idToken()).isPresent();
    }

    @Test
    void works_for_a_confidential_client_that_polls_by_hand() {
      OAuthClient confidential = confidential().build();
      OAuthDeviceAuthorizationResponse code = confidential.startDeviceCodeFlow("openid");

      assertThat(confidential.device().poll(code)).isEqualTo(new PollAnswer.Pending<>());
      assertThat(confidential.device().poll(code)).isInstanceOf(PollAnswer.SlowDown.class);
      provider.approveDevice(code.userCode(), TestUsers.ALICE);
      time.advance(Duration.ofSeconds(20));

      assertThat(confidential.device().poll(code)).isInstanceOf(PollAnswer.Done.class);
    }

    @Test
    void works_without_holding_a_thread() {
      provider.faults().pendingStatus(200);
      OAuthDeviceAuthorizationResponse code = client.startDeviceCodeFlow("openid");
      CompletableFuture<OAuthTokenResponse> waiting = client.device().start(code, shown -> {});

      time.advance(Duration.ofSeconds(6));
      provider.approveDevice(code.userCode(), TestUsers.ALICE);
      time.advance(Duration.ofSeconds(5));

      assertThat(waiting.join().idToken()).isPresent();
    }

    @Test
    void has_a_default_interval() {
      provider.faults().withoutInterval();

      assertThat(client.startDeviceCodeFlow().interval()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void ends_when_the_user_says_no() {
      refused(
          () -> client.deviceCodeFlow(code -> provider.denyDevice(code.userCode()), "openid"),
          "oauth.access_denied");
    }

    @Test
    void ends_when_the_user_does_nothing() {
      OAuthClient shortLived = client(TestClients.DEVICE_SHORT).build();

      refused(() -> shortLived.deviceCodeFlow(code -> {}, "openid"), "device.expired");
    }
  }

  @Nested
  @DisplayName("userinfo")
  class Users {

    @Test
    void is_about_the_user_of_the_tokens() {
      OAuthClient client = confidential().build();
      OAuthTokenResponse tokens = password(client, "openid");

      assertThat(client.userInfoEndpoint(tokens).text("preferred_username")).contains("alice");
      assertThat(provider.eventCounts()).containsEntry("USER_INFO_REQUEST", 1L);
      assertThat(provider.requests(Endpoint.USERINFO).get(0).method()).isEqualTo("GET");
    }

    @Test
    @DisplayName("fault 22: is refused when it is about another user")
    void is_refused_when_it_is_about_another() {
      OAuthClient client = confidential().build();
      OAuthTokenResponse tokens = password(client, "openid");
      provider.faults().at(Endpoint.USERINFO).member("sub", "mallory");

      refused(() -> client.userInfoEndpoint(tokens), "response.subject_mismatch");
    }

    @Test
    void needs_the_scope_openid() {
      OAuthClient client = confidential().build();
      OAuthTokenResponse tokens = password(client, "email");

      refused(() -> client.userInfoEndpoint(tokens), "oauth.insufficient_scope");
    }

    @Test
    void needs_a_token_that_is_good() {
      refused(
          () -> confidential().build().userInfoEndpoint(Secret.of("over"), "alice"),
          "oauth.invalid_token");
    }
  }

  @Test
  void one_discovery_and_one_key_set_are_enough_for_everything() {
    OAuthClient client = confidential().build();
    for (int i = 0; i < 3; i++) {
      client.userInfoEndpoint(password(client, "openid"));
    }

    assertThat(provider.count(Endpoint.DISCOVERY)).isEqualTo(1);
    assertThat(provider.count(Endpoint.JWKS)).isEqualTo(1);
  }

  private OAuthClientBuilder client(String id) {
    return at(provider, id);
  }

  private OAuthClientBuilder confidential() {
    return secretClient(provider);
  }

  private OAuthClientBuilder secretClient(InProcessProvider where) {
    return at(where, TestClients.CONFIDENTIAL).clientSecret(Secret.of(TestClients.SECRET));
  }

  private OAuthClientBuilder at(InProcessProvider where, String id) {
    return OAuthClient.builder(where.issuer().toString())
        .clientId(id)
        .redirectUri(REDIRECT)
        .transport(transport)
        .platform(time.platform());
  }

  private Callback login(AuthorizationRequest request, String user) {
    return browser.login(request.uri(), user, TestUsers.password(user));
  }

  private static Secret password(String user) {
    return Secret.of(TestUsers.password(user));
  }

  private static OAuthTokenResponse password(OAuthClient client, String... scopes) {
    return client.passwordFlow("alice", password(TestUsers.ALICE), scopes).requireTokens();
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(
            e -> assertThat(e instanceof OAuthErrorException).isEqualTo(code.startsWith("oauth.")));
  }
}
