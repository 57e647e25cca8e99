package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.internal.Form;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 9126, RFC 9101 and RFC 9396 as the provider plays them. */
@Timeout(180)
class PushedAndSignedRequestsTest {

  private static final String ES256 = "crossauth-pkjwt-es256";

  private InProcessProvider provider = InProcessProvider.start();

  @AfterEach
  void stop() {
    provider.close();
  }

  private Calls calls() {
    return new Calls(provider);
  }

  private static Map<String, String> parameters(String clientId) {
    return Calls.form(
        "response_type", "code",
        "client_id", clientId,
        "redirect_uri", Calls.CALLBACK,
        "scope", "openid",
        "state", "state-1",
        "nonce", "nonce-1",
        "code_challenge", Calls.CHALLENGE,
        "code_challenge_method", "S256");
  }

  private Calls.Answer push(String... more) throws Exception {
    Map<String, String> form = parameters(TestClients.CONFIDENTIAL);
    form.put("client_secret", TestClients.SECRET);
    form.putAll(Calls.form(more));
    form.values().removeIf(String::isEmpty);
    return calls().post(Endpoint.PUSHED_AUTHORIZATION, form);
  }

  private URI reference(String clientId, Calls.Answer pushed) {
    return URI.create(
        provider.uri(Endpoint.AUTHORIZATION)
            + "?"
            + Form.format(
                Calls.form("client_id", clientId, "request_uri", pushed.text("request_uri"))));
  }

  private TokenDraft object() {
    Instant now = Instant.now();
    TokenDraft draft =
        TokenDraft.empty()
            .header("typ", "oauth-authz-req+jwt")
            .signedWith(TestKeys.p256(ES256))
            .claim("iss", ES256)
            .claim("aud", provider.issuer().toString())
            .claim("iat", now)
            .claim("nbf", now)
            .claim("exp", now.plusSeconds(60))
            .claim("jti", UUID.randomUUID().toString());
    for (Map.Entry<String, String> parameter : parameters(ES256).entrySet()) {
      draft = draft.claim(parameter.getKey(), parameter.getValue());
    }
    return draft;
  }

  private URI byValue(String object, String... more) {
    Map<String, String> query =
        Calls.form(
            "client_id", ES256, "response_type", "code", "scope", "openid", "request", object);
    query.putAll(Calls.form(more));
    query.values().removeIf(String::isEmpty);
    return URI.create(provider.uri(Endpoint.AUTHORIZATION) + "?" + Form.format(query));
  }

  @Test
  @DisplayName("F-01 a pushed request is good once, for its client, for a minute")
  void aPushedRequestIsGoodOnceForItsClientForAMinute() throws Exception {
    Calls.Answer pushed = push();
    assertThat(pushed.status()).isEqualTo(201);
    assertThat(pushed.text("expires_in")).isEqualTo("60");
    assertThat(pushed.text("request_uri")).startsWith("urn:ietf:params:oauth:request_uri:");
    URI reference = reference(TestClients.CONFIDENTIAL, pushed);

    Map<String, String> back = Calls.callback(calls().logIn(reference, TestUsers.ALICE));
    assertThat(back).containsKey("code").containsEntry("state", "state-1");
    assertThat(calls().get(reference).status()).isEqualTo(400);
    assertThat(calls().get(reference(TestClients.PUBLIC, push())).status()).isEqualTo(400);
    provider.faults().staleRequestUris();
    assertThat(calls().get(reference(TestClients.CONFIDENTIAL, push())).status()).isEqualTo(400);
  }

  @ParameterizedTest(name = "{0}={1}")
  @DisplayName("F-01 a pushed request is checked at once:")
  @CsvSource({
    "client_secret, wrong, 401, invalid_client",
    "request_uri, urn:x:1, 400, invalid_request",
    "redirect_uri, https://evil.example, 400, invalid_request",
    "response_type, token, 400, unsupported_response_type",
    "code_challenge, '', 400, invalid_request",
    "authorization_details, '[{\"type\":\"other\"}]', 400, invalid_authorization_details",
    "authorization_details, text, 400, invalid_authorization_details",
    "authorization_details, '[7]', 400, invalid_authorization_details",
    "authorization_details, '[{\"type\":\"payment_initiation\",\"actions\":7}]', 400,"
        + " invalid_authorization_details"
  })
  void aPushedRequestIsCheckedAtOnce(String name, String value, int status, String error)
      throws Exception {
    Calls.Answer answer = push(name, value);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(error);
    assertThat(provider.eventCounts()).doesNotContainKey("PUSHED_AUTHORIZATION_REQUEST");
  }

  @Test
  @DisplayName("F-03 a signed request logs in, plain and encrypted, and is good once")
  void aSignedRequestLogsIn() throws Exception {
    String object = object().compact();
    TestKey encryption = TestKeys.rsa("provider-enc").withAlgorithm("RSA-OAEP");
    String encrypted =
        object().encryptedFor(encryption).algorithm("RSA-OAEP").header("cty", "JWT").compact();

    assertThat(Calls.callback(calls().logIn(byValue(object), TestUsers.ALICE)))
        .containsEntry("state", "state-1");
    assertThat(Calls.callback(calls().logIn(byValue(encrypted), TestUsers.ALICE)))
        .containsKey("code");
    assertThat(calls().get(byValue(object)).response().body()).contains("refused: jti");
  }

  static Stream<Arguments> faults() {
    Map<String, UnaryOperator<TokenDraft>> faults = new LinkedHashMap<>();
    Instant now = Instant.now();
    faults.put("typ", draft -> draft.header("typ", "JWT"));
    faults.put("alg", draft -> draft.unsigned());
    faults.put("alg ", draft -> draft.signedWith(TestKeys.rsa(ES256)));
    faults.put("signature", draft -> draft.signedWith(TestKeys.p256("another")));
    faults.put("signature ", draft -> draft.withSignature(new byte[64]));
    faults.put("iss", draft -> draft.claim("iss", "another"));
    faults.put("iss ", draft -> draft.without("iss"));
    faults.put("client_id", draft -> draft.claim("client_id", TestClients.CONFIDENTIAL));
    faults.put("aud", draft -> draft.claim("aud", "https://another"));
    faults.put("aud ", draft -> draft.without("aud"));
    faults.put("aud  ", draft -> draft.claim("aud", List.of("https://another", "x")));
    faults.put("nbf", draft -> draft.without("nbf"));
    faults.put("nbf ", draft -> draft.claim("nbf", now.plusSeconds(300)));
    faults.put("exp", draft -> draft.without("exp"));
    faults.put("exp ", draft -> draft.claim("exp", now.minusSeconds(1)));
    faults.put("exp is too far", draft -> draft.claim("exp", now.plusSeconds(4000)));
    faults.put("jti", draft -> draft.without("jti"));
    faults.put("sub inside", draft -> draft.claim("sub", ES256));
    faults.put("request inside", draft -> draft.claim("request", "x"));
    faults.put("request_uri inside", draft -> draft.claim("request_uri", "x"));
    faults.put("state is null", draft -> draft.rawClaim("state", "null"));
    faults.put("max_age", draft -> draft.claim("max_age", "300"));
    faults.put("claims", draft -> draft.claim("claims", "{}"));
    faults.put("details", draft -> draft.claim("authorization_details", "[]"));
    return faults.entrySet().stream().map(fault -> Arguments.of(fault.getKey(), fault.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("F-20 a signed request with a fault is refused:")
  @MethodSource("faults")
  void aSignedRequestWithAFaultIsRefused(String what, UnaryOperator<TokenDraft> fault)
      throws Exception {
    Calls.Answer page = calls().get(byValue(fault.apply(object()).compact()));

    assertThat(page.status()).isEqualTo(400);
    assertThat(page.response().body()).contains("request object refused: " + what.strip());
  }

  @ParameterizedTest(name = "{0}={1}")
  @DisplayName("F-20 a signed request that is not what stands outside is refused:")
  @CsvSource({
    "response_type, ''",
    "scope, ''",
    "scope, openid email",
    "client_id, crossauth-pkjwt-rs256"
  })
  void aSignedRequestThatIsNotWhatStandsOutsideIsRefused(String name, String value)
      throws Exception {
    assertThat(calls().get(byValue(object().compact(), name, value)).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @DisplayName("F-20 what is no signed request is refused:")
  @CsvSource({"x", "x.y.z", "e30.e30.AA", "a.b.c.d.e", "'e30.bm8.AA'"})
  void whatIsNoSignedRequestIsRefused(String object) throws Exception {
    assertThat(calls().get(byValue(object)).response().body()).contains("request object refused");
  }

  @Test
  @DisplayName("F-20 all request objects are refused while the fault is on")
  void allRequestObjectsAreRefusedWhileTheFaultIsOn() throws Exception {
    provider.faults().refuseRequestObjects();
    assertThat(calls().get(byValue(object().compact())).status()).isEqualTo(400);

    provider.faults().clear();
    assertThat(calls().get(byValue(object().compact())).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("F-02 a provider that demands pushed and signed requests takes no others")
  void aProviderThatDemandsPushedAndSignedRequestsTakesNoOthers() throws Exception {
    stop();
    provider = InProcessProvider.builder().requirePushedRequests().requireSignedRequests().start();

    assertThat(calls().get(provider.uri(Endpoint.DISCOVERY)).json())
        .containsEntry("require_pushed_authorization_requests", true)
        .containsEntry("require_signed_request_object", true);
    assertThat(calls().get(calls().authorization(TestClients.CONFIDENTIAL)).status())
        .isEqualTo(400);
    assertThat(calls().get(byValue(object().compact())).status()).isEqualTo(400);
    assertThat(push().error()).isEqualTo("invalid_request");
  }

  @Test
  @DisplayName("F-17 details are granted, or others, or are not spoken of")
  void detailsAreGrantedOrOthersOrAreNotSpokenOf() throws Exception {
    String details = "[{\"type\":\"payment_initiation\"}]";
    String[] request = {"grant_type", "client_credentials", "authorization_details", details};

    assertThat(calls().token(TestClients.CONFIDENTIAL, request).json())
        .containsEntry("authorization_details", List.of(Map.of("type", "payment_initiation")));
    provider.faults().grantedDetails(asked -> List.of(Map.of("type", "less")));
    assertThat(calls().token(TestClients.CONFIDENTIAL, request).json())
        .containsEntry("authorization_details", List.of(Map.of("type", "less")));
    provider.faults().withoutGrantedDetails();
    assertThat(calls().token(TestClients.CONFIDENTIAL, request).json())
        .doesNotContainKey("authorization_details");
    assertThat(
            calls()
                .token(
                    TestClients.CONFIDENTIAL,
                    "grant_type",
                    "client_credentials",
                    "authorization_details",
                    "[{\"type\":\"" + "other" + "\"}]")
                .error())
        .isEqualTo("invalid_authorization_details");
  }

  @Test
  @DisplayName("F-17 a provider knows the types that it is told to")
  void aProviderKnowsTheTypesThatItIsToldTo() throws Exception {
    stop();
    provider = InProcessProvider.builder().authorizationDetailsTypes("photo").start();

    assertThat(calls().get(provider.uri(Endpoint.DISCOVERY)).json())
        .containsEntry("authorization_details_types_supported", List.of("photo"));
    assertThat(push("authorization_details", "[{\"type\":\"photo\"}]").status()).isEqualTo(201);
  }

  @Test
  @DisplayName("F-17 a bad detail in the browser comes back as an error")
  void aBadDetailInTheBrowserComesBackAsAnError() throws Exception {
    Calls.Answer answer =
        calls()
            .get(
                calls()
                    .authorization(
                        TestClients.CONFIDENTIAL, "authorization_details", "[{\"type\":7}]"));

    assertThat(Calls.callback(answer)).containsEntry("error", "invalid_authorization_details");
  }
}
