package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.jwk.JWK;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A key of the client's own")
class ClientKeyTest {

  /** RFC 8037 appendix A.1, whose thumbprint is in appendix A.3. */
  private static final String ED25519 =
      """
      {"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
       "x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}""";

  static Stream<TestKey> keys() {
    return Stream.of(
        TestKeys.rsa(),
        TestKeys.rsa().withAlgorithm("PS256"),
        TestKeys.p256(),
        TestKeys.p384(),
        TestKeys.p521(),
        TestKeys.ed25519());
  }

  @Test
  @DisplayName("without a kid is named by its thumbprint (RFC 7638, RFC 8037 appendix A.3)")
  void is_named_by_its_thumbprint() {
    ClientKey key = ClientKey.ofJwk(ED25519);

    assertThat(key.keyId()).isEqualTo("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    assertThat(key.published()).containsEntry("kid", key.keyId());
    assertThat(key.signer().keyId()).contains(key.keyId());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void is_published_by_its_public_members_alone(TestKey key) throws Exception {
    Map<String, Object> published = ClientKey.ofJwk(key.privateJwkJson()).published();

    assertThat(published).isEqualTo(key.publicJwk());
    assertThat(published.keySet())
        .isSubsetOf(Set.of("kty", "kid", "use", "alg", "n", "e", "crv", "x", "y"));
    assertThat(JWK.parse(published).isPrivate()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void that_signs_elsewhere_is_published_as_one_in_memory(TestKey key) throws Exception {
    JwtSigner elsewhere = JwtSigner.ofKey((PrivateKey) key.signingKey(), key.algorithm(), "");

    ClientKey own = ClientKey.ofSigner(elsewhere, (PublicKey) key.verificationKey());

    assertThat(own.keyId()).isEqualTo(JWK.parse(key.publicJwk()).computeThumbprint().toString());
    assertThat(own.published()).isEqualTo(key.withKid(own.keyId()).publicJwk());
    assertThat(own.signer().keyId()).contains(own.keyId());
    byte[] input = "header.payload".getBytes(StandardCharsets.US_ASCII);
    assertThat(key.verify(key.algorithm(), input, own.signer().sign(input))).isTrue();
  }

  @Test
  void that_signs_elsewhere_keeps_the_name_of_its_signer() {
    TestKey key = TestKeys.p256();
    JwtSigner signer = JwtSigner.ofKey((PrivateKey) key.signingKey(), "ES256", "kms-1");

    assertThat(ClientKey.ofSigner(signer, (PublicKey) key.verificationKey()).keyId())
        .isEqualTo("kms-1");
  }

  @Test
  void that_signs_elsewhere_must_be_published_with_a_key_for_its_algorithm() {
    JwtSigner signer = JwtSigner.ofKey((PrivateKey) TestKeys.p256().signingKey(), "ES256", "");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientKey.ofSigner(signer, (PublicKey) TestKeys.p384().verificationKey()))
        .withMessageContaining("ES256");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ClientKey.ofSigner(signer, (PublicKey) TestKeys.weakRsa().verificationKey()));
  }

  @ParameterizedTest(name = "{0} decrypts {1}")
  @CsvSource({"RSA, RSA-OAEP-256", "EC, ECDH-ES+A256KW"})
  void with_use_enc_is_for_decryption(String type, String algorithm) {
    TestKey key = type.equals("RSA") ? TestKeys.rsa("enc") : TestKeys.p256("enc");
    Map<String, Object> jwk = key.privateJwk();
    jwk.put("use", "enc");
    jwk.remove("alg");

    ClientKey own = ClientKey.ofJwk(io.crossauth.internal.json.Json.write(jwk));

    assertThat(own.signer()).isNull();
    assertThat(own.opener()).isNotNull();
    assertThat(own.published()).containsEntry("use", "enc").containsEntry("alg", algorithm);
    assertThat(own.published()).doesNotContainKeys("d", "p", "q");
  }

  @Test
  void for_decryption_is_made_of_a_pair_too() throws Exception {
    TestKey key = TestKeys.rsa("enc");

    ClientKey own =
        ClientKey.forDecryption(
            (PrivateKey) key.signingKey(), (PublicKey) key.verificationKey(), "RSA-OAEP");

    assertThat(own.published()).containsEntry("use", "enc").containsEntry("alg", "RSA-OAEP");
    assertThat(own.keyId()).isEqualTo(JWK.parse(key.publicJwk()).computeThumbprint().toString());
  }

  @Test
  void for_decryption_must_be_strong_and_for_its_algorithm() {
    TestKey rsa = TestKeys.rsa();
    TestKey weak = TestKeys.weakRsa();
    TestKey ec = TestKeys.p256();

    refused(rsa, rsa, "ECDH-ES");
    refused(rsa, rsa, "RSA1_5");
    refused(ec, ec, "RSA-OAEP");
    refused(weak, weak, "RSA-OAEP");
    refused(rsa, ec, "RSA-OAEP");
  }

  private static void refused(TestKey privateKey, TestKey publicKey, String algorithm) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ClientKey.forDecryption(
                    (PrivateKey) privateKey.signingKey(),
                    (PublicKey) publicKey.verificationKey(),
                    algorithm));
  }

  @Test
  void begins_when_its_nbf_says() {
    String jwk = ED25519.replace("{", "{\"nbf\":1767225600,");

    assertThat(ClientKey.ofJwk(jwk).start()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(ClientKey.ofJwk(ED25519).start()).isEmpty();
  }

  @Test
  void comes_from_a_set_in_its_order() {
    String set =
        "{\"keys\":["
            + TestKeys.p256("second").privateJwkJson()
            + ","
            + TestKeys.rsa("first").privateJwkJson()
            + "]}";

    List<ClientKey> keys = ClientKey.ofJwks(set);

    assertThat(keys).extracting(ClientKey::keyId).containsExactly("second", "first");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "canary",
        "[]",
        "{}",
        "{\"keys\":\"canary\"}",
        "{\"keys\":[\"canary\"]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"canary\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"enc\",\"n\":\"canary\",\"e\":\"AQAB\"}]}",
        "{\"keys\":[{\"kty\":\"oct\",\"use\":\"enc\",\"k\":\"canary\"}]}"
      })
  void is_refused_without_being_repeated(String jwks) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientKey.ofJwks(jwks))
        .withMessageNotContaining("canary")
        .withNoCause();
  }

  @Test
  void shows_nothing_of_itself() {
    assertThat(ClientKey.ofJwk(ED25519))
        .hasToString("ClientKey[kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k, EdDSA]");
  }
}
