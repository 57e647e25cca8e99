package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A signer of assertions")
class JwtSignerTest {

  static Stream<TestKey> namelessAlgorithms() {
    return Stream.of(
        TestKeys.rsa(), TestKeys.p256(), TestKeys.p384(), TestKeys.p521(), TestKeys.ed25519());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("namelessAlgorithms")
  void uses_the_usual_algorithm_of_a_jwk_that_names_none(TestKey key) {
    String jwk = key.privateJwkJson().replace("\"alg\":\"" + key.algorithm() + "\",", "");
    assertThat(jwk).doesNotContain("\"alg\"");

    JwtSigner signer = JwtSigner.ofJwk(jwk);

    assertThat(signer.algorithm()).isEqualTo(key.algorithm());
    assertThat(signer.keyId()).contains(key.kid());
  }

  @ParameterizedTest(name = "case A15 the algorithm {0} of a JWK or a key keeps its name")
  @CsvSource({"Ed25519, Ed25519", "EdDSA, EdDSA", "PS256, PS256", "RS512, RS512"})
  void keeps_the_name_of_the_algorithm(String algorithm, String name) {
    TestKey key = algorithm.startsWith("Ed") ? TestKeys.ed25519() : TestKeys.rsa();
    JwtSigner ofJwk = JwtSigner.ofJwk(key.withAlgorithm(algorithm).privateJwkJson());
    JwtSigner ofKey = JwtSigner.ofKey((PrivateKey) key.signingKey(), algorithm, "kid");

    assertThat(ofJwk.algorithm()).isEqualTo(name);
    assertThat(ofKey.algorithm()).isEqualTo(name);
    byte[] input = "header.payload".getBytes(StandardCharsets.US_ASCII);
    String checkedAs = algorithm.equals("Ed25519") ? "EdDSA" : algorithm;
    assertThat(key.verify(checkedAs, input, ofJwk.sign(input))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{\"kty\":\"RSA\",\"n\":\"canary\",\"e\":\"AQAB\"}",
        "{\"kty\":\"oct\",\"k\":\"canaryandmorecanaryandmorecanaryandmore\"}",
        "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"canary\",\"d\":\"canary\"}",
      })
  void refuses_what_is_no_private_key_without_repeating_it(String jwk) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtSigner.ofJwk(jwk))
        .withMessageContaining("expected a private key")
        .withMessageNotContaining("canary")
        .withNoCause();
  }

  @Test
  void refuses_a_public_key() {
    TestKey key = TestKeys.p256();
    String publicJwk = key.privateJwkJson().replaceAll(",?\"d\":\"[^\"]*\"", "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtSigner.ofJwk(publicJwk))
        .withMessageContaining("expected a private key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "HS256", "RSA-OAEP", "ES256K", "rs256", ""})
  void refuses_an_algorithm_that_is_not_for_it(String algorithm) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> JwtSigner.ofKey((PrivateKey) TestKeys.rsa().signingKey(), algorithm, "kid"));
  }

  @ParameterizedTest(name = "{0} does not sign {1}")
  @CsvSource({
    "RSA, ES256",
    "RSA, EdDSA",
    "P-256, RS256",
    "P-256, ES384",
    "P-256, EdDSA",
    "P-384, ES256",
    "P-521, ES384",
    "Ed25519, ES256",
    "Ed25519, RS256",
    "Ed448, EdDSA",
    "RSA-1024, RS256",
  })
  void refuses_a_key_of_another_kind(String kind, String algorithm) throws Exception {
    PrivateKey key = key(kind);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtSigner.ofKey(key, algorithm, "kid"))
        .withMessageContaining(algorithm);
  }

  @Test
  void refuses_an_x25519_key_in_the_clothes_of_a_jwk() {
    String jwk =
        TestKeys.ed25519().privateJwkJson().replace("\"crv\":\"Ed25519\"", "\"crv\":\"X25519\"");

    assertThatIllegalArgumentException().isThrownBy(() -> JwtSigner.ofJwk(jwk));
  }

  @Test
  void refuses_a_short_secret() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtSigner.ofSecret(Secret.of("x".repeat(31))))
        .withMessageContaining("32 bytes");
    assertThat(JwtSigner.ofSecret(Secret.of("x".repeat(32))).algorithm()).isEqualTo("HS256");
  }

  @Test
  void counts_the_bytes_of_a_secret_not_its_characters() {
    assertThat(JwtSigner.ofSecret(Secret.of("ü".repeat(16))).algorithm()).isEqualTo("HS256");
  }

  @Test
  void shows_no_key_as_text() {
    String d = (String) TestKeys.p256().privateJwk().get("d");

    assertThat(JwtSigner.ofJwk(TestKeys.p256().privateJwkJson()).toString()).doesNotContain(d);
  }

  private static PrivateKey key(String kind) throws Exception {
    if (kind.equals("Ed448")) {
      return KeyPairGenerator.getInstance("Ed448").generateKeyPair().getPrivate();
    }
    TestKey key =
        switch (kind) {
          case "RSA" -> TestKeys.rsa();
          case "RSA-1024" -> TestKeys.weakRsa();
          case "P-256" -> TestKeys.p256();
          case "P-384" -> TestKeys.p384();
          case "P-521" -> TestKeys.p521();
          default -> TestKeys.ed25519();
        };
    return (PrivateKey) key.signingKey();
  }
}
