package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.ISSUED_IN_FUTURE;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.NOT_YET_VALID;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_TYPE;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimTypesTest {

  private final Checkpoint at = new Checkpoint();

  static Stream<Arguments> wrongTimes() {
    return Stream.of("exp", "nbf", "iat", "auth_time")
        .flatMap(
            claim ->
                Stream.of(
                    Arguments.of(claim, "\"1767225900\"", WRONG_CLAIM_TYPE),
                    Arguments.of(claim, "\"NaN\"", WRONG_CLAIM_TYPE),
                    Arguments.of(claim, "null", WRONG_CLAIM_TYPE),
                    Arguments.of(claim, "true", WRONG_CLAIM_TYPE),
                    Arguments.of(claim, "[1767225900]", WRONG_CLAIM_TYPE),
                    Arguments.of(claim, "{}", WRONG_CLAIM_TYPE),
                    Arguments.of(claim, "1e400", WRONG_CLAIM_VALUE),
                    Arguments.of(claim, "1e1001", MALFORMED),
                    Arguments.of(claim, "-1", WRONG_CLAIM_VALUE),
                    Arguments.of(claim, "-1.5", WRONG_CLAIM_VALUE),
                    Arguments.of(claim, "99999999999999999999", WRONG_CLAIM_VALUE),
                    Arguments.of(claim, "253402300800", WRONG_CLAIM_VALUE),
                    Arguments.of(claim, "1767225900000", WRONG_CLAIM_VALUE),
                    Arguments.of(claim, "NaN", MALFORMED),
                    Arguments.of(claim, "0x7fffffff", MALFORMED)));
  }

  @ParameterizedTest(name = "S-14 {0} written as {1} is refused: {2}")
  @MethodSource("wrongTimes")
  void times(String claim, String json, RejectionReason reason) {
    TokenRejectedException refusal = at.refusesId(reason, at.mint.idToken().rawClaim(claim, json));
    if (reason != MALFORMED) {
      assertThat(refusal.claim()).contains(claim);
    }
  }

  @Test
  @DisplayName("S-14 a time may have a fraction, and an exponent")
  void numericDates() {
    long end = at.time.instant().getEpochSecond() + 60;
    VerifiedToken token =
        at.access(
            at.mint
                .accessToken()
                .rawClaim("exp", end + ".25")
                .rawClaim("iat", "1.7672256e9")
                .rawClaim("nbf", "0"));

    assertThat(token.expiresAt()).isEqualTo(Instant.ofEpochSecond(end, 250_000_000));
    assertThat(token.issuedAt()).contains(Instant.parse("2026-01-01T00:00:00Z"));
  }

  static Stream<Arguments> wrongTexts() {
    return Stream.of("iss", "sub", "azp", "typ", "nonce", "acr")
        .flatMap(
            claim ->
                Stream.of("null", "1", "true", "[\"x\"]", "{}").map(v -> Arguments.of(claim, v)));
  }

  @ParameterizedTest(name = "S-14 {0} written as {1} is of the wrong type, not absent")
  @MethodSource("wrongTexts")
  void texts(String claim, String json) {
    TokenExpectations expectations =
        TokenExpectations.none().withNonce("n").withAcrValues(List.of("a"));
    TokenRejectedException refusal =
        at.refusesId(
            WRONG_CLAIM_TYPE,
            at.mint.idToken().claim("nonce", "n").claim("acr", "a").rawClaim(claim, json),
            expectations);
    assertThat(refusal.claim()).contains(claim);
  }

  @ParameterizedTest(name = "S-14 aud written as {0} is of the wrong type")
  @ValueSource(strings = {"null", "1", "true", "{}", "[1]", "[null]", "[[\"api://crossauth\"]]"})
  void audiences(String json) {
    at.refusesAccess(WRONG_CLAIM_TYPE, at.mint.accessToken().rawClaim("aud", json));
    at.refusesId(WRONG_CLAIM_TYPE, at.mint.idToken().rawClaim("aud", json));
  }

  @ParameterizedTest(name = "S-14 scope written as {0} is of the wrong type")
  @ValueSource(strings = {"null", "1", "true", "{}", "[1]"})
  void scopes(String json) {
    at.refusesAccess(WRONG_CLAIM_TYPE, at.mint.accessToken().rawClaim("scope", json));
    at.refusesAccess(WRONG_CLAIM_TYPE, at.mint.accessToken().rawClaim("scp", json));
  }

  @ParameterizedTest(name = "S-14 cnf written as {0} is of the wrong type")
  @ValueSource(strings = {"null", "1", "\"jkt\"", "[]"})
  void confirmations(String json) {
    at.refusesAccess(WRONG_CLAIM_TYPE, at.mint.accessToken().rawClaim("cnf", json));
  }

  @ParameterizedTest(name = "S-14 a token without {0} is refused")
  @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat"})
  void missing(String claim) {
    TokenRejectedException refusal =
        at.refusesId(MISSING_CLAIM, at.mint.idToken().without(claim).without("azp"));
    assertThat(refusal.claim()).contains(claim);
    if (!claim.equals("sub") && !claim.equals("iat")) {
      at.refusesAccess(MISSING_CLAIM, at.mint.accessToken().without(claim));
    }
  }

  @ParameterizedTest(name = "S-14 an empty {0} is refused")
  @ValueSource(strings = {"iss", "sub"})
  void empty(String claim) {
    at.refusesId(WRONG_CLAIM_VALUE, at.mint.idToken().claim(claim, ""));
    at.refusesAccess(WRONG_CLAIM_VALUE, at.mint.accessToken().claim(claim, ""));
  }

  @Test
  @DisplayName("I9 a token is over when now less the skew reaches exp, to the second")
  void expiryEdge() {
    Instant now = at.time.instant();
    at.id(at.mint.idToken().claim("exp", now.minusSeconds(29)));
    TokenRejectedException refusal =
        at.refusesId(EXPIRED, at.mint.idToken().claim("exp", now.minusSeconds(30)));
    assertThat(refusal.found().orElseThrow()).contains("30 s ago");
    at.refusesId(EXPIRED, at.mint.idToken().claim("exp", now.minusSeconds(31)));
    at.refusesAccess(EXPIRED, at.mint.accessToken().claim("exp", now.minusSeconds(30)));
  }

  @Test
  @DisplayName("I9 nbf is honoured: a token counts from nbf less the skew")
  void notBeforeEdge() {
    Instant now = at.time.instant();
    at.id(at.mint.idToken().claim("nbf", now.plusSeconds(30)));
    TokenRejectedException refusal =
        at.refusesId(NOT_YET_VALID, at.mint.idToken().claim("nbf", now.plusSeconds(31)));
    assertThat(refusal.found().orElseThrow()).contains("in 31 s");
    at.refusesAccess(NOT_YET_VALID, at.mint.accessToken().claim("nbf", now.plusSeconds(31)));
  }

  @Test
  @DisplayName("I10 iat may be as far in the future as the skew, and no further")
  void issuedEdge() {
    Instant now = at.time.instant();
    at.id(at.mint.idToken().claim("iat", now.plusSeconds(30)));
    at.refusesId(ISSUED_IN_FUTURE, at.mint.idToken().claim("iat", now.plusSeconds(31)));
    at.refusesAccess(ISSUED_IN_FUTURE, at.mint.accessToken().claim("iat", now.plusSeconds(31)));
  }
}
