package io.crossauth.tokenconsumer.survivors;

import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.WRONG_AUTHORIZED_PARTY;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_VALUE;
import static io.crossauth.error.RejectionReason.WRONG_CONFIRMATION;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.AccessTokenProfile;
import io.crossauth.tokenconsumer.Checkpoint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.internal.Thumbprint;
import io.crossauth.tokenconsumer.internal.check.Expected;
import io.crossauth.tokenconsumer.jwks.KeySet;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The last value that a rule on claims accepts, and the first that it does not. */
class ClaimEdgesTest {

  private final Checkpoint at = new Checkpoint();

  private TokenRejectedException refused(
      RejectionReason reason, TokenDraft token, TokenExpectations expectations) {
    OAuthTokenConsumer consumer = at.forAccess().build();
    return Checkpoint.refused(
        reason, () -> consumer.verify(token.compact(), TokenType.ACCESS, expectations));
  }

  @Test
  @DisplayName("S-14 a time from 0 to the end of the year 9999, and how the rest is told")
  void times() {
    TokenDraft token = at.mint.accessToken();
    at.access(token.rawClaim("nbf", "0.0"));
    at.access(token.rawClaim("exp", "253402300799"));
    assertThat(at.access(token.rawClaim("exp", "253402300799.0")).expiresAt())
        .isEqualTo(Instant.ofEpochSecond(253_402_300_799L));
    TokenRejectedException late =
        at.refusesAccess(WRONG_CLAIM_VALUE, token.rawClaim("exp", "253402300799.5"));
    assertThat(late.hint().orElseThrow()).contains("milliseconds");
    assertThat(at.refusesAccess(WRONG_CLAIM_VALUE, token.rawClaim("exp", "-1")).hint()).isEmpty();
  }

  @Test
  @DisplayName("I15 sub is there, not empty, and of ASCII to the last character")
  void subject() {
    at.refusesId(MISSING_CLAIM, at.mint.idToken().without("sub"));
    at.refusesId(WRONG_CLAIM_VALUE, at.mint.idToken().claim("sub", ""));
    at.id(at.mint.idToken().claim("sub", "\u007f"));
    at.refusesId(WRONG_CLAIM_VALUE, at.mint.idToken().claim("sub", "\u0080"));
  }

  @Test
  @DisplayName("J8 sub is looked at whenever it is there, required where the kind of token has one")
  void subjectOfAccessTokens() {
    at.access(at.mint.accessToken().without("sub"));
    at.refusesAccess(WRONG_CLAIM_VALUE, at.mint.accessToken().claim("sub", ""));
    Checkpoint.refuses(
        at.forAccess().accessTokenProfile(AccessTokenProfile.RFC9068),
        TokenType.ACCESS,
        MISSING_CLAIM,
        at.mint.accessToken().without("sub").compact());
  }

  @Test
  @DisplayName("I2 a tenant of 64 characters is one, and only our issuer is expected")
  void issuers() {
    OAuthTokenConsumer tenants =
        OAuthTokenConsumer.builder("https://id.example.com/{tenantid}/v2")
            .audience(Checkpoint.CLIENT)
            .keys(KeySet.ofJwks(TestKeys.jwks(TestKeys.rsa())))
            .platform(at.time.platform())
            .build();
    String name = "t".repeat(64);
    TokenDraft token =
        at.mint.idToken().claim("iss", "https://id.example.com/" + name + "/v2").claim("tid", name);
    assertThat(tenants.verify(token.compact(), TokenType.ID).string("tid")).contains(name);
    OAuthTokenConsumer one = at.forId().build();
    assertThat(one.expectsIssuer(Checkpoint.ISSUER)).isTrue();
    assertThat(one.expectsIssuer(Checkpoint.ISSUER + "/")).isFalse();
  }

  @Test
  @DisplayName("J11 what a header says of its kind, or does not, is told")
  void headerTyp() {
    String silent = at.mint.accessToken().withoutHeader("typ").compact();
    TokenRejectedException none =
        Checkpoint.refuses(
            at.forAccess().accessTokenProfile(AccessTokenProfile.RFC9068),
            TokenType.ACCESS,
            WRONG_TYPE,
            silent);
    assertThat(none.found()).contains("none");
    assertThat(at.refusesAccess(WRONG_TYPE, at.mint.accessToken().header("typ", "ID")).found())
        .contains("ID");
  }

  @Test
  @DisplayName("J12 an authorization response (JARM) is no access token")
  void authorizationResponse() {
    TokenDraft response =
        at.mint.accessToken().withoutHeader("typ").without("sub").without("scope");
    at.access(response);
    at.refusesAccess(WRONG_TYPE, response.claim("code", "test-code").claim("state", "s"));
    at.refusesAccess(WRONG_TYPE, response.claim("error", "access_denied"));
    // Somebody's own claim of that name is no such mark.
    at.access(at.mint.accessToken().claim("code", "employee-7"));
    at.access(at.mint.accessToken().claim("error", "none"));
  }

  @Test
  @DisplayName("J12 an ID token without marks shows by its nonce that it is no access token")
  void unmarkedIdToken() {
    TokenDraft unmarked = at.mint.accessToken().withoutHeader("typ").claim("nonce", "n");
    at.refusesAccess(WRONG_TYPE, unmarked.without("scope"));
    at.access(unmarked.without("scope").without("nonce"));
    at.access(unmarked.without("scope").claim("scp", "read"));
    at.access(unmarked);
    at.access(unmarked.without("scope").claim("typ", "Bearer"));
    at.id(at.mint.idToken().claim("nonce", "n"));
  }

  @Test
  @DisplayName("a token that is bound to a DPoP key and to a certificate needs both proofs")
  void boundTwice() {
    X509Certificate certificate = TestCertificates.shared().authority();
    String jkt = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    TokenDraft token =
        at.mint
            .accessToken()
            .claim("cnf", Map.of("jkt", jkt, "x5t#S256", Thumbprint.ofCertificate(certificate)));
    TokenExpectations key = TokenExpectations.none().withDpopKey(jkt);
    TokenExpectations tls = TokenExpectations.none().withCertificate(certificate);
    assertThat(refused(WRONG_CONFIRMATION, token, key).claim()).contains("cnf.x5t#S256");
    assertThat(refused(WRONG_CONFIRMATION, token, tls).claim()).contains("cnf.jkt");
    String compact = token.compact();
    at.forAccess().build().verify(compact, TokenType.ACCESS, key.withCertificate(certificate));
    OAuthTokenConsumer lenient = at.forAccess().unsafeBindingWithoutProof().build();
    lenient.verify(compact, TokenType.ACCESS, key);
    lenient.verify(compact, TokenType.ACCESS);
  }

  @Test
  void whetherAProofIsMissingOrOfAnotherKeyIsTold() {
    TokenExpectations proof = TokenExpectations.none().withDpopKey("mine");
    TokenDraft token = at.mint.accessToken();
    assertThat(refused(WRONG_CONFIRMATION, token, proof).found()).contains("none");
    TokenDraft other = token.claim("cnf", Map.of("jkt", "another"));
    assertThat(refused(WRONG_CONFIRMATION, other, proof).found()).contains("a different value");
  }

  @Test
  @DisplayName("I5 where a call expects one client, client_id and azp must both be that client")
  void bothNamesOfTheClient() {
    TokenExpectations ours = TokenExpectations.none().withAuthorizedParty(Checkpoint.CLIENT);
    TokenDraft token = at.mint.accessToken().claim("azp", Checkpoint.CLIENT);
    at.forAccess().build().verify(token.compact(), TokenType.ACCESS, ours);
    TokenDraft others = token.claim("client_id", "another");
    assertThat(refused(WRONG_AUTHORIZED_PARTY, others, ours).claim()).contains("client_id");
    TokenDraft theirs = token.claim("azp", "another");
    assertThat(refused(WRONG_AUTHORIZED_PARTY, theirs, ours).claim()).contains("azp");
    OAuthTokenConsumer id = at.forId().build();
    TokenExpectations another = TokenExpectations.none().withAuthorizedParty("another");
    String silent = at.mint.idToken().without("azp").compact();
    TokenRejectedException notForThem =
        Checkpoint.refused(WRONG_AUTHORIZED_PARTY, () -> id.verify(silent, TokenType.ID, another));
    assertThat(notForThem.claim()).contains("aud");
    // An ID token's azp may be a client beside us, which its aud is not.
    OAuthTokenConsumer mobile = at.forId().authorizedParties("mobile").build();
    mobile.verify(
        at.mint.idToken().claim("azp", "mobile").compact(),
        TokenType.ID,
        TokenExpectations.none().withAuthorizedParty("mobile"));
    OAuthTokenConsumer two = at.forId().trustedAudiences("partner").build();
    TokenDraft both =
        at.mint.idToken().claim("aud", List.of(Checkpoint.CLIENT, "partner")).without("azp");
    Checkpoint.refused(MISSING_CLAIM, () -> two.verify(both.compact(), TokenType.ID, ours));
  }

  @Test
  @DisplayName("I13 the longest age that may be set is a limit like any other")
  void longAges() {
    Duration ages = Duration.ofDays(36_525);
    at.forId()
        .maxTokenAge(ages)
        .build()
        .verify(
            at.mint.idToken().compact(), TokenType.ID, TokenExpectations.none().withMaxAge(ages));
  }

  @Test
  void nothingIsExpectedOfNobody() {
    assertThat(Expected.nothing().get(Expected.NONCE)).isNull();
  }
}
