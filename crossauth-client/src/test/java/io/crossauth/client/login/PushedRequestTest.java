package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-01, F-02 a pushed authorization request")
class PushedRequestTest {

  private static final String PAR = Metadata.ISSUER + "/par";
  private static final String URN = "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c";
  private static final String GOOD = "{\"request_uri\":\"" + URN + "\",\"expires_in\":60}";

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  private static OpenIdConfiguration metadata() {
    return Metadata.complete().with("pushed_authorization_request_endpoint", PAR);
  }

  private OAuthClientBuilder builder(OpenIdConfiguration metadata) {
    return OAuthClient.builder(metadata)
        .clientId("web app")
        .clientAuthentication(ClientAuthentication.clientSecretBasic(Secret.of("a-secret")))
        .redirectUri(URI.create("https://app.example/callback"))
        .transport(transport)
        .platform(time.platform());
  }

  private OAuthClient client() {
    return builder(metadata()).pushedRequests().build();
  }

  private static void assertReference(URI uri) {
    assertThat(uri.toString()).startsWith(Metadata.AUTHORIZE + "?");
    assertThat(Wire.query(uri))
        .containsExactly(Map.entry("client_id", "web app"), Map.entry("request_uri", URN));
  }

  @Test
  @DisplayName("F-01 carries all parameters, and the browser's address has two")
  void carries_all_and_the_address_has_two() {
    transport.json(201, GOOD);
    AuthorizationRequest request =
        client()
            .startAuthorizationCodeFlow(
                LoginOptions.scopes("openid", "email")
                    .withMaxAge(Duration.ofMinutes(5))
                    .withResource("https://api.one")
                    .withResource("https://api.two"));

    assertReference(request.uri());
    assertThat(transport.calls().get(0).method()).isEqualTo("POST");
    assertThat(transport.calls().get(0).uri()).hasToString(PAR);
    Form sent = Form.parse(transport.body(0));
    assertThat(sent.fields().stream().map(Form.Field::name))
        .containsExactly(
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "max_age",
            "resource",
            "resource");
    assertThat(sent.first("state")).contains(request.pending().state().reveal());
    assertThat(sent.first("nonce")).contains(request.pending().nonce().reveal());
    assertThat(sent.first("scope")).contains("openid email");
    assertThat(sent.all("resource")).containsExactly("https://api.one", "https://api.two");
  }

  @Test
  @DisplayName("F-01 has client authentication: a secret in the header")
  void has_client_authentication_by_secret() {
    transport.json(201, GOOD);
    client().startAuthorizationCodeFlow("openid");

    assertThat(Wire.basic(transport.calls().get(0))).isEqualTo("web+app:a-secret");
  }

  @Test
  @DisplayName("F-01 has client authentication: an assertion whose audience is the issuer")
  void has_client_authentication_by_key() {
    transport.json(201, GOOD);
    builder(metadata())
        .clientKey(JwtSigner.ofJwk(TestKeys.p256().privateJwkJson()))
        .pushedRequests()
        .build()
        .startAuthorizationCodeFlow("openid");

    Map<String, String> sent = Wire.form(transport, 0);
    assertThat(sent).containsEntry("client_id", "web app").containsKey("code_challenge");
    assertThat(
            new String(
                java.util.Base64.getUrlDecoder()
                    .decode(sent.get("client_assertion").split("\\.")[1]),
                java.nio.charset.StandardCharsets.UTF_8))
        .contains("\"aud\":\"" + Metadata.ISSUER + "\"");
  }

  @Test
  @DisplayName("F-01 of a public client says its id")
  void of_a_public_client_says_its_id() {
    transport.json(201, GOOD);
    AuthorizationRequest request =
        builder(metadata())
            .clientAuthentication(ClientAuthentication.none())
            .pushedRequests()
            .build()
            .startAuthorizationCodeFlow("openid");

    assertReference(request.uri());
    assertThat(Wire.form(transport, 0)).containsEntry("client_id", "web app");
    assertThat(transport.calls().get(0).headers().first("Authorization")).isEmpty();
  }

  @Test
  @DisplayName("F-01 is one where the options of a login ask for it, and no other login is")
  void is_one_where_the_options_ask_for_it() {
    OAuthClient client = builder(metadata()).build();
    transport.json(201, GOOD);

    LoginOptions asked = LoginOptions.scopes("openid").withPushedRequest();
    assertThat(asked.pushed()).isTrue();
    assertThat(
            asked
                .withPrompt("login")
                .withMaxAge(Duration.ZERO)
                .withAcrValues("gold")
                .withClaims(ClaimsRequest.none().idToken("email"))
                .withRedirectUri(URI.create("https://app.example/other"))
                .withBrowser(Secret.of("0123456789abcdef"))
                .pushed())
        .isTrue();
    assertReference(client.startAuthorizationCodeFlow(asked).uri());
    assertThat(Wire.query(client.startAuthorizationCodeFlow("openid").uri()))
        .containsKey("code_challenge");
  }

  @Test
  @DisplayName("F-02 is one where the metadata demands it")
  void is_one_where_the_metadata_demands_it() {
    transport.json(201, GOOD);
    AuthorizationRequest request =
        builder(metadata().with("require_pushed_authorization_requests", true))
            .build()
            .startAuthorizationCodeFlow("openid");

    assertReference(request.uri());
  }

  @Test
  @DisplayName("F-02 without an endpoint is a configuration error that says what to do")
  void without_an_endpoint_is_a_configuration_error() {
    OpenIdConfiguration demanding =
        Metadata.complete().with("require_pushed_authorization_requests", true);

    for (OAuthClient client :
        List.of(
            builder(demanding).build(), builder(Metadata.complete()).pushedRequests().build())) {
      ConfigurationException e =
          catchThrowableOfType(
              ConfigurationException.class, () -> client.startAuthorizationCodeFlow("openid"));
      assertThat(e.code()).isEqualTo("config.no_pushed_requests");
      assertThat(e.retryable()).isFalse();
      assertThat(e)
          .hasMessageContaining("pushed_authorization_request_endpoint")
          .hasMessageContaining("pushedRequests()");
    }
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @DisplayName("F-02 whose answer is none is refused:")
  @CsvSource(
      delimiter = '|',
      value = {
        "200|{\"request_uri\":\"urn:x:1\",\"expires_in\":60}|response.status",
        "202|{\"request_uri\":\"urn:x:1\",\"expires_in\":60}|response.status",
        "201|{\"expires_in\":60}|response.missing_member",
        "201|{\"request_uri\":null,\"expires_in\":60}|response.missing_member",
        "201|{\"request_uri\":\"urn:x:1\"}|response.missing_member",
        "201|{\"request_uri\":\"urn:x:1\",\"expires_in\":null}|response.missing_member",
        "201|{\"request_uri\":7,\"expires_in\":60}|response.wrong_type",
        "201|{\"request_uri\":[\"urn:x:1\"],\"expires_in\":60}|response.wrong_type",
        "201|{\"request_uri\":\"\",\"expires_in\":60}|response.request_uri",
        "201|{\"request_uri\":\"relative/1\",\"expires_in\":60}|response.request_uri",
        "201|{\"request_uri\":\"urn:x:a b\",\"expires_in\":60}|response.request_uri",
        "201|{\"request_uri\":\"urn:x:\\u00e4\",\"expires_in\":60}|response.request_uri",
        "201|{\"request_uri\":\"urn:x:1\",\"expires_in\":0}|response.wrong_type",
        "201|{\"request_uri\":\"urn:x:1\",\"expires_in\":-1}|response.wrong_type",
        "201|{\"request_uri\":\"urn:x:1\",\"expires_in\":\"soon\"}|response.wrong_type",
        "201|{\"request_uri\":\"urn:x:1\",\"expires_in\":true}|response.wrong_type",
        "201|{\"request_uri\":\"urn:x:1\",\"expires_in\":111111111111111111111}|response.wrong_type",
        "201|[]|response.not_json",
        "201|{}|response.missing_member"
      })
  void whose_answer_is_none_is_refused(int status, String json, String code) {
    transport.json(status, json);

    InvalidResponseException e =
        catchThrowableOfType(
            InvalidResponseException.class, () -> client().startAuthorizationCodeFlow("openid"));

    assertThat(e.code()).isEqualTo(code);
    assertThat(e.status()).isEqualTo(status);
    assertThat(e).hasMessageStartingWith("pushed authorization request");
  }

  @Test
  @DisplayName("F-02 has a reference of 2,000 characters at most")
  void has_a_reference_of_2000_characters_at_most() {
    String longest = "urn:x:" + "a".repeat(1_994);
    transport.json(201, "{\"request_uri\":\"" + longest + "\",\"expires_in\":60}");
    transport.json(201, "{\"request_uri\":\"" + longest + "a\",\"expires_in\":60}");

    assertThat(Wire.query(client().startAuthorizationCodeFlow("openid").uri()))
        .containsEntry("request_uri", longest);
    assertThat(
            catchThrowableOfType(
                    CrossauthException.class, () -> client().startAuthorizationCodeFlow("openid"))
                .code())
        .isEqualTo("response.request_uri");
  }

  @ParameterizedTest
  @DisplayName("F-02 has a lifetime, a string with a number in it too")
  @ValueSource(strings = {"1", "60.0", "\"90\"", "12345678901234567890"})
  void has_a_lifetime(String seconds) {
    transport.json(201, "{\"request_uri\":\"" + URN + "\",\"expires_in\":" + seconds + "}");

    assertReference(client().startAuthorizationCodeFlow("openid").uri());
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("F-02 that the server refuses is an error with what to do:")
  @CsvSource({
    "400, invalid_request_object, signed request",
    "400, invalid_authorization_details, documentation of the type",
    "400, invalid_request_uri, begin the login again",
    "400, request_not_supported, signedRequests",
    "401, invalid_client, check client id",
    "401, invalid_request, ''"
  })
  void that_the_server_refuses_is_an_error(int status, String error, String hint) {
    transport.json(status, Answers.error(error));

    OAuthErrorException e =
        catchThrowableOfType(
            OAuthErrorException.class, () -> client().startAuthorizationCodeFlow("openid"));

    assertThat(e.error()).isEqualTo(error);
    assertThat(e.code()).isEqualTo("oauth." + error);
    assertThat(e.status()).isEqualTo(status);
    assertThat(e).hasMessageContaining(hint);
  }

  @Test
  @DisplayName("F-25 whose refusal quotes it shows nothing of state and nonce")
  void whose_refusal_quotes_it_shows_no_secret() {
    transport.then(
        call ->
            new io.crossauth.http.HttpReply(
                400,
                io.crossauth.http.Headers.of("Content-Type", "application/json"),
                ("{\"error\":\"invalid_request\",\"error_description\":\"bad: "
                        + new String(
                            call.body().orElseThrow(), java.nio.charset.StandardCharsets.UTF_8)
                        + "\"}")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    OAuthErrorException e =
        catchThrowableOfType(
            OAuthErrorException.class, () -> client().startAuthorizationCodeFlow("openid"));

    Map<String, String> sent = Wire.form(transport, 0);
    assertThat(sent.get("state")).isNotBlank();
    assertThat(e)
        .hasMessageContaining("code_challenge_method")
        .hasMessageNotContaining(sent.get("state"))
        .hasMessageNotContaining(sent.get("nonce"));
  }

  @ParameterizedTest
  @DisplayName("F-01 has no request_uri and no request of the program's own")
  @ValueSource(strings = {"request_uri", "request"})
  void has_no_reference_of_the_programs_own(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client()
                    .startAuthorizationCodeFlow(LoginOptions.scopes("openid").with(name, "canary")))
        .withMessageContaining(name)
        .withMessageNotContaining("canary");
  }

  @Test
  @DisplayName("F-01 keeps the query of the authorization endpoint, and where the browser goes")
  void keeps_the_query_of_the_endpoint() {
    transport.json(201, GOOD);
    AuthorizationRequest request =
        builder(metadata())
            .oauthAuthorizeRedirect(URI.create("https://public.example/auth?p=B2C"))
            .pushedRequests()
            .build()
            .startAuthorizationCodeFlow("openid");

    assertThat(request.uri().toString())
        .startsWith("https://public.example/auth?p=B2C&client_id=web%20app&request_uri=urn%3A");
  }

  @Test
  @DisplayName("F-01 at the command line must come back as a query, though its address hides how")
  void at_the_command_line_must_come_back_as_a_query() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client()
                    .commandLine()
                    .run(
                        LoopbackOptions.defaults(),
                        uri -> {},
                        LoginOptions.scopes("openid").withResponseMode("form_post")))
        .withMessageContaining("form_post");
    assertThat(transport.calls()).isEmpty();
  }
}
