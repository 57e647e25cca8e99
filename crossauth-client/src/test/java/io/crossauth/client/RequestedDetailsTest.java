package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.introspection.Introspection;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Given;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.platform.Scheduler;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-17 authorization details")
class RequestedDetailsTest {

  private static final AuthorizationDetails PAYMENT =
      AuthorizationDetails.of(
          AuthorizationDetail.of("payment_initiation")
              .withActions("initiate")
              .with("amount", Map.of("currency", "EUR", "value", "123.50")));
  private static final String JSON =
      "[{\"type\":\"payment_initiation\",\"actions\":[\"initiate\"],\"amount\":{";
  private static final String GRANTED =
      "{\"access_token\":\"at-2\",\"token_type\":\"Bearer\",\"expires_in\":300,"
          + "\"refresh_token\":\"rt-2\",\"authorization_details\":"
          + "[{\"type\":\"payment_initiation\",\"actions\":[\"initiate\"],\"limit\":100}]}";
  private static final String SILENT =
      "{\"access_token\":\"at-3\",\"token_type\":\"Bearer\",\"expires_in\":300,"
          + "\"refresh_token\":\"rt-3\"}";

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();
  private final OAuthClient client = client(Metadata.complete());

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  private OAuthClient client(OpenIdConfiguration metadata) {
    return OAuthClient.builder(metadata)
        .clientId("web")
        .clientAuthentication(ClientAuthentication.clientSecretBasic(Secret.of("a-secret")))
        .redirectUri(URI.create("https://app.example/callback"))
        .transport(transport)
        .platform(time.platform().withScheduler(Scheduler.system()))
        .build();
  }

  private static TokenRequestOptions payment() {
    return TokenRequestOptions.none().withAuthorizationDetails(PAYMENT);
  }

  private OAuthTokenResponse granted() {
    transport.json(200, GRANTED);
    return client.clientCredentialsFlow(payment());
  }

  @Test
  @DisplayName("F-17 are in an authorization request")
  void are_in_an_authorization_request() {
    Map<String, String> query =
        Wire.query(
            client
                .startAuthorizationCodeFlow(
                    LoginOptions.scopes("openid").withAuthorizationDetails(PAYMENT))
                .uri());

    assertThat(query.get("authorization_details")).startsWith(JSON).isEqualTo(PAYMENT.json());
  }

  @Test
  @DisplayName("F-17 are in a pushed request")
  void are_in_a_pushed_request() {
    transport.json(201, "{\"request_uri\":\"urn:x:1\",\"expires_in\":60}");
    client(
            Metadata.complete()
                .with("pushed_authorization_request_endpoint", Metadata.ISSUER + "/par"))
        .startAuthorizationCodeFlow(
            LoginOptions.scopes("openid").withAuthorizationDetails(PAYMENT).withPushedRequest());

    assertThat(Wire.form(transport, 0)).containsEntry("authorization_details", PAYMENT.json());
  }

  @Test
  @DisplayName("F-17 are in a token request")
  void are_in_a_token_request() {
    granted();

    assertThat(Wire.form(transport, 0)).containsEntry("authorization_details", PAYMENT.json());
  }

  @Test
  @DisplayName("F-17 are in a device authorization request")
  void are_in_a_device_authorization_request() {
    transport.json(200, Answers.deviceCode());
    client.device().start(payment());

    assertThat(transport.calls().get(0).uri()).hasToString(Metadata.DEVICE);
    assertThat(Wire.form(transport, 0)).containsEntry("authorization_details", PAYMENT.json());
  }

  @ParameterizedTest
  @DisplayName("F-17 of a wrong shape are refused before anything is sent")
  @ValueSource(strings = {"canary", "{}", "[]", "[{}]", "[{\"type\":\"a\",\"actions\":7}]"})
  void of_a_wrong_shape_are_refused(String json) {
    TokenRequestOptions options = TokenRequestOptions.none().with("authorization_details", json);
    LoginOptions login = LoginOptions.scopes("openid").with("authorization_details", json);

    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () -> client.startAuthorizationCodeFlow(login),
            () -> client.startAuthorizationCodeFlow(login.withPushedRequest()),
            () -> client.clientCredentialsFlow(options),
            () -> client.device().start(options))) {
      assertThatIllegalArgumentException()
          .isThrownBy(call)
          .withMessageContaining("authorization")
          .withMessageNotContaining("canary");
    }
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  @DisplayName("F-17 are one parameter")
  void are_one_parameter() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> client.clientCredentialsFlow(payment().withAuthorizationDetails(PAYMENT)))
        .withMessageContaining("2 parameters");
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  @DisplayName("F-17 of a type that the server does not list are refused before anything is sent")
  void of_a_type_that_the_server_does_not_list_are_refused() {
    OAuthClient other =
        client(
            Metadata.complete()
                .with("authorization_details_types_supported", List.of("account_information")));

    for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
        List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
            () ->
                other.startAuthorizationCodeFlow(
                    LoginOptions.scopes("openid").withAuthorizationDetails(PAYMENT)),
            () -> other.clientCredentialsFlow(payment()),
            () -> other.device().start(payment()))) {
      ConfigurationException e = catchThrowableOfType(ConfigurationException.class, call);
      assertThat(e.code()).isEqualTo("config.authorization_details_type");
      assertThat(e)
          .hasMessageContaining("payment_initiation")
          .hasMessageContaining("authorization_details_types_supported");
    }
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  @DisplayName("F-17 of a type that the server lists are sent")
  void of_a_type_that_the_server_lists_are_sent() {
    transport.json(200, GRANTED);
    OAuthTokenResponse tokens =
        client(
                Metadata.complete()
                    .with("authorization_details_types_supported", List.of("payment_initiation")))
            .clientCredentialsFlow(payment());

    assertThat(tokens.authorizationDetails().list()).hasSize(1);
  }

  @Test
  @DisplayName("F-17 that were granted are on the response, as granted and not as asked for")
  void that_were_granted_are_on_the_response() {
    AuthorizationDetail detail = granted().authorizationDetails().list().get(0);

    assertThat(detail.member("limit")).contains(100L);
    assertThat(detail.member("amount")).isEmpty();
  }

  @Test
  @DisplayName("F-17 are none where the server does not say, whatever was asked for")
  void are_none_where_the_server_does_not_say() {
    transport.json(200, SILENT);

    assertThat(client.clientCredentialsFlow(payment()).authorizationDetails().isEmpty()).isTrue();
  }

  @Test
  @DisplayName("F-17 that a server repeats as a string are read")
  void that_a_server_repeats_as_a_string_are_read() {
    transport.json(
        200,
        "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"authorization_details\":"
            + "\"[{\\\"type\\\":\\\"a\\\"}]\"}");

    assertThat(client.clientCredentialsFlow(payment()).authorizationDetails())
        .isEqualTo(AuthorizationDetails.of(AuthorizationDetail.of("a")));
  }

  @ParameterizedTest
  @DisplayName("F-17 that were granted in a wrong shape are a response to refuse")
  @ValueSource(strings = {"{}", "7", "\"canary\"", "[{}]", "[{\"type\":\"\"}]", "[\"canary\"]"})
  void that_were_granted_in_a_wrong_shape_are_refused(String json) {
    transport.json(
        200,
        "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\"authorization_details\":"
            + json
            + "}");

    assertThatThrownBy(() -> client.clientCredentialsFlow(payment()))
        .isInstanceOfSatisfying(
            InvalidResponseException.class,
            e -> assertThat(e.code()).isEqualTo("response.authorization_details"))
        .hasMessageNotContaining("canary");
  }

  @Test
  @DisplayName("F-17 that a refresh does not speak of are those from before")
  void that_a_refresh_does_not_speak_of_are_those_from_before() {
    OAuthTokenResponse before = granted();
    transport.json(200, SILENT);

    assertThat(client.refreshTokenFlow(before).authorizationDetails())
        .isEqualTo(before.authorizationDetails());
  }

  @Test
  @DisplayName("F-17 that a refresh speaks of are those that it says")
  void that_a_refresh_speaks_of_are_those_that_it_says() {
    OAuthTokenResponse before = granted();
    transport.json(200, GRANTED.replace("100", "7"));

    assertThat(client.refreshTokenFlow(before).authorizationDetails().list().get(0).member("limit"))
        .contains(7L);
  }

  @Test
  @DisplayName("F-17 survive the store of a session, and its renewals")
  void survive_the_store_of_a_session() {
    OAuthTokenResponse before = granted();
    SealingKey key = SealingKey.ephemeral();

    StoredTokens stored = StoredTokens.of(before);
    StoredTokens opened = StoredTokens.open(stored.seal(key, "alice"), key, "alice");
    assertThat(opened).isEqualTo(stored);
    assertThat(opened.authorizationDetails()).isEqualTo(before.authorizationDetails());
    assertThat(opened.withRefreshToken(Secret.of("rt")).authorizationDetails())
        .isEqualTo(before.authorizationDetails());
    assertThat(opened.withoutRefreshToken().authorizationDetails())
        .isEqualTo(before.authorizationDetails());
    assertThat(opened.renewedBy(Given.tokens(time, "at-9")).authorizationDetails())
        .isEqualTo(before.authorizationDetails());
    Map<String, Object> less = new HashMap<>();
    less.put("access_token", "at-9");
    less.put("authorization_details", List.of(Map.of("type", "less")));
    assertThat(opened.renewedBy(Given.tokens(time, less)).authorizationDetails())
        .isEqualTo(AuthorizationDetails.of(AuthorizationDetail.of("less")));
  }

  @Test
  @DisplayName("F-17 are known of a session after a renewal that does not speak of them")
  void are_known_of_a_session_after_a_renewal() {
    OAuthTokenResponse before = granted();
    try (TokenManager sessions = client.tokenManager(TokenStore.inMemory())) {
      sessions.signedIn("alice", before);
      transport.json(200, SILENT);
      time.advance(Duration.ofMinutes(6));

      assertThat(sessions.accessToken("alice").reveal()).isEqualTo("at-3");
      assertThat(sessions.tokens("alice").orElseThrow().authorizationDetails())
          .isEqualTo(before.authorizationDetails());
    }
  }

  @Test
  @DisplayName("F-17 are read from an introspection")
  void are_read_from_an_introspection() {
    transport.json(
        200, "{\"active\":true,\"authorization_details\":[{\"type\":\"account_information\"}]}");
    transport.json(200, "{\"active\":true}");
    transport.json(200, "{\"active\":true,\"authorization_details\":{\"type\":\"canary\"}}");

    assertThat(client.introspect(Secret.of("at-1")).authorizationDetails().list()).hasSize(1);
    assertThat(client.introspect(Secret.of("at-1")).authorizationDetails().isEmpty()).isTrue();
    Introspection odd = client.introspect(Secret.of("at-1"));
    assertThatThrownBy(odd::authorizationDetails)
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageNotContaining("canary");
  }

  @Test
  @DisplayName("F-17 that the server refuses are an error with what to do")
  void that_the_server_refuses_are_an_error_with_what_to_do() {
    transport.json(400, Answers.error("invalid_authorization_details"));

    assertThatThrownBy(() -> client.clientCredentialsFlow(payment()))
        .isInstanceOfSatisfying(
            OAuthErrorException.class,
            e -> assertThat(e.error()).isEqualTo("invalid_authorization_details"))
        .hasMessageContaining("authorization_details_types_supported");
  }
}
