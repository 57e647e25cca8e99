package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import java.net.URI;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a login asks for, at a real Keycloak: tokens that outlive the session, and a level. */
@WithKeycloak
@DisplayName("at a real Keycloak, a login")
class LoginOptionsIT {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");
  private static final String SECRET = "options-it-secret-0123456789";

  private final KeycloakServer keycloak;
  private final String id = UUID.randomUUID().toString();
  private OAuthClient client;

  LoginOptionsIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
  }

  @BeforeEach
  void registerTheClient() {
    Map<String, Object> registered = new LinkedHashMap<>();
    registered.put("id", id);
    registered.put("clientId", "options-" + id);
    registered.put("secret", SECRET);
    registered.put("standardFlowEnabled", true);
    registered.put("redirectUris", List.of(CALLBACK.toString()));
    registered.put("attributes", Map.of("acr.loa.map", "{\"silver\":\"1\",\"gold\":\"2\"}"));
    keycloak.administer("POST", "/clients", JSONObjectUtils.toJSONString(registered));
    client =
        OAuthClient.builder(keycloak.issuer().toString())
            .clientId("options-" + id)
            .clientSecret(SECRET)
            .redirectUri(CALLBACK)
            .build();
  }

  @AfterEach
  void removeTheClient() {
    client.close();
    keycloak.administer("DELETE", "/clients/" + id, "");
  }

  @Test
  void forOfflineAccessOutlivesItsSession() throws ParseException {
    OAuthTokenResponse usual = logIn(LoginOptions.scopes("openid"));
    OAuthTokenResponse offline = logIn(LoginOptions.scopes("openid").withOfflineAccess());

    endSession(usual);

    assertThat(kind(usual)).isEqualTo("Refresh");
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.refreshTokenFlow(usual))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"));
    assertThat(kind(offline)).isEqualTo("Offline");
    assertThatThrownBy(() -> endSession(offline))
        .as("it is in no session")
        .hasMessageContaining("404");
    assertThat(client.refreshTokenFlow(offline).refreshToken()).isPresent();
  }

  @Test
  void isTakenAtTheLevelThatItAskedFor() {
    OAuthTokenResponse tokens = logIn(LoginOptions.scopes("openid").withAcrValues("silver"));

    assertThat(tokens.idToken().orElseThrow().string("acr")).contains("silver");
  }

  /** Keycloak takes {@code acr_values} as a wish; whoever asks for a level wants it. */
  @Test
  void isRefusedBelowTheLevelThatItAskedFor() {
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(() -> logIn(LoginOptions.scopes("openid").withAcrValues("gold")))
        .satisfies(
            e -> {
              assertThat(e.claim()).contains("acr");
              assertThat(e.found()).contains("silver");
            });
  }

  private OAuthTokenResponse logIn(LoginOptions options) {
    AuthorizationRequest login = client.startAuthorizationCodeFlow(options);
    URI callback =
        Browser.create()
            .login(login.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
            .uri();
    return client.redirectEndpoint(AuthorizationResponse.of(callback), login.pending());
  }

  /** As Keycloak's administrator does. */
  private void endSession(OAuthTokenResponse tokens) {
    String session = tokens.idToken().orElseThrow().string("sid").orElseThrow();
    keycloak.administer("DELETE", "/sessions/" + session, "");
  }

  /** What Keycloak calls it; a refresh token is nobody's business but the server's. */
  private static String kind(OAuthTokenResponse tokens) throws ParseException {
    String token = tokens.refreshToken().orElseThrow().reveal();
    return SignedJWT.parse(token).getJWTClaimsSet().getStringClaim("typ");
  }
}
