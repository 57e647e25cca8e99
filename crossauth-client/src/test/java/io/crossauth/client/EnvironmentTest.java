package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The environment")
class EnvironmentTest {

  private final Scene scene = new Scene();
  private final Map<String, String> variables = new HashMap<>();

  {
    set("AUTH_SERVER_BASE_URL", Metadata.ISSUER);
    set("OAUTH_CLIENT_ID", "web");
  }

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  void with_issuer_and_id_is_enough_for_a_public_client() {
    discovered();
    scene.transport.json(200, Answers.tokens());

    client().clientCredentialsFlow();

    assertThat(scene.transport.calls().get(0).uri().toString())
        .isEqualTo(Metadata.ISSUER + "/.well-known/openid-configuration");
    assertThat(scene.transport.body(1)).isEqualTo("grant_type=client_credentials&client_id=web");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"AUTH_SERVER_BASE_URL", "OAUTH_CLIENT_ID"})
  void must_have(String name) {
    variables.remove("CROSSAUTH_" + name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthClient.fromEnvironment(variables))
        .withMessageContaining("CROSSAUTH_" + name);

    set(name, " ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthClient.fromEnvironment(variables))
        .withMessageContaining("CROSSAUTH_" + name);
  }

  @Test
  void can_have_a_secret() {
    set("OAUTH_CLIENT_SECRET", "s");
    discovered();
    scene.transport.json(200, Answers.tokens());

    client().clientCredentialsFlow();

    assertThat(Wire.basic(scene.transport.calls().get(1))).isEqualTo("web:s");
  }

  @Test
  void can_have_addresses_and_lengths_of_the_login() {
    set("OAUTH_REDIRECT_URI", Logins.REDIRECT);
    set("OAUTH_AUTHORIZE_REDIRECT", "https://public.example/auth");
    set("OAUTH_STATE_LENGTH", "16");
    set("OAUTH_VERIFIER_LENGTH", " 96 ");
    set("OAUTH_CODE_CHALLENGE_METHOD", "S256");
    discovered();

    AuthorizationRequest request = client().startAuthorizationCodeFlow("openid");

    assertThat(request.uri().toString()).startsWith("https://public.example/auth?");
    assertThat(Wire.query(request.uri())).containsEntry("redirect_uri", Logins.REDIRECT);
    assertThat(request.pending().state().reveal()).hasSize(22);
    assertThat(request.pending().codeVerifier().reveal()).hasSize(128);
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    "device/code, https://id.example.com/device/code",
    "/device/code, https://id.example.com/device/code",
    "https://other.example/code, https://other.example/code",
    "http://localhost:8080/code, http://localhost:8080/code",
  })
  void can_have_a_device_endpoint_below_the_issuer_or_elsewhere(String value, String address) {
    set("OAUTH_DEVICE_AUTHORIZATION_URL", value);
    discovered();
    scene.transport.json(200, Answers.deviceCode());

    client().startDeviceCodeFlow();

    assertThat(scene.transport.calls().get(1).uri()).hasToString(address);
  }

  @Test
  void can_have_json_bodies_and_headers() {
    set("OAUTH_POST_TYPE", "json");
    set("OAUTH_AUTH_SERVER_HEADERS", "{\"X-Tenant\":\"one\",\"X-Number\":7}");
    discovered();
    scene.transport.json(200, Answers.tokens());

    client().clientCredentialsFlow();

    assertThat(scene.transport.body(1))
        .isEqualTo("{\"grant_type\":\"client_credentials\",\"client_id\":\"web\"}");
    assertThat(scene.transport.calls())
        .allSatisfy(call -> assertThat(call.headers().first("X-Tenant")).contains("one"))
        .allSatisfy(call -> assertThat(call.headers().first("X-Number")).contains("7"));
  }

  @Test
  void can_have_forms_and_no_userinfo_said_aloud() {
    set("OAUTH_POST_TYPE", "form");
    set("OAUTH_USE_USER_INFO_ENDPOINT", "false");
    discovered();
    scene.transport.json(200, Answers.tokens());

    client().clientCredentialsFlow();

    assertThat(scene.transport.body(1)).startsWith("grant_type=");
  }

  @Test
  void can_have_userinfo_merged() {
    set("OAUTH_USE_USER_INFO_ENDPOINT", "true");
    discovered();
    scene.transport.json(200, Scene.tokens(scene.mint.idToken()));
    keys();
    scene.transport.json(200, "{\"sub\":\"alice\",\"email\":\"a@b.c\"}");

    assertThat(
            client().passwordFlow("alice", Secret.of("pw"), "openid").requireTokens().idPayload())
        .containsEntry("email", "a@b.c");
  }

  @ParameterizedTest(name = "{0} s")
  @ValueSource(ints = {0, 60})
  void can_have_a_clock_tolerance_an_explicit_zero_included(int seconds) {
    set("OAUTH_CLOCK_TOLERANCE", Integer.toString(seconds));
    discovered();
    OAuthClient client = client();
    Secret token = Secret.of(scene.mint.idToken().compact());
    scene.time.advance(Duration.ofMinutes(5).plusSeconds(Math.max(0, seconds - 1)));
    keys();

    if (seconds > 0) {
      assertThat(client.validateIdToken(token).requireSubject()).isEqualTo("alice");
    } else {
      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> client.validateIdToken(token));
    }
  }

  @ParameterizedTest(name = "{0}={1}")
  @CsvSource({
    "OAUTH_CODE_CHALLENGE_METHOD, plain",
    "OAUTH_CODE_CHALLENGE_METHOD, s256",
    "OAUTH_POST_TYPE, xml",
    "OAUTH_USE_USER_INFO_ENDPOINT, yes",
    "OAUTH_STATE_LENGTH, many",
    "OAUTH_VERIFIER_LENGTH, 1.5",
    "OAUTH_REDIRECT_URI, /relative",
    "OAUTH_REDIRECT_URI, https://a b/",
    "OAUTH_AUTHORIZE_REDIRECT, ':'",
    "OAUTH_AUTH_SERVER_HEADERS, X-Tenant: one",
    "OAUTH_AUTH_SERVER_HEADERS, [1]",
    "OAUTH_DEVICE_AUTHORIZATION_URL, 'https://a b'",
  })
  void is_refused_with_the_name_of_what_has_no_sense(String name, String value) {
    set(name, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthClient.fromEnvironment(variables))
        .withMessageContaining("CROSSAUTH_" + name);
  }

  @Test
  void is_refused_when_a_length_is_too_short() {
    set("OAUTH_STATE_LENGTH", "8");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthClient.fromEnvironment(variables).build())
        .withMessageContaining("stateLength");
  }

  @Test
  void is_refused_without_showing_a_secret() {
    set("OAUTH_AUTH_SERVER_HEADERS", "{\"X-Key\":\"canary\\r\\nX: y\"}");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthClient.fromEnvironment(variables))
        .withMessageContaining("CROSSAUTH_OAUTH_AUTH_SERVER_HEADERS")
        .withMessageNotContaining("canary")
        .withNoCause();

    set("OAUTH_AUTH_SERVER_HEADERS", "{\"X-Key\":\"canary\"");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthClient.fromEnvironment(variables))
        .withMessageNotContaining("canary");
  }

  @Test
  void of_this_machine_is_read_by_default() {
    // Nobody sets these where the tests run: what must be there is missed.
    assertThatIllegalArgumentException()
        .isThrownBy(OAuthClient::fromEnvironment)
        .withMessageContaining("CROSSAUTH_AUTH_SERVER_BASE_URL");
  }

  private void set(String name, String value) {
    variables.put("CROSSAUTH_" + name, value);
  }

  private OAuthClient client() {
    return OAuthClient.fromEnvironment(variables)
        .transport(scene.transport)
        .platform(scene.time.platform())
        .build();
  }

  private void discovered() {
    OpenIdConfiguration metadata = Metadata.complete();
    scene.transport.json(200, Json.write(metadata.members()));
  }

  private void keys() {
    scene.transport.json(200, TestKeys.jwks(Scene.KEY));
  }
}
