package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.OddKeys;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-20: under fapi2(), a certification server")
class Fapi2CertificationServerTest extends CertificationFaults {

  private static final String CLIENT = TestClients.FAPI2_DPOP;

  Fapi2CertificationServerTest() {
    super(
        new ProviderLogin(builder -> builder.requireDpop().requirePushedRequests()),
        CLIENT,
        scene ->
            scene.fapi2Client(CLIENT).idTokenSignedResponseAlg("PS256").mergeUserInfo().fapi2());
  }

  @Test
  @DisplayName("that does nothing odd sees four requests of the client's in a login, and discovery")
  void counts_the_requests_of_a_login() {
    succeeds();

    assertThat(scene.provider().count(Endpoint.DISCOVERY)).isEqualTo(1);
    assertThat(scene.provider().count(Endpoint.PUSHED_AUTHORIZATION)).isEqualTo(1);
    assertThat(scene.provider().count(Endpoint.TOKEN)).isEqualTo(1);
    assertThat(scene.provider().count(Endpoint.JWKS)).isEqualTo(1);
    assertThat(scene.provider().count(Endpoint.USERINFO)).isEqualTo(1);
  }

  @ParameterizedTest(name = "writes token_type as {0}: taken")
  @ValueSource(strings = {"dpop", "DPOP", "dPoP"})
  void writes_token_type_in_odd_case(String type) {
    scene.provider().faults().at(Endpoint.TOKEN).member("token_type", type);

    succeeds();
  }

  @Test
  @DisplayName("answers a proof with Bearer: no resource call (response.token_type)")
  void answers_with_bearer() {
    scene.provider().faults().at(Endpoint.TOKEN).member("token_type", "Bearer");
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(
        () -> client.redirectEndpoint(answer, request.pending()), "response.token_type", 1);
    assertThat(scene.provider().count(Endpoint.USERINFO)).isZero();
  }

  @ParameterizedTest(name = "asks for a nonce at {0}: two requests there, and taken")
  @EnumSource(names = {"PUSHED_AUTHORIZATION", "TOKEN", "USERINFO"})
  void asks_for_a_nonce(Endpoint endpoint) {
    try (ProviderLogin asking = new ProviderLogin(b -> b.requireDpop().dpopNonces(endpoint));
        OAuthClient mine = asking.fapi2Client(CLIENT).mergeUserInfo().fapi2().build()) {
      AuthorizationRequest request = mine.startAuthorizationCodeFlow("openid");

      assertThat(mine.redirectEndpoint(asking.answer(request), request.pending()).idToken())
          .isPresent();
      assertThat(asking.provider().count(endpoint)).isEqualTo(2);
      List<String> assertions =
          asking.provider().requests(endpoint).stream()
              .flatMap(r -> r.formParameter("client_assertion").stream())
              .toList();
      assertThat(assertions).doesNotHaveDuplicates();
    }
  }

  @Test
  @DisplayName("F-21: publishes decoys and other keys of the same kid: taken")
  void publishes_decoys() {
    scene.provider().faults().publishAll(OddKeys.decoys());
    scene.provider().faults().publishAll(OddKeys.ofSameName(scene.provider().signingKey("PS256")));

    succeeds();
  }

  @ParameterizedTest(name = "does not announce {0}: no login begins (config.fapi2)")
  @ValueSource(
      strings = {
        "pushed_authorization_request_endpoint",
        "authorization_response_iss_parameter_supported",
        "code_challenge_methods_supported",
        "dpop_signing_alg_values_supported"
      })
  void does_not_announce(String member) {
    scene.provider().faults().at(Endpoint.DISCOVERY).withoutMember(member);

    scene.refused(() -> client.startAuthorizationCodeFlow("openid"), "config.fapi2", 0);
    assertThat(scene.provider().count(Endpoint.PUSHED_AUTHORIZATION)).isZero();
    assertThat(scene.provider().count(Endpoint.AUTHORIZATION)).isZero();
  }
}
