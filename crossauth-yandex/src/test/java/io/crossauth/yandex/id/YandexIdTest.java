package io.crossauth.yandex.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.introspection.UserInfo;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.PollAnswer;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpCall;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.yandex.FakeAccount;
import io.crossauth.testkit.yandex.FakePassport;
import io.crossauth.value.Secret;
import io.crossauth.yandex.testing.Passport;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Yandex ID is a provider like any other: the client's own flows, over real sockets. */
class YandexIdTest {

  private static final String TOKEN = "oauth.yandex.ru/token";
  private static final String ID = "test-app";
  private static final Secret SECRET = Secret.of("test-app-secret");
  private static final URI CALLBACK = URI.create("https://app.example.com/callback");

  private final Passport passport = new Passport();
  private final FakePassport fake = passport.fake();
  private final OAuthClient client =
      YandexId.client(ID, SECRET)
          .redirectUri(CALLBACK)
          .transport(passport.transport())
          .platform(passport.platform())
          .build();

  @AfterEach
  void close() {
    client.close();
    passport.close();
  }

  /** The user's browser: logged in, and agreed. */
  private URI visit(URI page) {
    return URI.create(
        passport
            .transport()
            .exchange(HttpCall.get(page))
            .headers()
            .first("Location")
            .orElseThrow());
  }

  private OAuthTokenResponse login(OAuthClient with) {
    AuthorizationRequest login = with.startAuthorizationCodeFlow("login:info");
    return with.redirectEndpoint(AuthorizationResponse.of(visit(login.uri())), login.pending());
  }

  @Test
  @DisplayName("a web login: a code with PKCE, traded with id and secret in the form")
  void codeWithPkce() {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("login:info", "login:email");

    OAuthTokenResponse tokens =
        client.redirectEndpoint(AuthorizationResponse.of(visit(login.uri())), login.pending());

    assertThat(tokens.accessToken().reveal()).isNotBlank();
    assertThat(tokens.refreshToken()).isPresent();
    assertThat(tokens.idToken()).isEmpty();
    RecordedRequest page = fake.requests("oauth.yandex.ru/authorize").get(0);
    assertThat(page.queryParameter("response_type")).contains("code");
    assertThat(page.queryParameter("code_challenge_method")).contains("S256");
    assertThat(page.queryParameter("scope")).contains("login:info login:email");
    assertThat(page.queryParameter("client_secret")).isEmpty();
    RecordedRequest trade = fake.requests(TOKEN).get(0);
    assertThat(trade.form()).containsKeys("code", "code_verifier");
    assertThat(trade.formParameter("client_id")).contains(ID);
    assertThat(trade.formParameter("client_secret")).contains(SECRET.reveal());
    assertThat(trade.header("Authorization")).isEmpty();
  }

  @Test
  @DisplayName("a code that was stolen is worth nothing without its verifier")
  void stolenCode() {
    URI callback = visit(client.startAuthorizationCodeFlow().uri());
    AuthorizationRequest own = client.startAuthorizationCodeFlow();
    String code = callback.getRawQuery().replaceAll(".*code=([^&]*).*", "$1");
    String state = visit(own.uri()).getRawQuery().replaceAll(".*state=([^&]*).*", "$1");

    assertThatThrownBy(
            () ->
                client.redirectEndpoint(
                    AuthorizationResponse.of(
                        URI.create(CALLBACK + "?code=" + code + "&state=" + state)),
                    own.pending()))
        .isInstanceOf(OAuthErrorException.class)
        .hasMessageContaining("invalid_grant");
  }

  @Test
  @DisplayName("the account data: presented with the scheme OAuth, and the user is its id")
  void userInfo() {
    UserInfo info = client.userInfoEndpoint(login(client));

    assertThat(info.subject()).isEqualTo(Long.toString(FakeAccount.UID));
    assertThat(info.claims()).containsEntry("login", FakeAccount.LOGIN);
    RecordedRequest request = fake.requests("login.yandex.ru/info").get(0);
    assertThat(request.header("Authorization").orElseThrow()).startsWith("OAuth ");
    assertThat(request.queryParameter("format")).contains("json");
  }

  @Test
  @DisplayName("a device login in Yandex's dialect: no secret for the code, a short name, code=")
  void deviceLogin() {
    OAuthDeviceAuthorizationResponse code =
        client
            .device()
            .start(
                TokenRequestOptions.scopes("login:info")
                    .with("device_id", "test-device-1")
                    .with("device_name", "kitchen"));
    assertThat(client.device().poll(code)).isInstanceOf(PollAnswer.Pending.class);
    fake.grant(code.userCode());

    PollAnswer<OAuthTokenResponse> answer = client.device().poll(code);

    assertThat(answer).isInstanceOf(PollAnswer.Done.class);
    assertThat(code.verificationUri()).hasToString("https://ya.ru/device");
    RecordedRequest start = fake.requests("oauth.yandex.ru/device/code").get(0);
    assertThat(start.form()).containsOnlyKeys("client_id", "device_id", "device_name", "scope");
    RecordedRequest poll = fake.requests(TOKEN).get(0);
    assertThat(poll.form()).containsOnlyKeys("grant_type", "code", "client_id", "client_secret");
    assertThat(poll.formParameter("grant_type")).contains("device_code");
    assertThat(poll.formParameter("code")).contains(code.deviceCode().reveal());
  }

  @Test
  @DisplayName("a device login from begin to end, with the client's own waiting")
  void deviceLoginFromBeginToEnd() {
    fake.next(TOKEN, Reply.json("{\"error\":\"authorization_pending\"}").status(400));

    OAuthTokenResponse tokens =
        client.deviceCodeFlow(code -> fake.grant(code.userCode()), "login:info");

    assertThat(tokens.refreshToken()).isPresent();
    assertThat(passport.time().waits())
        .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(5));
  }

  @Test
  @DisplayName("a refresh rotates: the new pair works, the old refresh token does not")
  void refresh() {
    OAuthTokenResponse first = login(client);

    OAuthTokenResponse second = client.refreshTokenFlow(first);

    assertThat(second.accessToken()).isNotEqualTo(first.accessToken());
    assertThat(second.refreshToken()).isPresent().isNotEqualTo(first.refreshToken());
    assertThatThrownBy(() -> client.refreshTokenFlow(first))
        .isInstanceOfSatisfying(
            OAuthErrorException.class,
            refusal -> assertThat(refusal.error()).isEqualTo("invalid_grant"));
  }

  @Test
  @DisplayName("a revoked access token is worth nothing any more")
  void revoke() {
    OAuthTokenResponse tokens = login(client);

    client.revoke(tokens.accessToken());

    assertThat(fake.requests("oauth.yandex.ru/revoke_token").get(0).formParameter("access_token"))
        .contains(tokens.accessToken().reveal());
    assertThatThrownBy(() -> client.userInfoEndpoint(tokens)).isInstanceOf(RuntimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mac", "DPoP", "OAuth"})
  @DisplayName("a token of a type that Yandex does not give is refused")
  void otherTypes(String type) {
    OAuthTokenResponse first = login(client);
    fake.next(
        TOKEN, Reply.json("{\"access_token\":\"test-token\",\"token_type\":\"" + type + "\"}"));

    assertThatThrownBy(() -> client.refreshTokenFlow(first))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("token_type");
  }

  @Test
  @DisplayName("the same client at yandex.com")
  void atYandexCom() {
    // Two providers that do not name themselves must not share a redirect URI.
    client.close();
    try (OAuthClient com =
        YandexId.clientCom(ID, SECRET)
            .redirectUri(CALLBACK)
            .transport(passport.transport())
            .platform(passport.platform())
            .build()) {
      OAuthTokenResponse tokens = login(com);

      assertThat(tokens.refreshToken()).isPresent();
      assertThat(com.userInfoEndpoint(tokens).subject()).isNotBlank();
    }
    assertThat(fake.requests())
        .extracting(FakePassport::place)
        .containsExactlyElementsOf(
            List.of(
                "oauth.yandex.com/authorize", "oauth.yandex.com/token", "login.yandex.ru/info"));
  }

  @Test
  @DisplayName("the description names every endpoint, and no issuer: there are no ID tokens")
  void description() {
    assertThat(YandexId.configuration().toString()).doesNotContain("secret");
    assertThat(YandexId.configurationCom().tokenEndpoint())
        .contains(URI.create("https://oauth.yandex.com/token"));
    assertThat(client.toString()).doesNotContain(SECRET.reveal());
  }
}
