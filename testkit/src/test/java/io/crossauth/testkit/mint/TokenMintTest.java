package io.crossauth.testkit.mint;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.crossauth.testkit.TestClients;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenMintTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String ISSUER = "https://id.example.com";

  private final TokenMint mint =
      TokenMint.issuedBy(ISSUER).withClock(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void mintsAnIdToken() throws Exception {
    SignedJWT token = SignedJWT.parse(mint.idToken().claim("nonce", "n-1").compact());

    JWTClaimsSet claims = token.getJWTClaimsSet();
    assertThat(claims.getIssuer()).isEqualTo(ISSUER);
    assertThat(claims.getSubject()).isEqualTo("alice");
    assertThat(claims.getAudience()).containsExactly(TestClients.CONFIDENTIAL);
    assertThat(claims.getExpirationTime()).isEqualTo(Date.from(NOW.plusSeconds(300)));
    assertThat(claims.getIssueTime()).isEqualTo(Date.from(NOW));
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
    assertThat(claims.getStringClaim("azp")).isEqualTo(TestClients.CONFIDENTIAL);
    assertThat(claims.getLongClaim("auth_time")).isEqualTo(NOW.getEpochSecond());
    assertThat(token.getHeader().getKeyID()).isEqualTo(TestKeys.rsa().kid());
    assertThat(token.getHeader().getType().getType()).isEqualTo("JWT");
  }

  @Test
  void mintsTheOtherKinds() throws Exception {
    SignedJWT access = SignedJWT.parse(mint.accessToken().compact());
    SignedJWT refresh = SignedJWT.parse(mint.refreshToken().compact());
    SignedJWT logout = SignedJWT.parse(mint.logoutToken().compact());

    assertThat(access.getHeader().getType().getType()).isEqualTo("at+jwt");
    assertThat(access.getJWTClaimsSet().getAudience()).containsExactly(TestClients.AUDIENCE);
    assertThat(access.getJWTClaimsSet().getStringClaim("client_id"))
        .isEqualTo(TestClients.CONFIDENTIAL);
    assertThat(refresh.getJWTClaimsSet().getStringClaim("type")).isEqualTo("refresh");
    assertThat(logout.getHeader().getType().getType()).isEqualTo("logout+jwt");
    assertThat(logout.getJWTClaimsSet().getJSONObjectClaim("events")).hasSize(1);
  }

  @Test
  void mintsForAnybody() throws Exception {
    TokenMint other = mint.withClientId("c").withAudience("a").withSubject("s");

    JWTClaimsSet access = SignedJWT.parse(other.accessToken().compact()).getJWTClaimsSet();
    assertThat(access.getAudience()).containsExactly("a");
    assertThat(access.getSubject()).isEqualTo("s");
    assertThat(SignedJWT.parse(other.idToken().compact()).getJWTClaimsSet().getAudience())
        .containsExactly("c");
  }

  @Nested
  class SignsSoThatNimbusAgrees {

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void rsa(String algorithm) throws Exception {
      String token = mint.idToken().signedWith(TestKeys.rsa(), algorithm).compact();

      verifies(token, new RSASSAVerifier((RSAPublicKey) TestKeys.rsa().verificationKey()));
    }

    @Test
    void ec() throws Exception {
      for (TestKey key : new TestKey[] {TestKeys.p256(), TestKeys.p384(), TestKeys.p521()}) {
        verifies(
            mint.idToken().signedWith(key).compact(),
            new ECDSAVerifier((ECPublicKey) key.verificationKey()));
      }
    }

    @Test
    void hmac() throws Exception {
      byte[] secret = TestClients.LONG_SECRET.getBytes(java.nio.charset.StandardCharsets.UTF_8);

      verifies(mint.idToken().hmacWith(secret).compact(), new MACVerifier(secret));
      verifies(mint.idToken().hmacWith(secret, "HS512").compact(), new MACVerifier(secret));
    }

    private void verifies(String token, JWSVerifier verifier) throws Exception {
      assertThat(SignedJWT.parse(token).verify(verifier)).isTrue();
    }
  }

  @Test
  void signsByEd25519() {
    TestKey key = TestKeys.ed25519();

    String[] parts = mint.withKey(key).idToken().compact().split("\\.");
    byte[] input = (parts[0] + "." + parts[1]).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] signature = java.util.Base64.getUrlDecoder().decode(parts[2]);
    assertThat(key.verify("EdDSA", input, signature)).isTrue();
  }

  @Test
  void halvesTheHashOfTheAlgorithm() {
    // OpenID Connect Core appendix A.3: this access token has this at_hash.
    assertThat(TokenMint.halfHash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", "RS256"))
        .isEqualTo("77QmUPtjPfzWtF2AnpK9RQ");
    assertThat(TokenMint.halfHash("x", "ES384")).hasSize(32);
    assertThat(TokenMint.halfHash("x", "EdDSA")).hasSize(43);
  }
}
