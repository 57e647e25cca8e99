package io.crossauth.client;

import static io.crossauth.client.testing.ProviderLogin.begin;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-04 a response to a JARM login is refused before any token call:")
class JarmFaultsTest {

  private static final String NOW = "2026-11-21T10:00:00Z";

  private final ProviderLogin scene = new ProviderLogin();

  @AfterEach
  void close() {
    scene.close();
  }

  static Stream<Arguments> faults() {
    byte[] published = TestKeys.rsa("provider-RS256-1").publicDer();
    return Stream.of(
        fault("iss of another", d -> d.claim("iss", "https://evil.example"), "token.wrong_issuer"),
        fault("iss with a slash", d -> slash(d), "token.wrong_issuer"),
        fault("no iss", d -> d.without("iss"), "token.missing_claim"),
        fault("iss that is no text", d -> d.claim("iss", 1), "token.wrong_claim_type"),
        fault("aud of another", d -> d.claim("aud", "another"), "token.wrong_audience"),
        fault("no aud", d -> d.without("aud"), "token.missing_claim"),
        fault(
            "aud of another beside",
            d -> d.claim("aud", List.of(TestClients.CONFIDENTIAL, "another")),
            "token.wrong_audience"),
        fault("exp past", d -> d.claim("exp", at(-31)), "token.expired"),
        fault("no exp", d -> d.without("exp"), "token.missing_claim"),
        fault("exp that is no number", d -> d.claim("exp", "soon"), "token.wrong_claim_type"),
        fault("nbf to come", d -> d.claim("nbf", at(61)), "token.not_yet_valid"),
        fault("iat to come", d -> d.claim("iat", at(61)), "token.issued_in_future"),
        fault("a signature of zeros", d -> d.withSignature(new byte[256]), "token.bad_signature"),
        fault(
            "a signature by a stranger's key of the same kid",
            d -> d.signedWith(TestKeys.rsa("stranger").withKid("provider-RS256-1")),
            "token.bad_signature"),
        fault(
            "a key that is not published",
            d -> d.signedWith(TestKeys.rsa("stranger")),
            "token.unknown_key"),
        fault("alg none", TokenDraft::unsigned, "token.malformed"),
        fault(
            "alg none with a signature",
            d -> d.header("alg", "none"),
            "token.unsupported_algorithm"),
        fault("alg nOnE", d -> d.header("alg", "nOnE"), "token.unsupported_algorithm"),
        fault(
            "HMAC with the public key", d -> d.hmacWith(published), "token.algorithm_not_allowed"),
        fault(
            "HMAC with the client secret, not registered",
            d -> d.hmacWith(TestClients.LONG_SECRET.getBytes(StandardCharsets.UTF_8)),
            "token.algorithm_not_allowed"),
        fault("an ID token", d -> d.claim("nonce", "n"), "token.wrong_type"),
        fault("an ID token by its hash", d -> d.claim("c_hash", "AAAA"), "token.wrong_type"),
        fault("an access token", d -> d.header("typ", "at+jwt"), "token.wrong_type"),
        fault("a logout token", d -> d.header("typ", "logout+jwt"), "token.wrong_type"),
        fault("a logout token by its claims", d -> d.claim("events", Map.of()), "token.wrong_type"),
        fault("a request object", d -> d.header("typ", "oauth-authz-req+jwt"), "token.wrong_type"),
        fault("crit", d -> d.header("crit", List.of("x")), "token.unsupported_header"),
        fault("claims that are no object", d -> d.rawPayload("[]"), "token.malformed"),
        fault("iss twice, one of another", d -> twice(d, "https://x"), "token.malformed"),
        fault("aud twice", d -> repeated(d, "aud"), "token.malformed"),
        fault("state of another", d -> d.claim("state", "x"), "response.state_mismatch"),
        fault("no state", d -> d.without("state"), "response.state_missing"),
        fault("state that is no text", d -> d.claim("state", 1), "token.wrong_claim_type"),
        fault("no code", d -> d.without("code"), "response.missing_member"),
        fault("code that is no text", d -> d.claim("code", List.of("x")), "token.wrong_claim_type"),
        fault("code that is empty", d -> d.claim("code", " "), "response.missing_member"),
        fault("error that is no name", d -> d.claim("error", "a\nb"), "response.error_member"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("faults")
  void spoiled(String what, UnaryOperator<TokenDraft> fault, String code) {
    scene.provider().faults().authorizationResponse(fault);
    refused("jwt", code);
  }

  @ParameterizedTest(name = "{0}, not signed")
  @ValueSource(strings = {"query.jwt", "form_post.jwt", "fragment.jwt", "jwt"})
  void plain_in_the_same_way_of_delivery(String mode) {
    scene.provider().faults().withoutSignedResponses();
    refused(mode, "response.response_mode");
  }

  @Test
  void plain_and_an_error() {
    scene
        .provider()
        .faults()
        .withoutSignedResponses()
        .callbackParameter("error", "invalid_request")
        .withoutCallbackParameter("code");
    refused("jwt", "response.response_mode");
  }

  @ParameterizedTest(name = "{0} beside response, {1}")
  @CsvSource({
    "state,jwt",
    "code,jwt",
    "iss,jwt",
    "error,jwt",
    "error_description,jwt",
    "error_uri,jwt",
    "access_token,jwt",
    "id_token,jwt",
    "code,form_post.jwt",
    "iss,fragment.jwt"
  })
  void plain_beside(String name, String mode) {
    scene.provider().faults().callbackParameter(name, "x");
    refused(mode, "response.response_mode");
  }

  @Test
  void response_twice() {
    AuthorizationRequest request = begin(client(), "jwt");
    String response = scene.logIn(request).require("response");
    AuthorizationResponse twice =
        AuthorizationResponse.of(
            URI.create(ProviderLogin.REDIRECT + "?response=" + response + "&response=" + response));

    scene.refused(
        () -> client().redirectEndpoint(twice, request.pending()),
        "response.duplicate_parameter",
        0);
  }

  @Test
  void response_that_is_empty() {
    scene.provider().faults().callbackParameter("response", "");
    refused("jwt", "token.malformed");
  }

  @Test
  void that_of_another_login() {
    OAuthClient client = client();
    AuthorizationRequest mine = begin(client, "jwt");
    AuthorizationRequest other = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(other);

    scene.refused(
        () -> client.redirectEndpoint(answer, mine.pending()), "response.state_mismatch", 0);
  }

  @Test
  void that_of_another_client_of_the_provider() {
    OAuthClient client = client();
    AuthorizationRequest mine = begin(client, "jwt");
    AuthorizationRequest theirs = begin(scene.client(TestClients.PUBLIC).build(), "jwt");
    AuthorizationResponse answer = scene.answer(theirs);

    scene.refused(() -> client.redirectEndpoint(answer, mine.pending()), "token.wrong_audience", 0);
  }

  @Test
  void for_a_login_of_another_client_it_is_not_even_read() {
    OAuthClient client = client();
    AuthorizationRequest theirs = begin(scene.client(TestClients.PUBLIC).build(), "jwt");
    scene.provider().faults().authorizationResponse(d -> d.withSignature(new byte[256]));
    AuthorizationResponse answer = scene.answer(theirs);

    scene.refused(
        () -> client.redirectEndpoint(answer, theirs.pending()), "response.login_mismatch", 0);
  }

  @Test
  void a_signed_one_to_a_plain_login() {
    OAuthClient client = client();
    AuthorizationRequest plain = client.startAuthorizationCodeFlow("openid");
    AuthorizationResponse answer = scene.answer(begin(client, "jwt"));

    scene.refused(
        () -> client.redirectEndpoint(answer, plain.pending()), "response.response_mode", 0);
  }

  @Test
  void a_signed_one_beside_a_plain_one_to_a_plain_login() {
    OAuthClient client = client();
    scene.provider().faults().callbackParameter("response", "a.b.c");
    AuthorizationRequest plain = client.startAuthorizationCodeFlow("openid");
    AuthorizationResponse answer = scene.answer(plain);

    scene.refused(
        () -> client.redirectEndpoint(answer, plain.pending()), "response.response_mode", 0);
  }

  @Test
  void taken_all_the_same_are_what_a_good_one_may_have() {
    scene
        .provider()
        .faults()
        .authorizationResponse(
            d ->
                d.claim("aud", List.of(TestClients.CONFIDENTIAL))
                    .claim("exp", at(-29))
                    .claim("iat", at(0))
                    .claim("tenant", "one")
                    .withoutHeader("typ"))
        .callbackParameter("session_state", "x");
    OAuthClient client = scene.client().idTokens(r -> r.maxTokenAge(Duration.ofHours(1))).build();
    AuthorizationRequest request = begin(client, "jwt");

    assertThat(client.redirectEndpoint(scene.answer(request), request.pending()).idToken())
        .isPresent();
  }

  @Test
  void taken_all_the_same_is_iss_twice_as_keycloak_has_it() {
    String issuer = scene.provider().issuer().toString();
    scene.provider().faults().authorizationResponse(d -> twice(d, issuer));
    AuthorizationRequest request = begin(client(), "jwt");
    AuthorizationResponse answer = scene.answer(request);

    assertThat(PendingLogin.id(answer)).isEqualTo(request.pending().id());
    assertThat(client().redirectEndpoint(answer, request.pending()).idToken()).isPresent();
  }

  private static TokenDraft twice(TokenDraft draft, String issuer) {
    String payload = draft.compact().split("\\.", -1)[1];
    String json =
        new String(java.util.Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    return draft.rawPayload(json.replaceFirst("}$", ",\"iss\":\"" + issuer + "\"}"));
  }

  private static TokenDraft repeated(TokenDraft draft, String name) {
    String payload = draft.compact().split("\\.", -1)[1];
    String json =
        new String(java.util.Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8);
    return draft.rawPayload(
        json.replaceFirst("}$", ",\"" + name + "\":\"" + draft.claims().get(name) + "\"}"));
  }

  private void refused(String mode, String code) {
    OAuthClient client = client();
    AuthorizationRequest request = begin(client, mode);
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), code, 0);
  }

  private OAuthClient client() {
    return scene.client().build();
  }

  private static TokenDraft slash(TokenDraft draft) {
    return draft.claim("iss", draft.claims().get("iss") + "/");
  }

  private static Instant at(int seconds) {
    return Instant.parse(NOW).plusSeconds(seconds);
  }

  private static Arguments fault(String what, UnaryOperator<TokenDraft> fault, String code) {
    return Arguments.of(what, fault, code);
  }
}
