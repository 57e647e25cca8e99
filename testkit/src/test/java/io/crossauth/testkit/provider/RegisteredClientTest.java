package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Calls.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients and redirect URIs of one's own. */
@Timeout(60)
class RegisteredClientTest {

  private static final RegisteredClient SHOP =
      RegisteredClient.confidential("shop", "shop-secret")
          .redirectUris(
              "http://127.0.0.1/login/callback",
              "http://127.0.0.1:8080/two",
              "http://localhost:8080/login",
              "https://shop.example.com/login?from=provider")
          .postLogoutRedirectUris("https://shop.example.com/bye");

  private final InProcessProvider provider =
      InProcessProvider.builder()
          .client(SHOP)
          .client(
              RegisteredClient.publicClient("desk").redirectUris("http://[::1]/cb").audience("api"))
          .client(
              RegisteredClient.confidential("robot", "robot-secret")
                  .grantTypes("client_credentials")
                  .accessTokenLifetime(Duration.ofSeconds(7)))
          .client(RegisteredClient.withKey("keyed", key()).grantTypes("client_credentials"))
          .redirectUris(TestClients.PUBLIC, "http://127.0.0.1/here")
          .start();
  private final Calls calls = new Calls(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  private static TestKey key() {
    return TestKeys.p256("keyed").withAlgorithm("ES256");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/login/callback",
        "http://127.0.0.1:4711/login/callback",
        "http://127.0.0.1:8080/two",
        "http://127.0.0.1:9090/two",
        "http://localhost:8080/login",
        "https://shop.example.com/login?from=provider"
      })
  void itsRedirectUrisAreTakenAtAnyPortOfALoopbackAddress(String uri) throws Exception {
    Answer answer = calls.get(calls.authorization("shop", "redirect_uri", uri));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).contains("kc-form-login");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/login/calback",
        "http://127.0.0.1/login/callback/",
        "http://127.0.0.1:4711/Login/callback",
        "http://127.0.0.1:4711/login/callback?a=b",
        "http://127.0.0.1:4711",
        "http://127.0.0.1:80@evil.example/login/callback",
        "https://127.0.0.1/login/callback",
        "http://127.0.0.2/login/callback",
        "http://[::1]/login/callback",
        "http://localhost/login/callback",
        "http://localhost:8081/login",
        "https://shop.example.com:8443/login?from=provider",
        "https://app.example.com/callback"
      })
  void aTypoInARedirectUriDoesNotPassAndIsShownBesideThoseThatDo(String uri) throws Exception {
    Answer answer = calls.get(calls.authorization("shop", "redirect_uri", uri));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Location")).isEmpty();
    assertThat(answer.response().body())
        .contains("Invalid parameter: redirect_uri", "http://127.0.0.1/login/callback", uri);
  }

  @Test
  void aTypoIsRefusedInAPushedRequestToo() throws Exception {
    Map<String, String> form = new HashMap<>();
    form.put("client_id", "shop");
    form.put("client_secret", "shop-secret");
    form.put("response_type", "code");
    form.put("redirect_uri", "http://127.0.0.1/login/calback");

    assertThat(calls.post(Endpoint.PUSHED_AUTHORIZATION, form).text("error_description"))
        .contains("redirect_uri", "/login/callback", "/login/calback");
  }

  @Test
  void aClientOfTheTestkitIsHeldToTheRedirectUrisThatATestNames() throws Exception {
    assertThat(authorize(TestClients.PUBLIC, "http://127.0.0.1:5/here").status()).isEqualTo(200);
    assertThat(authorize(TestClients.PUBLIC, "http://127.0.0.1:5/her").status()).isEqualTo(400);
    assertThat(authorize(TestClients.CONFIDENTIAL, "http://127.0.0.1:5/any").status())
        .isEqualTo(200);
  }

  @Test
  void itLogsAUserInWithItsOwnSecretAndAudience() throws Exception {
    String callback = "http://[::1]:77/cb";
    Map<String, String> back =
        Calls.callback(
            calls.logIn(calls.authorization("desk", "redirect_uri", callback), TestUsers.ALICE));
    Answer tokens =
        calls.post(
            Endpoint.TOKEN,
            Calls.form(
                "grant_type",
                "authorization_code",
                "client_id",
                "desk",
                "code",
                back.get("code"),
                "redirect_uri",
                callback,
                "code_verifier",
                Calls.VERIFIER));

    assertThat(tokens.status()).isEqualTo(200);
    assertThat(SignedJWT.parse(tokens.text("access_token")).getJWTClaimsSet().getAudience())
        .isEqualTo(List.of("api"));
    assertThat(SignedJWT.parse(tokens.text("id_token")).getJWTClaimsSet().getAudience())
        .isEqualTo(List.of("desk"));
  }

  @Test
  void itAuthenticatesByItsOwnSecretAndNoOther() throws Exception {
    assertThat(service("robot", "robot-secret").json()).containsEntry("expires_in", 7L);
    assertThat(service("robot", TestClients.SECRET).error()).isEqualTo("invalid_client");
    assertThat(service("robot", "").error()).isEqualTo("invalid_client");
  }

  @Test
  void itsKeyIsHandedOutAsThoseOfTheTestkitAre() {
    assertThat(provider.privateJwk("keyed")).contains("ES256");
  }

  @Test
  void aClientThatMayNotDoAFlowIsToldSoAndWhichOnesMay() throws Exception {
    Map<String, String> code = Calls.callback(calls.get(calls.authorization(TestClients.SERVICE)));
    Answer service = calls.token(TestClients.PASSWORD, "grant_type", "client_credentials");
    Answer device =
        calls.post(Endpoint.DEVICE_AUTHORIZATION, Calls.form("client_id", TestClients.PUBLIC));
    Answer own = calls.get(calls.authorization("robot"));

    assertThat(code)
        .containsEntry("error", "unauthorized_client")
        .containsEntry("state", "state-1")
        .extractingByKey("error_description")
        .asString()
        .contains("crossauth-service may use client_credentials", TestClients.CONFIDENTIAL);
    assertThat(service.error()).isEqualTo("unauthorized_client");
    assertThat(service.text("error_description")).contains(TestClients.SERVICE);
    assertThat(device.text("error_description")).contains(TestClients.DEVICE);
    assertThat(own.response().body()).contains("redirect_uri", "none");
  }

  @Test
  void aClientOfOnesOwnIsToldWhereItsGrantsAreSet() throws Exception {
    assertThat(
            calls
                .post(
                    Endpoint.TOKEN,
                    Calls.form(
                        "grant_type", "client_credentials",
                        "client_id", "shop",
                        "client_secret", "shop-secret"))
                .text("error_description"))
        .contains("shop may use authorization_code", "RegisteredClient.grantTypes");
  }

  @Test
  void anIdThatNobodyHasIsSaidToBeUnknown() throws Exception {
    assertThat(calls.get(calls.authorization("shopp")).response().body())
        .contains("Client not found: shopp", "ProviderBuilder.client");
  }

  @Test
  void clientsWithShortTokensMayDoTheCodeFlowAsAtKeycloak() throws Exception {
    assertThat(calls.get(calls.authorization(TestClients.SHORT)).status()).isEqualTo(200);
    assertThat(calls.get(calls.authorization(TestClients.SECRET_JWT)).status()).isEqualTo(200);
  }

  @Test
  void afterALogoutItsBrowserGoesOnlyWhereItHasRegistered() throws Exception {
    assertThat(bye("https://shop.example.com/bye").header("Location"))
        .hasValue("https://shop.example.com/bye");
    assertThat(bye("https://shop.example.com/by").status()).isEqualTo(400);
    assertThat(bye("https://shop.example.com/by").response().body())
        .contains("https://shop.example.com/bye");
  }

  @Test
  void mistakesInItsSettingsAreRefusedAtOnce() {
    assertThatThrownBy(() -> SHOP.redirectUris("/callback")).hasMessageContaining("absolute");
    assertThatThrownBy(() -> SHOP.redirectUris("https://a.example/#x"))
        .hasMessageContaining("fragment");
    assertThatThrownBy(() -> SHOP.grantTypes("code")).hasMessageContaining("authorization_code");
    assertThatThrownBy(
            () ->
                InProcessProvider.builder()
                    .client(RegisteredClient.publicClient(TestClients.PUBLIC)))
        .hasMessageContaining("redirectUris(..)");
    assertThatThrownBy(() -> InProcessProvider.builder().redirectUris("shop", "https://a.example"))
        .hasMessageContaining("RegisteredClient");
    assertThat(SHOP.toString()).doesNotContain("shop-secret");
  }

  private Answer authorize(String client, String redirectUri) throws Exception {
    return calls.get(calls.authorization(client, "redirect_uri", redirectUri));
  }

  private Answer service(String client, String secret) throws Exception {
    return calls.post(
        Endpoint.TOKEN,
        Calls.form(
            "grant_type", "client_credentials", "client_id", client, "client_secret", secret));
  }

  private Answer bye(String to) throws Exception {
    return calls.post(
        Endpoint.END_SESSION, Calls.form("client_id", "shop", "post_logout_redirect_uri", to));
  }
}
