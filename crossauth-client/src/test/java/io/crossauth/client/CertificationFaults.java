package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.ProviderFaults;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a FAPI 2.0 certification server does to a client, whose ID tokens are registered for PS256,
 * as section 5.4 wants it.
 */
abstract class CertificationFaults {

  final ProviderLogin scene;
  final OAuthClient client;
  private final String id;

  CertificationFaults(
      ProviderLogin scene, String id, Function<ProviderLogin, OAuthClientBuilder> client) {
    this.scene = scene;
    this.id = id;
    this.client = client.apply(scene).build();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  static Stream<Arguments> callbacks() {
    return Stream.of(
        callback("another iss", f -> f.callbackIssuer("https://x"), "response.issuer_mismatch"),
        callback("no iss", f -> f.withoutCallbackParameter("iss"), "response.issuer_mismatch"),
        callback(
            "another state", f -> f.callbackParameter("state", "x"), "response.state_mismatch"),
        callback("no state", f -> f.withoutCallbackParameter("state"), "response.state_missing"));
  }

  @ParameterizedTest(name = "answers with {0}: no token call ({2})")
  @MethodSource("callbacks")
  void spoils_the_callback(String what, Consumer<ProviderFaults> fault, String code) {
    fault.accept(scene.provider().faults());
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), code, 0);
  }

  static Stream<Arguments> idTokens() {
    return Stream.of(
        idToken("another iss", (d, id) -> d.claim("iss", "https://x"), "token.wrong_issuer"),
        idToken("no iss", (d, id) -> d.without("iss"), "token.missing_claim"),
        idToken("another aud", (d, id) -> d.claim("aud", "another"), "token.wrong_audience"),
        idToken("no aud", (d, id) -> d.without("aud"), "token.missing_claim"),
        idToken(
            "a second aud and no azp",
            (d, id) -> d.claim("aud", List.of(id, "another")).without("azp"),
            "token.wrong_audience"),
        idToken(
            "exp six minutes past",
            (d, id) -> d.claim("exp", Instant.parse("2026-11-21T09:54:00Z")),
            "token.expired"),
        idToken("no exp", (d, id) -> d.without("exp"), "token.missing_claim"),
        idToken("another nonce", (d, id) -> d.claim("nonce", "x"), "token.wrong_nonce"),
        idToken("no nonce", (d, id) -> d.without("nonce"), "token.missing_claim"),
        idToken("alg none", (d, id) -> d.unsigned(), "token.malformed"),
        idToken(
            "alg none and a signature",
            (d, id) -> d.header("alg", "none"),
            "token.unsupported_algorithm"),
        idToken(
            "RS256 by a published key",
            (d, id) -> d.signedWith(TestKeys.rsa("provider-RS256-1")),
            "token.algorithm_not_allowed"),
        idToken(
            "RS256 by the key for PS256",
            (d, id) -> d.signedWith(TestKeys.rsa("provider-PS256-1"), "RS256"),
            "token.algorithm_not_allowed"),
        idToken(
            "ES256 by a published key",
            (d, id) -> d.signedWith(TestKeys.p256("provider-ES256-1")),
            "token.algorithm_not_allowed"),
        idToken(
            "a bad signature", (d, id) -> d.withSignature(new byte[256]), "token.bad_signature"));
  }

  @ParameterizedTest(name = "gives an ID token with {0}: no resource call ({2})")
  @MethodSource("idTokens")
  void spoils_the_id_token(
      String what, BiFunction<TokenDraft, String, TokenDraft> fault, String code) {
    scene.provider().faults().idToken(draft -> fault.apply(draft, id));
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), code, 1);
    assertThat(scene.provider().count(Endpoint.USERINFO)).isZero();
  }

  @Test
  @DisplayName("gives aud as an array of one: taken")
  void gives_aud_as_an_array_of_one() {
    scene.provider().faults().idToken(d -> d.claim("aud", List.of(id)));

    succeeds();
  }

  @Test
  @DisplayName("leaves out expires_in: taken")
  void leaves_out_expires_in() {
    scene.provider().faults().at(Endpoint.TOKEN).withoutMember("expires_in");

    succeeds();
  }

  @Test
  @DisplayName("announces another issuer: stops at discovery")
  void announces_another_issuer() {
    scene.provider().faults().at(Endpoint.DISCOVERY).member("issuer", "https://x");

    scene.refused(() -> client.startAuthorizationCodeFlow("openid"), "response.issuer_mismatch", 0);
    assertThat(scene.provider().count(Endpoint.AUTHORIZATION)).isZero();
  }

  void succeeds() {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");

    assertThat(client.redirectEndpoint(scene.answer(request), request.pending()).idPayload())
        .containsEntry("preferred_username", "alice");
    assertThat(scene.provider().count(Endpoint.USERINFO)).isEqualTo(1);
  }

  private static Arguments callback(String what, Consumer<ProviderFaults> fault, String code) {
    return Arguments.of(what, fault, code);
  }

  private static Arguments idToken(
      String what, BiFunction<TokenDraft, String, TokenDraft> fault, String code) {
    return Arguments.of(what, fault, code);
  }
}
