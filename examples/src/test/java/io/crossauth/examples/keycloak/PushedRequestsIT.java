package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pushed and signed requests at a real Keycloak, with its own policies and without. */
@WithKeycloak
class PushedRequestsIT {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");
  private static final String ES256 = "crossauth-pkjwt-es256";
  private static final String STRICT = "crossauth-it-signed";
  private static final String STRICT_ID = "5d9f3c52-6f7b-4a53-9d55-0c7f1c6f3a11";
  private static final TestKey STRICT_KEY = TestKeys.p256("it-signed");

  /** Request objects alone, pushed alone, by one algorithm; the attribute is for the policy. */
  private static final String STRICT_CLIENT =
      """
      {"id":"%s","clientId":"%s","protocol":"openid-connect","enabled":true,"publicClient":false,
       "clientAuthenticatorType":"client-secret","secret":"test-secret",
       "standardFlowEnabled":true,"redirectUris":["http://127.0.0.1:*"],
       "attributes":{"crossauth.it":"yes","use.jwks.string":"true","jwks.string":%s,
        "request.object.signature.alg":"ES256","request.object.required":"request or request_uri",
        "require.pushed.authorization.requests":"true"}}\
      """;

  private static final String PROFILE =
      """
      {"name":"crossauth-it","executors":[{"executor":"secure-request-object",
       "configuration":{"verify-nbf":true,"available-period":"3600",
        "encryption-required":false}}]}\
      """;

  private static final String POLICY =
      """
      {"name":"crossauth-it","enabled":true,"profiles":["crossauth-it"],
       "conditions":[{"condition":"client-attributes","configuration":{"attributes":
        "[{\\"key\\":\\"crossauth.it\\",\\"value\\":\\"yes\\"}]"}}]}\
      """;

  private final KeycloakServer keycloak;
  private final List<OAuthClient> open = new ArrayList<>();

  PushedRequestsIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
  }

  @AfterEach
  void close() {
    open.forEach(OAuthClient::close);
  }

  private OAuthClientBuilder client(String id) {
    OAuthClientBuilder client =
        OAuthClient.builder(keycloak.issuer().toString()).clientId(id).redirectUri(CALLBACK);
    if (id.equals(TestClients.PUBLIC)) {
      return client;
    }
    return TestClients.KEY_CLIENTS.contains(id)
        ? client.clientKey(key(id))
        : client.clientSecret(Secret.of(TestClients.SECRET));
  }

  private JwtSigner key(String id) {
    return JwtSigner.ofJwk(keycloak.privateJwk(id));
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

  private static OAuthTokenResponse logIn(OAuthClient client) {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    return client.redirectEndpoint(AuthorizationResponse.of(callback(request)), request.pending());
  }

  @ParameterizedTest
  @DisplayName("F-01 a pushed request logs in:")
  @ValueSource(strings = {TestClients.CONFIDENTIAL, TestClients.PUBLIC, ES256})
  void aPushedRequestLogsIn(String id) {
    OAuthClient client = open(client(id).pushedRequests());
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");

    assertThat(Form.parse(request.uri().getRawQuery()).fields())
        .extracting(Form.Field::name)
        .containsExactly("client_id", "request_uri");
    assertThat(
            client
                .redirectEndpoint(AuthorizationResponse.of(callback(request)), request.pending())
                .idToken())
        .isPresent();
  }

  @ParameterizedTest
  @DisplayName("F-03 a signed request logs in, by value and pushed:")
  @FieldSource("io.crossauth.testkit.TestClients#KEY_CLIENTS")
  void aSignedRequestLogsIn(String id) {
    assertThat(logIn(open(client(id).signedRequests(key(id)))).idToken()).isPresent();
    assertThat(logIn(open(client(id).signedRequests(key(id)).pushedRequests())).idToken())
        .isPresent();
  }

  @Test
  @DisplayName("F-03 a request that is encrypted for Keycloak's key logs in, by value and pushed")
  void anEncryptedRequestLogsIn() {
    OAuthClientBuilder encrypting = client(ES256).encryptedRequests("RSA-OAEP", "A256GCM");

    assertThat(logIn(open(encrypting)).idToken()).isPresent();
    assertThat(logIn(open(encrypting.pushedRequests())).idToken()).isPresent();
  }

  @Test
  @DisplayName("F-20 a reference that was used, or is another client's, ends on a page")
  void aReferenceThatWasUsedEndsOnAPage() {
    OAuthClient client = open(client(TestClients.CONFIDENTIAL).pushedRequests());
    AuthorizationRequest used = client.startAuthorizationCodeFlow("openid");
    callback(used);
    URI foreign =
        URI.create(
            client
                .startAuthorizationCodeFlow("openid")
                .uri()
                .toString()
                .replace(TestClients.CONFIDENTIAL, TestClients.PUBLIC));

    assertThatThrownBy(() -> callback(used)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> callback(new AuthorizationRequest(foreign, used.pending())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @DisplayName("F-20 a wrong secret, an unknown scope and a foreign key are refused at once")
  void whatIsWrongIsRefusedAtOnce() {
    OAuthErrorException wrongSecret =
        catchThrowableOfType(
            OAuthErrorException.class,
            () ->
                open(client(TestClients.CONFIDENTIAL)
                        .clientSecret(Secret.of("wrong-secret"))
                        .pushedRequests())
                    .startAuthorizationCodeFlow("openid"));
    assertThat(wrongSecret.status()).isEqualTo(401);
    assertThat(
            catchThrowableOfType(
                    OAuthErrorException.class,
                    () ->
                        open(client(TestClients.CONFIDENTIAL).pushedRequests())
                            .startAuthorizationCodeFlow("openid", "no_such_scope"))
                .status())
        .isEqualTo(400);
    assertThatThrownBy(
            () ->
                logIn(
                    open(
                        client(ES256)
                            .signedRequests(key("crossauth-pkjwt-ps256"))
                            .pushedRequests())))
        .isInstanceOfAny(CrossauthException.class, IllegalStateException.class);
  }

  @Test
  @DisplayName("F-17 details of a type that Keycloak does not know give no tokens")
  void detailsOfAnUnknownTypeGiveNoTokens() {
    OAuthClient client = open(client(TestClients.CONFIDENTIAL));
    LoginOptions options =
        LoginOptions.scopes("openid")
            .with("authorization_details", "[{\"type\":\"payment_initiation\"}]");

    assertThatThrownBy(
            () -> {
              AuthorizationRequest request = client.startAuthorizationCodeFlow(options);
              client.redirectEndpoint(
                  AuthorizationResponse.of(callback(request)), request.pending());
            })
        .isInstanceOfAny(ConfigurationException.class, OAuthErrorException.class);
  }

  @Test
  @DisplayName("F-02, F-20 a client of policies logs in by a signed and pushed request alone")
  void aClientOfPoliciesLogsInBySignedAndPushedRequestsAlone() throws ParseException {
    // Other tests rely on the policies of the realm.
    String profiles = keycloak.administer("GET", "/client-policies/profiles", "");
    String policies = keycloak.administer("GET", "/client-policies/policies", "");
    keycloak.administer(
        "POST",
        "/clients",
        STRICT_CLIENT.formatted(
            STRICT_ID,
            STRICT,
            quoted(TestKeys.jwks(STRICT_KEY).replace("\"alg\":\"ES256\",", ""))));
    keycloak.administer("PUT", "/client-policies/profiles", with(profiles, "profiles", PROFILE));
    keycloak.administer("PUT", "/client-policies/policies", with(policies, "policies", POLICY));
    try {
      JwtSigner signer = JwtSigner.ofJwk(STRICT_KEY.privateJwkJson());

      assertThat(logIn(open(client(STRICT).signedRequests(signer).pushedRequests())).idToken())
          .isPresent();
      assertThatThrownBy(() -> logIn(open(client(STRICT)))).hasMessageContaining("Invalid Request");
      assertThatThrownBy(() -> logIn(open(client(STRICT).pushedRequests())))
          .isInstanceOfAny(OAuthErrorException.class, IllegalStateException.class);
      // Its clock is two hours late: exp is past.
      Platform late =
          Platform.system().withClock(Clock.offset(Clock.systemUTC(), Duration.ofHours(-2)));
      assertRefused(client(STRICT).platform(late));
      // Its request object is for another server.
      OpenIdConfiguration other =
          open(client(STRICT)).loadConfig().with("issuer", "https://another.example");
      assertRefused(
          OAuthClient.builder(other)
              .clientId(STRICT)
              .clientAuthentication(
                  ClientAuthentication.clientSecretBasic(Secret.of(TestClients.SECRET)))
              .redirectUri(CALLBACK));
    } finally {
      keycloak.administer("PUT", "/client-policies/policies", policies);
      keycloak.administer("PUT", "/client-policies/profiles", profiles);
      keycloak.administer("DELETE", "/clients/" + STRICT_ID, "");
    }
  }

  /** A document of Keycloak's with one more item in its list. */
  private static String with(String document, String list, String item) throws ParseException {
    Map<String, Object> object = JSONObjectUtils.parse(document);
    List<Object> items = new ArrayList<>((List<?>) object.get(list));
    items.add(JSONObjectUtils.parse(item));
    object.put(list, items);
    return JSONObjectUtils.toJSONString(object);
  }

  private void assertRefused(OAuthClientBuilder builder) {
    OAuthClient client =
        open(builder.signedRequests(JwtSigner.ofJwk(STRICT_KEY.privateJwkJson())).pushedRequests());

    assertThat(answer(client)).contains("nvalid").doesNotContain("code=");
  }

  /** What becomes of a login: a refusal, the page it ends on, or the parameters that come back. */
  private static String answer(OAuthClient client) {
    try {
      return callback(client.startAuthorizationCodeFlow("openid")).getRawQuery();
    } catch (OAuthErrorException | IllegalStateException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String quoted(String json) {
    return '"' + json.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
