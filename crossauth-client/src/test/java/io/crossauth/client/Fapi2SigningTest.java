package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Canaries;
import io.crossauth.client.testing.LogTrap;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.Endpoint;
import java.time.Instant;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("F-20: under fapi2MessageSigning(), a certification server")
class Fapi2SigningTest {

  private static final String CLIENT = TestClients.FAPI2_SIGNING;
  private static final Pattern PRIVATE = Pattern.compile("\"(?:d|p|q)\":\"([^\"]+)\"");

  private final ProviderLogin scene =
      new ProviderLogin(
          b ->
              b.requireDpop()
                  .requirePushedRequests()
                  .requireSignedRequests()
                  .dpopNonces(Endpoint.TOKEN)
                  .authorizationResponseAlgorithm("PS256"));
  private final OAuthClient client =
      scene
          .fapi2Client(CLIENT)
          .idTokenSignedResponseAlg("PS256")
          .mergeUserInfo()
          .fapi2MessageSigning()
          .build();

  @AfterEach
  void close() {
    client.close();
    scene.close();
  }

  static Stream<Arguments> responses() {
    return Stream.of(
        fault("another iss", d -> d.claim("iss", "https://x"), "token.wrong_issuer"),
        fault("no iss", d -> d.without("iss"), "token.missing_claim"),
        fault("another aud", d -> d.claim("aud", "x"), "token.wrong_audience"),
        fault("no aud", d -> d.without("aud"), "token.missing_claim"),
        fault(
            "exp past",
            d -> d.claim("exp", Instant.parse("2026-11-21T09:54:00Z")),
            "token.expired"),
        fault("no exp", d -> d.without("exp"), "token.missing_claim"),
        fault("a bad signature", d -> d.withSignature(new byte[256]), "token.bad_signature"),
        fault("alg none", TokenDraft::unsigned, "token.malformed"),
        fault(
            "RS256",
            d -> d.signedWith(TestKeys.rsa("provider-RS256-1")),
            "token.algorithm_not_allowed"),
        fault("another state", d -> d.claim("state", "x"), "response.state_mismatch"),
        fault("no state", d -> d.without("state"), "response.state_missing"));
  }

  @ParameterizedTest(name = "signs a response with {0}: no token call ({2})")
  @MethodSource("responses")
  void spoils_the_response(String what, UnaryOperator<TokenDraft> spoil, String code) {
    scene.provider().faults().authorizationResponse(spoil);
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), code, 0);
  }

  @Test
  @DisplayName("sees a request object alone, then a callback that is one JWT, then a whole login")
  void sees_a_whole_login() {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    AuthorizationResponse answer = scene.answer(request);

    assertThat(client.redirectEndpoint(answer, request.pending()).idToken()).isPresent();
    RecordedRequest pushed = scene.provider().requests(Endpoint.PUSHED_AUTHORIZATION).get(0);
    assertThat(pushed.form().keySet())
        .containsExactlyInAnyOrder(
            "request", "client_id", "client_assertion_type", "client_assertion");
    assertThat(answer.parameters().has("code")).isFalse();
    assertThat(answer.parameters().has("response")).isTrue();
  }

  @Test
  @DisplayName("F-25: sees no proof, key, assertion or request object in any log, text or message")
  void leaks_nothing() {
    Canaries canaries = new Canaries();
    try (LogTrap logs = new LogTrap()) {
      AuthorizationRequest first = client.startAuthorizationCodeFlow("openid");
      OAuthTokenResponse tokens = client.redirectEndpoint(scene.answer(first), first.pending());
      canaries.seen(first);
      canaries.seen(first.pending());
      canaries.seen(tokens);
      canaries.seen(client);
      canaries.seen(client.refreshTokenFlow(tokens));
      refusals(canaries, tokens);
      canaries.secrets(tokens);
      for (RecordedRequest request : scene.provider().requests()) {
        canaries.secrets(request);
        request.header("DPoP").ifPresent(canaries::secret);
      }
      tokens.proofKey().ifPresent(key -> canaries.secret(key.reveal()));
      Matcher members = PRIVATE.matcher(scene.provider().privateJwk(CLIENT));
      while (members.find()) {
        canaries.secret(members.group(1));
      }
      canaries.seen(logs.text());
    }

    assertThat(scene.provider().requests())
        .anyMatch(r -> r.formParameter("request").isPresent())
        .anyMatch(r -> r.formParameter("client_assertion").isPresent())
        .anyMatch(r -> r.header("DPoP").isPresent());
    assertThat(canaries.count()).isGreaterThan(20);
    assertThat(canaries.leaks()).isEmpty();
  }

  /** Everything goes wrong that can at each endpoint, with what was sent in the answer. */
  private void refusals(Canaries canaries, OAuthTokenResponse tokens) {
    for (Endpoint endpoint :
        new Endpoint[] {Endpoint.PUSHED_AUTHORIZATION, Endpoint.TOKEN, Endpoint.USERINFO}) {
      scene.provider().faults().at(endpoint).error(400, "invalid_request");
      canaries.seen(
          catchThrowable(
              () -> {
                switch (endpoint) {
                  case PUSHED_AUTHORIZATION ->
                      client.startAuthorizationCodeFlow(LoginOptions.scopes("openid"));
                  case TOKEN -> client.refreshTokenFlow(tokens);
                  default -> client.userInfoEndpoint(tokens);
                }
              }));
      scene.provider().faults().clear();
    }
  }

  private static Arguments fault(String what, UnaryOperator<TokenDraft> spoil, String code) {
    return Arguments.of(what, spoil, code);
  }
}
