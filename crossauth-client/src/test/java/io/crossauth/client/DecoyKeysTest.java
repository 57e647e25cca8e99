package io.crossauth.client;

import static io.crossauth.client.testing.ProviderLogin.begin;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.OddKeys;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-21 a key set")
class DecoyKeysTest {

  @ParameterizedTest(name = "with decoys before the true keys serves, {0}")
  @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
  void with_decoys_serves(String algorithm) {
    login(algorithm, OddKeys.decoys());
  }

  @ParameterizedTest(name = "with other keys of the same kid serves, {0}: by alg, use, kty and crv")
  @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
  void with_other_keys_of_the_same_kid_serves(String algorithm) {
    try (ProviderLogin scene = new ProviderLogin(algorithm)) {
      TestKey trueKey = scene.provider().signingKey(algorithm);
      List<Map<String, Object>> same = OddKeys.ofSameName(trueKey);
      assertThat(same)
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(jwk -> assertThat(jwk).containsEntry("kid", trueKey.kid()));
      scene.provider().faults().publishAll(same);
      logIn(scene, algorithm);
    }
  }

  @Test
  @DisplayName("with a second key of the same kid and alg serves: both are tried")
  void with_a_second_key_of_the_same_kid_and_alg_serves() {
    TestKey twin = TestKeys.rsa("twin").withKid("provider-RS256-1");

    login("RS256", List.of(twin.publicJwk()));
  }

  @Test
  @DisplayName("with the true key for encryption only does not serve")
  void with_the_true_key_for_encryption_only_does_not_serve() {
    try (ProviderLogin scene = new ProviderLogin()) {
      scene
          .provider()
          .faults()
          .at(Endpoint.JWKS)
          .editJson(
              json -> {
                json.put(
                    "keys",
                    List.of(
                        OddKeys.forEncryption(scene.provider().signingKey("RS256")),
                        scene.provider().signingKey("ES256").publicJwk()));
                return json;
              });
      OAuthClient client = scene.client().build();
      AuthorizationRequest request = begin(client, "jwt");
      AuthorizationResponse answer = scene.answer(request);

      scene.refused(
          () -> client.redirectEndpoint(answer, request.pending()), "token.unknown_key", 0);
    }
  }

  @Test
  @DisplayName("with decoys does not make them true")
  void with_decoys_does_not_make_them_true() {
    try (ProviderLogin scene = new ProviderLogin()) {
      TestKey encryption = TestKeys.rsa("decoy-enc");
      scene.provider().faults().publishAll(OddKeys.decoys());
      scene.provider().faults().authorizationResponse(d -> d.signedWith(encryption));
      OAuthClient client = scene.client().build();
      AuthorizationRequest request = begin(client, "jwt");
      AuthorizationResponse answer = scene.answer(request);

      scene.refused(
          () -> client.redirectEndpoint(answer, request.pending()), "token.unknown_key", 0);
    }
  }

  private static void login(String algorithm, List<Map<String, Object>> keys) {
    try (ProviderLogin scene = new ProviderLogin(algorithm)) {
      scene.provider().faults().publishAll(keys);
      logIn(scene, algorithm);
    }
  }

  private static void logIn(ProviderLogin scene, String algorithm) {
    OAuthClient client = scene.client().signedResponses(r -> r.by(algorithm)).build();
    AuthorizationRequest request = begin(client, "jwt");

    assertThat(client.redirectEndpoint(scene.answer(request), request.pending()).idToken())
        .isPresent();
  }
}
