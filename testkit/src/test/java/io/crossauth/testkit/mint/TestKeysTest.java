package io.crossauth.testkit.mint;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import io.crossauth.testkit.internal.Base64Url;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TestKeysTest {

  private static final byte[] INPUT = "to be signed".getBytes(US_ASCII);

  static Stream<TestKey> keys() {
    return Stream.of(
        TestKeys.rsa(),
        TestKeys.rsa().withAlgorithm("PS256"),
        TestKeys.weakRsa(),
        TestKeys.p256(),
        TestKeys.p384(),
        TestKeys.p521(),
        TestKeys.ed25519(),
        TestKeys.hmac(32));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void verifiesWhatItSignedAndNothingElse(TestKey key) {
    byte[] signature = key.sign(INPUT);

    assertThat(key.verify(key.algorithm(), INPUT, signature)).isTrue();
    assertThat(key.verify(key.algorithm(), "other".getBytes(US_ASCII), signature)).isFalse();
    assertThat(key.verify(key.algorithm(), INPUT, new byte[signature.length])).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
  void anRsaKeySignsByAnyRsaAlgorithm(String algorithm) {
    TestKey key = TestKeys.rsa();

    assertThat(key.verify(algorithm, INPUT, key.sign(algorithm, INPUT))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void writesAJwkThatNimbusReads(TestKey key) throws Exception {
    JWK jwk = JWK.parse(key.privateJwkJson());

    assertThat(jwk.getKeyID()).isEqualTo(key.kid());
    assertThat(jwk.getAlgorithm().getName()).isEqualTo(key.algorithm());
    assertThat(jwk.isPrivate()).isTrue();
    assertThat(key.publicJwk()).doesNotContainKeys("d", "p", "q", "dp", "dq", "qi", "k");
  }

  @Test
  void writesTheEd25519KeyOfTheJdkAsRfc8037Wants() throws Exception {
    TestKey key = TestKeys.ed25519();

    // The last 32 bytes of an Ed25519 SubjectPublicKeyInfo are the key itself (RFC 8410 section 4).
    byte[] der = key.publicDer();
    byte[] last = java.util.Arrays.copyOfRange(der, der.length - 32, der.length);
    assertThat(key.publicJwk()).containsEntry("x", Base64Url.encode(last));
  }

  @Test
  void keepsAKeyUnderItsName() {
    assertThat(TestKeys.rsa("a")).isSameAs(TestKeys.rsa("a"));
    assertThat(TestKeys.p256("a").publicJwk()).isNotEqualTo(TestKeys.p256("b").publicJwk());
    assertThat(TestKeys.weakRsa().publicJwk().get("n").toString()).hasSize(171);
  }

  @Test
  void handsOutMapsOfTheCallersOwn() {
    Map<String, Object> spoiled = TestKeys.rsa().publicJwk();
    spoiled.remove("n");

    assertThat(TestKeys.rsa().publicJwk()).containsKey("n");
  }

  @Test
  void writesASetAndPem() throws Exception {
    TestKey rsa = TestKeys.rsa();

    List<JWK> keys = JWKSet.parse(TestKeys.jwks(rsa, TestKeys.p256())).getKeys();
    assertThat(keys).extracting(JWK::getKeyID).containsExactly("rsa-1", "p256-1");
    assertThat(((RSAKey) JWK.parseFromPEMEncodedObjects(rsa.publicPem())).toPublicKey())
        .isEqualTo(rsa.verificationKey());
    assertThat(
            KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(rsa.publicDer())))
        .isEqualTo(rsa.verificationKey());
    assertThat(rsa.privatePem()).startsWith("-----BEGIN PRIVATE KEY-----\n");
  }

  @Test
  void refusesWhatAKeyCannotDo() {
    assertThatThrownBy(() -> TestKeys.rsa().sign("ES256", INPUT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TestKeys.rsa().sign("XX256", INPUT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
