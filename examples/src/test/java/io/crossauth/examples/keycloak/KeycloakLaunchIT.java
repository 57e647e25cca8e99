package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.keycloak.KeycloakEvent;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The server, its realm and the headless browser, with the JDK's HTTP client alone. */
@WithKeycloak
class KeycloakLaunchIT {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");

  private final KeycloakServer keycloak;
  private final PlainClient client;

  KeycloakLaunchIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
    this.client = new PlainClient(keycloak.issuer());
  }

  @Test
  void discoveryNamesTheIssuer() {
    Map<String, Object> metadata = client.get("/.well-known/openid-configuration");

    assertThat(metadata).containsEntry("issuer", keycloak.issuer().toString());
  }

  @Test
  void everyClassSharesTheOneServer(KeycloakServer injected) {
    assertThat(injected).isSameAs(keycloak);
  }

  @Test
  void aPasswordGivesTokensForTheAudience() {
    Map<String, Object> tokens = client.password(TestClients.PASSWORD, TestUsers.ALICE);

    assertThat(PlainClient.claims(tokens, "access_token").get("aud"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(TestClients.AUDIENCE);
  }

  @Test
  void theClientWithoutAudienceNamesNoneOfOurs() {
    Map<String, Object> tokens = client.password(TestClients.NO_AUDIENCE, TestUsers.ALICE);

    assertThat(PlainClient.claims(tokens, "access_token").get("aud")).isEqualTo("account");
  }

  @ParameterizedTest
  @ValueSource(strings = {TestUsers.DISABLED, TestUsers.MUST_UPDATE, TestUsers.MFA, "nobody"})
  void aPasswordAloneIsNotEnoughFor(String user) {
    assertThat(client.password(TestClients.PASSWORD, user)).containsEntry("error", "invalid_grant");
  }

  @Test
  void aRefreshTokenIsGoodOnce() {
    Object first = client.password(TestClients.PASSWORD, TestUsers.ALICE).get("refresh_token");

    assertThat(client.refresh(TestClients.PASSWORD, first)).containsKey("access_token");
    assertThat(client.refresh(TestClients.PASSWORD, first)).containsEntry("error", "invalid_grant");
  }

  @ParameterizedTest
  @FieldSource("io.crossauth.testkit.TestClients#ALGORITHM_CLIENTS")
  void tokensAreSignedByTheAlgorithmInTheClientsName(String clientId) {
    Map<String, Object> tokens = client.password(clientId, TestUsers.BOB);

    String algorithm = clientId.substring(clientId.indexOf('-') + 1);
    assertThat(PlainClient.header(tokens, "access_token").get("alg").toString())
        .isEqualToIgnoringCase(algorithm);
    assertThat(PlainClient.header(tokens, "id_token").get("alg").toString())
        .isEqualToIgnoringCase(algorithm);
  }

  @ParameterizedTest
  @FieldSource("io.crossauth.testkit.TestClients#KEY_CLIENTS")
  void theRealmKnowsTheKeyOf(String clientId) {
    String assertion = Assertion.signed(clientId, keycloak.issuer(), keycloak.privateJwk(clientId));

    assertThat(client.withAssertion(clientId, assertion)).containsKey("access_token");
  }

  @Test
  void theClientWithALongSecretProvesItselfByIt() {
    String assertion =
        Assertion.keyed(TestClients.SECRET_JWT, keycloak.issuer(), TestClients.LONG_SECRET);

    assertThat(client.withAssertion(TestClients.SECRET_JWT, assertion)).containsKey("access_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {TestUsers.ALICE, TestUsers.MFA})
  void theBrowserLogsInForACode(String user) {
    Callback callback = Browser.create().login(codeRequest("query"), user, user + "-password");

    assertThat(callback.method()).isEqualTo("GET");
    assertThat(callback.uri().toString()).startsWith(CALLBACK.toString());
    assertThat(callback.require("state")).isEqualTo("s-1");
    assertThat(client.code(callback.require("code"), CALLBACK)).containsKey("id_token");
  }

  @Test
  void aSecondLoginInTheSameBrowserNeedsNoPassword() {
    Browser browser = Browser.create();
    browser.login(codeRequest("query"), TestUsers.ALICE, "alice-password");

    Callback again = browser.login(codeRequest("query"), "nobody", "none");

    assertThat(again.find("code")).isPresent();
  }

  @Test
  void theBrowserQuotesThePageAfterAWrongPassword() {
    assertThatThrownBy(
            () -> Browser.create().login(codeRequest("query"), TestUsers.ALICE, "test-wrong"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("asked again for PASSWORD")
        .hasMessageContaining("Invalid username or password")
        .hasMessageNotContaining("test-wrong");
  }

  @Test
  void theBrowserQuotesTheErrorPageOfAWrongRequest() {
    URI request = URI.create(keycloak.issuer() + "/protocol/openid-connect/auth?client_id=nobody");

    assertThatThrownBy(() -> Browser.create().login(request, TestUsers.ALICE, "alice-password"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Client not found");
  }

  @Test
  void aFormPostIsHandedOverUnsent() {
    Callback callback =
        Browser.create().login(codeRequest("form_post"), TestUsers.BOB, "bob-password");

    assertThat(callback.method()).isEqualTo("POST");
    assertThat(callback.uri()).isEqualTo(CALLBACK);
    assertThat(callback.parameters()).containsKeys("code", "iss").containsEntry("state", "s-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"verification_uri", "verification_uri_complete"})
  void aDeviceIsApproved(String where) {
    Map<String, Object> device = client.device(TestClients.DEVICE);

    Browser.create()
        .approveDevice(
            URI.create(device.get(where).toString()),
            device.get("user_code").toString(),
            TestUsers.ALICE,
            TestUsers.password(TestUsers.ALICE));

    assertThat(client.poll(TestClients.DEVICE, device)).containsKey("access_token");
  }

  @Test
  void aDeviceIsDenied() {
    Map<String, Object> device = client.device(TestClients.DEVICE);

    Browser.create()
        .denyDevice(
            URI.create(device.get("verification_uri").toString()),
            device.get("user_code").toString(),
            TestUsers.BOB,
            TestUsers.password(TestUsers.BOB));

    assertThat(client.poll(TestClients.DEVICE, device)).containsEntry("error", "access_denied");
  }

  @Test
  void theShortDeviceCodeLivesThreeSeconds() {
    assertThat(client.device(TestClients.DEVICE_SHORT)).containsEntry("expires_in", 3L);
  }

  @Test
  void theServerCountsWhatHappened() {
    long before = keycloak.eventCounts().getOrDefault("LOGIN", 0L);

    client.password(TestClients.PASSWORD, TestUsers.ALICE);

    assertThat(keycloak.eventCounts()).containsEntry("LOGIN", before + 1);
  }

  @Test
  void theServerTellsWhoFailedAndWhy() {
    Instant begin =
        keycloak.events(Instant.EPOCH).stream()
            .map(KeycloakEvent::time)
            .reduce(Instant.EPOCH, (first, last) -> last);

    client.password(TestClients.PASSWORD, "nobody");

    KeycloakEvent last =
        keycloak.events(begin).stream().reduce((first, next) -> next).orElseThrow();
    assertThat(last.type()).isEqualTo("LOGIN_ERROR");
    assertThat(last.clientId()).contains(TestClients.PASSWORD);
    assertThat(last.error()).contains("user_not_found");
    assertThat(last.details()).containsEntry("username", "nobody");
  }

  @Test
  void userInfoAndIntrospectionAreCountedToo() {
    Map<String, Object> tokens = client.password(TestClients.CONFIDENTIAL, TestUsers.ALICE);

    client.userInfo(tokens.get("access_token"));
    Map<String, Object> answer = client.introspect(TestClients.API, tokens.get("access_token"));

    assertThat(answer).containsEntry("active", true);
    assertThat(keycloak.eventCounts()).containsKeys("USER_INFO_REQUEST", "INTROSPECT_TOKEN");
  }

  @Test
  void theRealmCanBeAdministered() {
    assertThat(keycloak.administer("GET", "/clients?clientId=" + TestClients.API, ""))
        .contains(TestClients.API);
    assertThatThrownBy(() -> keycloak.administer("GET", "/nothing-here", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("404");
  }

  private URI codeRequest(String responseMode) {
    return client.authorization(CALLBACK, responseMode, "s-1");
  }
}
