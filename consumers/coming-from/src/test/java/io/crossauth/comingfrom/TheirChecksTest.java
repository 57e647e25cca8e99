package io.crossauth.comingfrom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.google.auth.oauth2.TokenVerifier;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * What the pages say of the checks of others: with their defaults they accept what ours refuses, or
 * the other way round. When one of these fails after an update, its page is to be rewritten.
 */
@TestInstance(Lifecycle.PER_CLASS)
class TheirChecksTest {

  private final InProcessProvider provider = InProcessProvider.start();
  private final String issuer = provider.issuer().toString();
  private final RSAPublicKey key = (RSAPublicKey) provider.mint().key().verificationKey();
  private final OAuthTokenConsumer ours =
      OAuthTokenConsumer.builder(issuer).audience("orders-api").build();
  private final JwtDecoder spring = NimbusJwtDecoder.withIssuerLocation(issuer).build();

  @AfterAll
  void end() {
    ours.close();
    provider.close();
  }

  @Test
  void ofSpringTheDefaultDecoderAcceptsATokenForAnotherApi() {
    String token = token("another-api").compact();

    assertThat(spring.decode(token).getAudience()).containsExactly("another-api");
    assertRefused(token, RejectionReason.WRONG_AUDIENCE);
  }

  @Test
  void ofSpringTheDefaultDecoderAcceptsATokenWithoutAnEnd() {
    String token = token("orders-api").without("exp").compact();

    assertThat(spring.decode(token).getExpiresAt()).isNull();
    assertRefused(token, RejectionReason.MISSING_CLAIM);
  }

  @Test
  void ofSpringTheDefaultDecoderAcceptsATokenThatEndedInTheLastMinute() {
    String token =
        token("orders-api")
            .claim("iat", secondsFromNow(-300))
            .claim("exp", secondsFromNow(-45))
            .compact();

    assertThat(spring.decode(token).getExpiresAt()).isBefore(Instant.now());
    assertRefused(token, RejectionReason.EXPIRED);
  }

  @Test
  void ofSpringTheDefaultDecoderRefusesTheTypeOfAccessTokens() {
    String token = token("orders-api").header("typ", "at+jwt").compact();

    assertThatThrownBy(() -> spring.decode(token)).hasMessageContaining("typ");
    assertThat(ours.verify(token, TokenType.ACCESS).audience()).containsExactly("orders-api");
  }

  @Test
  void ofSpringTheDefaultDecoderAcceptsIdTokens() {
    String token = idToken();

    assertThat(spring.decode(token).getSubject()).isNotBlank();
    assertRefused(token, RejectionReason.WRONG_TYPE);
  }

  @Test
  void ofNimbusTheProcessorAcceptsAnyIssuerAndAudienceAndNoEnd() throws Exception {
    String token =
        token("another-api").claim("iss", "https://other.example").without("exp").compact();

    assertThat(nimbus().process(token, null).getIssuer()).isEqualTo("https://other.example");
    assertThat(catchThrowable(() -> ours.verify(token, TokenType.ACCESS)))
        .isInstanceOf(TokenRejectedException.class);
  }

  @Test
  void ofNimbusTheProcessorRefusesTheTypeOfAccessTokens() {
    String token = token("orders-api").header("typ", "at+jwt").compact();

    assertThatThrownBy(() -> nimbus().process(token, null)).isInstanceOf(BadJOSEException.class);
    assertThat(ours.verify(token, TokenType.ACCESS).audience()).containsExactly("orders-api");
  }

  @Test
  void ofJavaJwtTheVerifierAcceptsAnyAudienceAndNoEnd() {
    String token = token("another-api").without("exp").compact();

    assertThat(JWT.require(Algorithm.RSA256(key, null)).withIssuer(issuer).build().verify(token))
        .isNotNull();
    assertRefused(token, RejectionReason.WRONG_AUDIENCE);
  }

  @Test
  void ofJavaJwtTheVerifierAcceptsIdTokens() {
    String token = idToken();

    assertThat(
            JWT.require(Algorithm.RSA256(key, null))
                .withIssuer(issuer)
                .withAudience("orders-api")
                .build()
                .verify(token)
                .getSubject())
        .isNotBlank();
    assertRefused(token, RejectionReason.WRONG_TYPE);
  }

  @Test
  void ofJavaJwtTheVerifierAllowsNoClockSkew() {
    String token = token("orders-api").claim("exp", secondsFromNow(-10)).compact();

    assertThatThrownBy(() -> JWT.require(Algorithm.RSA256(key, null)).build().verify(token))
        .hasMessageContaining("expired");
    assertThat(ours.verify(token, TokenType.ACCESS)).isNotNull();
  }

  @Test
  void ofGoogleTheVerifierAcceptsAnyIssuerAndAudience() throws Exception {
    String token = token("another-api").claim("iss", "https://other.example").compact();

    assertThat(TokenVerifier.newBuilder().setPublicKey(key).build().verify(token)).isNotNull();
    assertThat(catchThrowable(() -> ours.verify(token, TokenType.ACCESS)))
        .isInstanceOf(TokenRejectedException.class);
  }

  private TokenDraft token(String audience) {
    return provider.mint().withAudience(audience).accessToken().header("typ", "JWT");
  }

  private String idToken() {
    return provider.mint().withClientId("orders-api").idToken().claim("nonce", "n").compact();
  }

  private DefaultJWTProcessor<SecurityContext> nimbus() throws Exception {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.RS256, JWKSourceBuilder.create(jwks().toURL()).retrying(true).build()));
    processor.setJWTClaimsSetVerifier(null);
    return processor;
  }

  private void assertRefused(String token, RejectionReason reason) {
    assertThatThrownBy(() -> ours.verify(token, TokenType.ACCESS))
        .isInstanceOfSatisfying(
            TokenRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static long secondsFromNow(long seconds) {
    return Instant.now().getEpochSecond() + seconds;
  }

  private URI jwks() {
    return provider.uri(Endpoint.JWKS);
  }
}
