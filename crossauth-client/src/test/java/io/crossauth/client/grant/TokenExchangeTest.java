package io.crossauth.client.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.IssuedToken;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 8693: a token exchange")
class TokenExchangeTest {

  private static final String TYPES = "urn:ietf:params:oauth:token-type:";
  private static final Secret SUBJECT = Secret.of("subject-canary");
  private static final Secret ACTOR = Secret.of("actor-canary");

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void all_answers_were_asked_for() {
    client.close();
    scene.close();
  }

  @Test
  void says_the_subject_and_its_type() {
    scene.transport.json(200, issued("access_token", "Bearer"));

    OAuthTokenResponse tokens =
        client.requestTokens(
            TokenExchange.ofAccessToken(SUBJECT),
            TokenRequestOptions.scopes("orders:read").withResource("https://orders.example"));

    assertThat(Wire.lastForm(scene.transport))
        .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")
        .containsEntry("subject_token", "subject-canary")
        .containsEntry("subject_token_type", TYPES + "access_token")
        .containsEntry("scope", "orders:read")
        .containsEntry("resource", "https://orders.example")
        .doesNotContainKeys("actor_token", "actor_token_type", "requested_token_type");
    assertThat(tokens.accessToken().reveal()).isEqualTo("issued-1");
    assertThat(tokens.raw("issued_token_type")).contains(TYPES + "access_token");
  }

  @Test
  @DisplayName("F-13: with an actor, for a token that is no access token (N_A)")
  void says_the_actor_and_the_type_that_is_wanted() {
    scene.transport.json(200, issued("jwt", "N_A"));

    IssuedToken issued =
        client.exchange(
            TokenExchange.ofIdToken(SUBJECT).withActor(ACTOR).withRequestedType(TYPES + "jwt"));

    assertThat(Wire.lastForm(scene.transport))
        .containsEntry("subject_token_type", TYPES + "id_token")
        .containsEntry("actor_token", "actor-canary")
        .containsEntry("actor_token_type", TYPES + "access_token")
        .containsEntry("requested_token_type", TYPES + "jwt");
    assertThat(issued)
        .isEqualTo(
            new IssuedToken(
                Secret.of("issued-1"),
                TYPES + "jwt",
                Optional.of(scene.time.instant().plusSeconds(60))));
    assertThat(issued.toString()).doesNotContain("issued-1");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jwt", "id_token", "access_token"})
  @DisplayName("F-13: what is no access token (N_A) is none for requestTokens, whatever was asked")
  void is_for_an_api_only_if_it_is_an_access_token(String kind) {
    scene.transport.json(200, issued(kind, "n_a"));

    refused(
        TokenExchange.ofAccessToken(SUBJECT).withRequestedType(TYPES + kind),
        "response.token_type",
        "OAuthClient.exchange(..)");
  }

  @Test
  @DisplayName("F-13: what is no access token (N_A) comes out of no source")
  void is_given_by_a_source_only_if_it_is_an_access_token() {
    scene.transport.json(200, issued("jwt", "N_A"));
    TokenSource source =
        client.tokenSource(TokenExchange.ofAccessToken(SUBJECT).withRequestedType(TYPES + "jwt"));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> source.authorize("GET", URI.create("https://api.example/")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.token_type"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"id_token", "refresh_token", "saml1", "saml2"})
  void has_no_source_for_what_is_never_an_access_token(String kind) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client.tokenSource(
                    TokenExchange.ofAccessToken(SUBJECT).withRequestedType(TYPES + kind)))
        .withMessageContaining("exchange(..)");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"id_token", "refresh_token", "saml1", "saml2"})
  @DisplayName("F-13: what nobody asked for and no API takes comes out of no source, as Bearer too")
  void takes_no_other_token_for_an_access_token(String kind) {
    scene.transport.json(200, issued(kind, "Bearer"));
    TokenSource source = client.tokenSource(TokenExchange.ofAccessToken(SUBJECT));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> source.authorize("GET", URI.create("https://api.example/")))
        .withMessageContaining("issued_token_type")
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.token_type"));
  }

  @Test
  void brings_what_the_server_chooses_if_it_says_that_no_api_takes_it() {
    scene.transport.json(200, issued("id_token", "N_A"));

    assertThat(client.exchange(TokenExchange.ofAccessToken(SUBJECT)).type())
        .isEqualTo(TYPES + "id_token");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"mac", "PoP"})
  void brings_no_token_of_a_kind_that_nobody_knows(String type) {
    scene.transport.json(200, issued("jwt", type));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(
            () ->
                client.exchange(
                    TokenExchange.ofAccessToken(SUBJECT).withRequestedType(TYPES + "jwt")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.token_type"));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"", ",\"issued_token_type\":null", ",\"issued_token_type\":\" \""})
  @DisplayName("F-13: a token whose type is not said is refused, N_A too")
  void brings_no_other_token_whose_type_is_not_said(String member) {
    scene.transport.json(
        200, "{\"access_token\":\"issued-1\",\"token_type\":\"N_A\"" + member + "}");

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> client.exchange(TokenExchange.ofAccessToken(SUBJECT)))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.missing_member"));
  }

  @Test
  void says_each_audience_and_each_resource() {
    scene.transport.json(200, issued("access_token", "Bearer"));

    client.requestTokens(
        TokenExchange.ofAccessToken(SUBJECT)
            .withAudience("orders")
            .withAudience("stock")
            .withResource("https://orders.example/v1")
            .withResource("https://stock.example"));

    assertThat(Wire.all(scene.transport, 0, "audience")).containsExactly("orders", "stock");
    assertThat(Wire.all(scene.transport, 0, "resource"))
        .containsExactly("https://orders.example/v1", "https://stock.example");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"orders", "/orders", "https://orders.example/#part", "ht tp://x", ""})
  void names_a_resource_by_its_absolute_address(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenExchange.ofAccessToken(SUBJECT).withResource(address))
        .withMessageContaining("resource: expected");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"", "access_token", "urn"})
  void names_a_type_by_a_uri(String type) {
    assertThatIllegalArgumentException().isThrownBy(() -> TokenExchange.of(SUBJECT, type));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenExchange.ofAccessToken(SUBJECT).withActor(ACTOR, type));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TokenExchange.ofAccessToken(SUBJECT).withRequestedType(type));
  }

  @Test
  void names_no_blank_audience_and_one_actor() {
    TokenExchange exchange = TokenExchange.ofAccessToken(SUBJECT).withActor(ACTOR);

    assertThatIllegalArgumentException().isThrownBy(() -> exchange.withAudience(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> exchange.withActor(SUBJECT));
  }

  @Test
  void of_a_verified_token_knows_its_kind_and_its_end() {
    String idToken = scene.mint.idToken().compact();
    VerifiedToken verified = client.validateIdToken(Secret.of(idToken));

    TokenExchange exchange = TokenExchange.of(verified);

    assertThat(exchange.subjectEnd()).contains(verified.expiresAt());
    assertThat(exchange.parameters().first("subject_token")).contains(idToken);
    assertThat(exchange.parameters().first("subject_token_type")).contains(TYPES + "id_token");
    assertThat(exchange.toString()).doesNotContain(idToken);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"N_A", "mac", "DPoP"})
  void for_an_access_token_brings_one_that_can_be_presented(String type) {
    scene.transport.json(200, issued("access_token", type));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(
            () ->
                client.requestTokens(
                    TokenExchange.ofAccessToken(SUBJECT).withRequestedType(TYPES + "access_token")))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.token_type"));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"N_A", "mac", "DPoP"})
  void where_the_server_chooses_brings_one_that_can_be_presented(String type) {
    scene.transport.json(200, issued("access_token", type));

    refused(TokenExchange.ofAccessToken(SUBJECT), "response.token_type", "token_type");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"", ",\"issued_token_type\":null", ",\"issued_token_type\":\" \""})
  void brings_a_token_whose_type_is_said(String member) {
    for (TokenExchange exchange :
        List.of(
            TokenExchange.ofAccessToken(SUBJECT),
            TokenExchange.ofAccessToken(SUBJECT).withRequestedType(TYPES + "access_token"))) {
      scene.transport.json(
          200, "{\"access_token\":\"issued-1\",\"token_type\":\"Bearer\"" + member + "}");

      refused(exchange, "response.missing_member", "issued_token_type");
    }
  }

  @Test
  void brings_a_token_whose_type_is_a_string() {
    scene.transport.json(
        200, "{\"access_token\":\"issued-1\",\"token_type\":\"Bearer\",\"issued_token_type\":[1]}");

    refused(TokenExchange.ofAccessToken(SUBJECT), "response.wrong_type", "issued_token_type");
  }

  @ParameterizedTest(name = "{0} for {1}")
  @CsvSource({"jwt, access_token", "access_token, jwt", "ACCESS_TOKEN, access_token"})
  void brings_a_token_of_the_type_that_is_wanted(String found, String wanted) {
    scene.transport.json(200, issued(found, "Bearer"));

    refused(
        TokenExchange.ofAccessToken(SUBJECT).withRequestedType(TYPES + wanted),
        "response.token_type",
        "issued_token_type: expected " + TYPES + wanted + ", found " + TYPES + found);
  }

  @Test
  void brings_a_token_of_any_type_where_the_server_chooses() {
    scene.transport.json(200, issued("jwt", "bearer"));

    assertThat(client.requestTokens(TokenExchange.ofAccessToken(SUBJECT)).accessToken().reveal())
        .isEqualTo("issued-1");
  }

  private void refused(TokenExchange exchange, String code, String message) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> client.requestTokens(exchange))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary", "issued-1"));
  }

  @Test
  void may_be_refused_for_its_target_without_a_word_of_its_tokens() {
    scene.transport.json(
        400,
        "{\"error\":\"invalid_target\",\"error_description\":\"not with subject-canary,"
            + " actor-canary\"}");

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(
            () -> client.requestTokens(TokenExchange.ofAccessToken(SUBJECT).withActor(ACTOR)))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_target"))
        .withMessageContaining("what the server knows the service by")
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
    assertThat(TokenExchange.ofAccessToken(SUBJECT).withActor(ACTOR).toString())
        .doesNotContain("canary");
  }

  private static String issued(String kind, String tokenType) {
    return "{\"access_token\":\"issued-1\",\"issued_token_type\":\""
        + TYPES
        + kind
        + "\",\"token_type\":\""
        + tokenType
        + "\",\"expires_in\":60}";
  }
}
