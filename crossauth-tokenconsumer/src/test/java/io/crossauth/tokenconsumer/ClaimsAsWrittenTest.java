package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.TOO_OLD;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_TYPE;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_VALUE;
import static io.crossauth.error.RejectionReason.WRONG_ISSUER;
import static io.crossauth.tokenconsumer.Checkpoint.refused;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenDraft;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims that are not written as their specification says. */
class ClaimsAsWrittenTest {

  private final Checkpoint at = new Checkpoint();

  @ParameterizedTest(name = "case A4 auth_time {0} in an access token: judged if an age is asked")
  @ValueSource(
      strings = {
        "\"2026-01-01T00:00:00.123Z\"",
        "\"01/01/2026 00:00:00\"",
        "\"1767225600\"",
        "null",
        "[1767225600]",
        "true"
      })
  void authTime(String json) {
    String token = at.mint.accessToken().rawClaim("auth_time", json).compact();
    OAuthTokenConsumer consumer = at.forAccess().build();

    VerifiedToken verified = consumer.verify(token, TokenType.ACCESS);
    assertThat(verified.claims()).containsKey("auth_time");

    TokenExpectations recent = TokenExpectations.none().withMaxAge(Duration.ofMinutes(5));
    refused(WRONG_CLAIM_TYPE, () -> consumer.verify(token, TokenType.ACCESS, recent));
    // Of an ID token it is a claim of the specification itself.
    at.refusesId(WRONG_CLAIM_TYPE, at.mint.idToken().rawClaim("auth_time", json));
  }

  @ParameterizedTest(name = "case A4 auth_time {0} in an access token: {1} if an age is asked")
  @CsvSource({"1767222000, TOO_OLD", "1767312000, WRONG_CLAIM_VALUE", "-1, WRONG_CLAIM_VALUE"})
  void authTimeAsNumber(String json, io.crossauth.error.RejectionReason reason) {
    String token = at.mint.accessToken().rawClaim("auth_time", json).compact();
    OAuthTokenConsumer consumer = at.forAccess().build();

    consumer.verify(token, TokenType.ACCESS);
    TokenExpectations recent = TokenExpectations.none().withMaxAge(Duration.ofMinutes(5));
    refused(reason, () -> consumer.verify(token, TokenType.ACCESS, recent));
    assertThat(List.of(TOO_OLD, WRONG_CLAIM_VALUE)).contains(reason);
  }

  @ParameterizedTest(name = "case A4 {0} written as {1}: judged if a client is asked for")
  @CsvSource(
      delimiter = '|',
      value = {"azp | null", "azp | [\"web\"]", "client_id | 7", "client_id | {}", "appid | 1"})
  void clients(String claim, String json) {
    String token = at.mint.accessToken().without("client_id").rawClaim(claim, json).compact();

    at.forAccess().build().verify(token, TokenType.ACCESS);
    refuses(at.forAccess().authorizedParties("web"), TokenType.ACCESS, WRONG_CLAIM_TYPE, token);
  }

  static Stream<Arguments> nullable() {
    return Stream.of(
        Arguments.of("scope", TokenType.ACCESS),
        Arguments.of("scp", TokenType.ACCESS),
        Arguments.of("jti", TokenType.ACCESS),
        Arguments.of("sub", TokenType.ACCESS),
        Arguments.of("iat", TokenType.ACCESS),
        Arguments.of("typ", TokenType.ACCESS),
        Arguments.of("azp", TokenType.ID),
        Arguments.of("auth_time", TokenType.ID),
        Arguments.of("jti", TokenType.ID),
        Arguments.of("at_hash", TokenType.ID));
  }

  @ParameterizedTest(name = "case A8 {0}: null in a token of kind {1}: refused, accepted by name")
  @MethodSource("nullable")
  void nulls(String claim, TokenType type) {
    boolean access = type == TokenType.ACCESS;
    TokenDraft draft = access ? at.mint.accessToken() : at.mint.idToken();
    String token = draft.rawClaim(claim, "null").compact();
    OAuthTokenConsumerBuilder usual = access ? at.forAccess() : at.forId();

    TokenRejectedException refusal = refuses(usual, type, WRONG_CLAIM_TYPE, token);
    if (!claim.equals("sub")) {
      assertThat(refusal.hint().orElseThrow()).contains("nullClaims(\"" + claim + "\")");
    }

    VerifiedToken verified = usual.nullClaims(claim).build().verify(token, type);
    assertThat(verified.claims()).doesNotContainKey(claim);
    // No other claim, and no other type.
    String other = claim.equals("scope") ? "scp" : "scope";
    if (access) {
      String both = draft.rawClaim(claim, "null").rawClaim(other, "null").compact();
      refuses(usual, type, WRONG_CLAIM_TYPE, both);
    }
    refuses(usual, type, WRONG_CLAIM_TYPE, draft.rawClaim(claim, "{}").compact());
  }

  @ParameterizedTest(name = "case A8 {0} can never be taken for absent")
  @ValueSource(strings = {"exp", "nbf", "aud", "cnf", "nonce", "events", "active"})
  void neverNull(String claim) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at.forAccess().nullClaims("scope", claim))
        .withMessageContaining("nullClaims");
    // Nor does a hint lead there.
    TokenDraft token =
        claim.equals("events") || claim.equals("active")
            ? null
            : at.mint.accessToken().rawClaim(claim, "null");
    if (token != null && !claim.equals("nonce")) {
      assertThat(at.refusesAccess(WRONG_CLAIM_TYPE, token).hint()).isEmpty();
    }
  }

  @ParameterizedTest(name = "case A8 null in {0}, which no rule reads, changes nothing")
  @ValueSource(strings = {"email", "acr", "amr", "roles", "auth_time", "client_id", "x"})
  void unread(String claim) {
    assertThat(at.access(at.mint.accessToken().rawClaim(claim, "null")).claim(claim)).isEmpty();
  }

  @Test
  @DisplayName("case A8 a claim that must be there is missing when its null counts as absent")
  void requiredAllTheSame() {
    String token = at.mint.idToken().rawClaim("sub", "null").compact();
    TokenRejectedException refusal = refuses(at.forId(), TokenType.ID, WRONG_CLAIM_TYPE, token);
    assertThat(refusal.hint()).isEmpty();
    refuses(at.forId().nullClaims("sub"), TokenType.ID, MISSING_CLAIM, token);
    refuses(
        at.forId().nullClaims("iss"),
        TokenType.ID,
        MISSING_CLAIM,
        at.mint.idToken().rawClaim("iss", "null").compact());
  }

  @ParameterizedTest(name = "case A8 sub {0} in an access token: refused, accepted by the option")
  @ValueSource(
      strings = {"0", "7", "248289761001", "9223372036854775808", "1234567890123456789012345678"})
  void numericSubjects(String digits) {
    TokenDraft draft = at.mint.accessToken().rawClaim("sub", digits);
    TokenRejectedException refusal = at.refusesAccess(WRONG_CLAIM_TYPE, draft);
    assertThat(refusal.hint().orElseThrow()).contains("numericSubjects()");

    VerifiedToken verified =
        at.forAccess().numericSubjects().build().verify(draft.compact(), TokenType.ACCESS);
    assertThat(verified.subject()).contains(digits);
    assertThat(verified.claim("sub")).contains(digits);
    at.forAccess()
        .numericSubjects()
        .build()
        .verify(draft.compact(), TokenType.ACCESS, TokenExpectations.none().withSubject(digits));
    // A login is about a string.
    refuses(
        at.forId().numericSubjects(),
        TokenType.ID,
        WRONG_CLAIM_TYPE,
        at.mint.idToken().rawClaim("sub", digits).compact());
  }

  @ParameterizedTest(name = "case A8 sub {0} is no integer, with or without the option")
  @ValueSource(strings = {"7.0", "1e3", "7.5", "true", "null", "[7]", "{}"})
  void otherSubjects(String json) {
    String token = at.mint.accessToken().rawClaim("sub", json).compact();
    refuses(at.forAccess(), TokenType.ACCESS, WRONG_CLAIM_TYPE, token);
    refuses(at.forAccess().numericSubjects(), TokenType.ACCESS, WRONG_CLAIM_TYPE, token);
  }

  private static final String AD_FS = "http://adfs.example.com/adfs/services/trust";

  @ParameterizedTest(
      name = "case A4 access tokens named by {0}: refused with a hint, then accepted")
  @ValueSource(strings = {AD_FS, "urn:example:sts", "https://sts.example.com/"})
  void accessTokenIssuer(String name) {
    String token = at.mint.accessToken().claim("iss", name).compact();
    TokenRejectedException refusal = refuses(at.forAccess(), TokenType.ACCESS, WRONG_ISSUER, token);
    assertThat(refusal.hint().orElseThrow()).contains("accessTokenIssuer(..)");

    OAuthTokenConsumerBuilder named = at.forAccess().accessTokenIssuer(name);
    OAuthTokenConsumer consumer = named.build();
    assertThat(consumer.verify(token, TokenType.ACCESS).issuer()).isEqualTo(name);
    assertThat(consumer.issuer()).isEqualTo(Checkpoint.ISSUER);
    assertThat(consumer.expectsIssuer(name)).isTrue();
    // One name for access tokens, another for all else.
    refuses(named, TokenType.ACCESS, WRONG_ISSUER, at.mint.accessToken().compact());
    OAuthTokenConsumerBuilder forId = at.forId().accessTokenIssuer(name);
    forId.build().verify(at.mint.idToken().compact(), TokenType.ID);
    refuses(forId, TokenType.ID, WRONG_ISSUER, at.mint.idToken().claim("iss", name).compact());
  }

  @Test
  @DisplayName("case A4 access_token_issuer of the metadata is never believed")
  void metadataDoNotNameIt() {
    io.crossauth.wellknown.OpenIdConfiguration metadata =
        io.crossauth.wellknown.OpenIdConfiguration.of(
            Map.of("issuer", Checkpoint.ISSUER, "access_token_issuer", AD_FS));
    refuses(
        at.forAccess().configuration(metadata),
        TokenType.ACCESS,
        WRONG_ISSUER,
        at.mint.accessToken().claim("iss", AD_FS).compact());
  }
}
