package io.crossauth.examples.keycloak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Form;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.keycloak.KeycloakServer;
import io.crossauth.testkit.keycloak.WithKeycloak;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.OddKeys;
import io.crossauth.value.Secret;
import java.net.URI;
import java.security.PrivateKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed responses of a real Keycloak, by clients that are registered for them. */
@WithKeycloak
@DisplayName("F-04 at a real Keycloak, a signed response (JARM)")
class JarmIT {

  private static final URI CALLBACK = URI.create("http://127.0.0.1:9/callback");
  private static final String SECRET = "jarm-it-secret-0123456789";
  private static final String SIGNED = "authorization.signed.response.alg";

  private final KeycloakServer keycloak;
  private final String id = UUID.randomUUID().toString();
  private final Browser browser = Browser.create();

  JarmIT(KeycloakServer keycloak) {
    this.keycloak = keycloak;
  }

  @AfterEach
  void removeTheClient() {
    keycloak.administer("DELETE", "/clients/" + id, "");
  }

  @ParameterizedTest(name = "ends its login by {0}")
  @ValueSource(strings = {"jwt", "query.jwt", "fragment.jwt", "form_post.jwt"})
  void endsItsLoginInEveryMode(String mode) {
    try (OAuthClient client =
        registered(Map.of(SIGNED, "PS256")).signedResponses(r -> r.by("PS256")).build()) {
      AuthorizationRequest login = begin(client, mode);
      AuthorizationResponse answer = response(logIn(login));

      assertThat(PendingLogin.id(answer)).isEqualTo(login.pending().id());
      assertThat(client.redirectEndpoint(answer, login.pending()).idToken()).isPresent();
    }
  }

  @Test
  void isSignedByTheDefaultWhereNothingIsRegistered() {
    try (OAuthClient client = registered(Map.of()).build()) {
      AuthorizationRequest login = begin(client, "jwt");

      assertThat(client.redirectEndpoint(response(logIn(login)), login.pending()).idToken())
          .isPresent();
    }
  }

  @Test
  void isRefusedWhenItIsSignedByAnotherAlgorithmThanTheProgramSays() {
    try (OAuthClient client = registered(Map.of(SIGNED, "ES256")).build()) {
      AuthorizationRequest login = begin(client, "jwt");
      AuthorizationResponse answer = response(logIn(login));

      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> client.redirectEndpoint(answer, login.pending()))
          .satisfies(e -> assertThat(e.code()).isEqualTo("token.algorithm_not_allowed"));
    }
  }

  @Test
  void isEncryptedWhereItIsRegisteredSo() {
    TestKey recipient = TestKeys.rsa("jarm-it").withAlgorithm("RSA-OAEP-256");
    Map<String, String> attributes =
        Map.of(
            SIGNED,
            "PS256",
            "authorization.encrypted.response.alg",
            "RSA-OAEP-256",
            "authorization.encrypted.response.enc",
            "A256GCM",
            "use.jwks.string",
            "true",
            "jwks.string",
            JSONObjectUtils.toJSONString(
                Map.of("keys", List.of(OddKeys.forEncryption(recipient)))));
    try (OAuthClient client =
        registered(attributes)
            .signedResponses(
                r ->
                    r.by("PS256")
                        .encryptedBy("RSA-OAEP-256", "A256GCM")
                        .withDecryptionKey((PrivateKey) recipient.signingKey()))
            .build()) {
      AuthorizationRequest login = begin(client, "form_post.jwt");
      AuthorizationResponse answer = response(logIn(login));

      assertThat(client.loginId(answer)).isEqualTo(login.pending().id());
      assertThat(client.redirectEndpoint(answer, login.pending()).idToken()).isPresent();
    }
  }

  @Test
  void bringsTheErrorThatIsInside() {
    try (OAuthClient client = registered(Map.of()).build()) {
      AuthorizationRequest login =
          client.startAuthorizationCodeFlow(
              LoginOptions.scopes("openid").withResponseMode("jwt").withPrompt("none"));
      AuthorizationResponse answer = response(logIn(login));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> client.redirectEndpoint(answer, login.pending()))
          .satisfies(e -> assertThat(e.error()).isEqualTo("login_required"));
    }
  }

  @Test
  void isRefusedByAPlainLogin() {
    try (OAuthClient client = registered(Map.of()).build()) {
      AuthorizationRequest plain = client.startAuthorizationCodeFlow("openid");
      AuthorizationRequest signed = begin(client, "jwt");
      AuthorizationResponse answer = response(logIn(signed));

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.redirectEndpoint(answer, plain.pending()))
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.response_mode"));
      AuthorizationResponse unsigned = response(logIn(plain));
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.redirectEndpoint(unsigned, signed.pending()))
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.response_mode"));
    }
  }

  /** Registers a client with these attributes, and begins a program of it. */
  private OAuthClientBuilder registered(Map<String, String> attributes) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("id", id);
    client.put("clientId", "jarm-" + id);
    client.put("secret", SECRET);
    client.put("publicClient", false);
    client.put("standardFlowEnabled", true);
    client.put("redirectUris", List.of(CALLBACK.toString()));
    client.put("attributes", attributes);
    keycloak.administer("POST", "/clients", JSONObjectUtils.toJSONString(client));
    return OAuthClient.builder(keycloak.issuer().toString())
        .clientId("jarm-" + id)
        .clientSecret(Secret.of(SECRET))
        .redirectUri(CALLBACK);
  }

  private static AuthorizationRequest begin(OAuthClient client, String mode) {
    return client.startAuthorizationCodeFlow(LoginOptions.scopes("openid").withResponseMode(mode));
  }

  private Callback logIn(AuthorizationRequest login) {
    return browser.login(login.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
  }

  private static AuthorizationResponse response(Callback callback) {
    if (callback.method().equals("POST")) {
      return AuthorizationResponse.of(callback.uri(), Form.parse(callback.form()));
    }
    return callback.uri().getRawFragment() == null
        ? AuthorizationResponse.of(callback.uri())
        : AuthorizationResponse.ofFragment(callback.uri());
  }
}
