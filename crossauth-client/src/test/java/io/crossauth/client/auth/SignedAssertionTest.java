package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("private_key_jwt and client_secret_jwt")
class SignedAssertionTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  static Stream<TestKey> keys() {
    return Stream.of(
        TestKeys.rsa(),
        TestKeys.rsa().withAlgorithm("RS384"),
        TestKeys.rsa().withAlgorithm("RS512"),
        TestKeys.rsa().withAlgorithm("PS256"),
        TestKeys.rsa().withAlgorithm("PS384"),
        TestKeys.rsa().withAlgorithm("PS512"),
        TestKeys.p256(),
        TestKeys.p384(),
        TestKeys.p521(),
        TestKeys.ed25519());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void others_can_verify_what_a_jwk_has_signed(TestKey key) throws Exception {
    SignedJWT jwt = assertion(JwtSigner.ofJwk(key.privateJwkJson()), Metadata.complete());

    assertThat(verifies(jwt, key)).isTrue();
    assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo(key.algorithm());
    assertThat(jwt.getHeader().getKeyID()).isEqualTo(key.kid());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keys")
  void others_can_verify_what_a_key_of_the_jdk_has_signed(TestKey key) throws Exception {
    JwtSigner signer =
        JwtSigner.ofKey((java.security.PrivateKey) key.signingKey(), key.algorithm(), key.kid());

    assertThat(verifies(assertion(signer, Metadata.complete()), key)).isTrue();
  }

  @Test
  void the_header_and_the_claims_are_those_of_the_standard() throws Exception {
    SignedJWT jwt =
        assertion(JwtSigner.ofJwk(TestKeys.rsa().privateJwkJson()), Metadata.complete());

    assertThat(jwt.getHeader().toJSONObject())
        .isEqualTo(Map.of("alg", "RS256", "typ", "JWT", "kid", "rsa-1"));
    Map<String, Object> claims = claims(jwt);
    assertThat(claims).containsOnlyKeys("iss", "sub", "aud", "exp", "iat", "jti");
    assertThat(claims)
        .containsEntry("iss", "web")
        .containsEntry("sub", "web")
        .containsEntry("iat", NOW.getEpochSecond())
        .containsEntry("exp", NOW.getEpochSecond() + 60);
    assertThat((String) claims.get("jti")).hasSizeGreaterThanOrEqualTo(22);
  }

  @Test
  void the_parameters_are_those_of_the_standard() {
    TokenCall call = apply(ClientAuthentication.privateKeyJwt(rsa()), Metadata.complete());

    assertThat(call.form().first("client_id")).contains("web");
    assertThat(call.form().first("client_assertion_type"))
        .contains("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    assertThat(call.form().has("client_secret")).isFalse();
    assertThat(call.headers().first("Authorization")).isEmpty();
  }

  @Test
  void each_assertion_is_another_one() throws Exception {
    ClientAuthentication authentication = ClientAuthentication.privateKeyJwt(rsa());

    assertThat(claims(parse(apply(authentication, Metadata.complete()))).get("jti"))
        .isNotEqualTo(claims(parse(apply(authentication, Metadata.complete()))).get("jti"));
  }

  @Test
  void a_key_without_a_name_signs_without_one() throws Exception {
    JwtSigner signer =
        JwtSigner.ofKey((java.security.PrivateKey) TestKeys.p256().signingKey(), "ES256", "");

    assertThat(assertion(signer, Metadata.complete()).getHeader().toJSONObject())
        .doesNotContainKey("kid");
  }

  @Test
  void the_assertion_is_a_secret_of_the_call() {
    TokenCall call = apply(ClientAuthentication.privateKeyJwt(rsa()), Metadata.complete());

    String assertion = call.form().first("client_assertion").orElseThrow();
    assertThat(call.toString() + call.form().fields()).doesNotContain(assertion);
  }

  @Nested
  @DisplayName("S-22: the audience")
  class Audience {

    @Test
    void is_the_issuer_as_a_single_string() throws Exception {
      assertThat(claims(assertion(rsa(), Metadata.complete())).get("aud"))
          .isEqualTo(Metadata.ISSUER);
    }

    @Test
    void stays_the_issuer_when_metadata_points_the_token_endpoint_elsewhere() throws Exception {
      OpenIdConfiguration evil =
          Metadata.complete()
              .with("token_endpoint", "https://evil.example/token")
              .with("mtls_endpoint_aliases", Map.of("token_endpoint", "https://evil.example/t"));

      assertThat(claims(assertion(rsa(), evil)).get("aud")).isEqualTo(Metadata.ISSUER);
    }

    @Test
    void is_foreign_only_when_the_program_says_so() throws Exception {
      TokenCall call =
          apply(
              ClientAuthentication.privateKeyJwtWithForeignAudience(
                  rsa(), "https://id.example.com/documented"),
              Metadata.complete());

      assertThat(claims(parse(call)).get("aud")).isEqualTo("https://id.example.com/documented");
    }

    @Test
    void must_be_named_where_there_is_no_issuer() {
      assertThatIllegalStateException()
          .isThrownBy(
              () -> apply(ClientAuthentication.privateKeyJwt(rsa()), Metadata.withoutIssuer()))
          .withMessageContaining("privateKeyJwtWithForeignAudience");
    }
  }

  @Nested
  @DisplayName("client_secret_jwt")
  class WithSecret {

    private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";

    @Test
    void signs_hs256_with_the_bytes_of_the_secret() throws Exception {
      SignedJWT jwt =
          parse(
              apply(
                  ClientAuthentication.clientSecretJwt(() -> Secret.of(SECRET)),
                  Metadata.complete()));

      assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("HS256");
      assertThat(jwt.verify(new MACVerifier(SECRET.getBytes(StandardCharsets.UTF_8)))).isTrue();
      assertThat(claims(jwt).get("aud")).isEqualTo(Metadata.ISSUER);
    }

    @Test
    void refuses_a_secret_that_is_too_short_without_showing_it() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  apply(
                      ClientAuthentication.clientSecretJwt(() -> Secret.of("canary")),
                      Metadata.complete()))
          .withMessageContaining("32 bytes")
          .withMessageNotContaining("canary");
    }
  }

  private static JwtSigner rsa() {
    return JwtSigner.ofJwk(TestKeys.rsa().privateJwkJson());
  }

  private static TokenCall apply(ClientAuthentication method, OpenIdConfiguration metadata) {
    return method.apply(Contexts.call(metadata));
  }

  private static SignedJWT assertion(JwtSigner signer, OpenIdConfiguration metadata)
      throws Exception {
    return parse(apply(ClientAuthentication.privateKeyJwt(signer), metadata));
  }

  private static SignedJWT parse(TokenCall call) throws Exception {
    return SignedJWT.parse(call.form().first("client_assertion").orElseThrow());
  }

  private static Map<String, Object> claims(SignedJWT jwt) throws Exception {
    return JSONObjectUtils.parse(jwt.getPayload().toString());
  }

  /** By Nimbus; Ed25519 by the JDK, since Nimbus needs another library for it. */
  private static boolean verifies(SignedJWT jwt, TestKey key) throws Exception {
    PublicKey publicKey = (PublicKey) key.verificationKey();
    if (publicKey instanceof RSAPublicKey rsa) {
      return jwt.verify(new RSASSAVerifier(rsa));
    }
    if (publicKey instanceof ECPublicKey ec) {
      return jwt.verify(new ECDSAVerifier(ec));
    }
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(publicKey);
    signature.update(jwt.getSigningInput());
    return signature.verify(jwt.getSignature().decode());
  }
}
