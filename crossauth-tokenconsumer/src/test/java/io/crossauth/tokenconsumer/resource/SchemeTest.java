package io.crossauth.tokenconsumer.resource;

import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_SCHEME;
import static io.crossauth.error.RejectionReason.WRONG_CONFIRMATION;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.Checkpoint;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.internal.Thumbprint;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9449 section 7: a token that is bound to a key comes as DPoP, and every other as Bearer. */
class SchemeTest {

  private static final String JKT = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
  private static final TokenExpectations NOTHING = TokenExpectations.none();
  private static final TokenExpectations PROVED = NOTHING.withDpopKey(JKT);

  private final Checkpoint at = new Checkpoint();
  private final TokenDraft plain = at.mint.accessToken();
  private final TokenDraft bound = plain.claim("cnf", Map.of("jkt", JKT));

  private Access access(
      OAuthTokenConsumerBuilder builder, String scheme, String token, TokenExpectations proof) {
    return OAuthResourceServer.builder(builder.build())
        .build()
        .access(List.of(scheme + " " + token), AccessRequirement.none(), proof);
  }

  private void granted(String scheme, TokenDraft token, TokenExpectations proof) {
    assertThat(access(at.forAccess(), scheme, token.compact(), proof))
        .isInstanceOf(Access.Granted.class);
  }

  private TokenRejectedException denied(
      RejectionReason reason, String scheme, TokenDraft token, TokenExpectations proof) {
    Access access = access(at.forAccess(), scheme, token.compact(), proof);
    assertThat(access).isInstanceOf(Access.Denied.class);
    Access.Denied denied = (Access.Denied) access;
    assertThat(denied.challenge().status()).isEqualTo(401);
    assertThat(denied.challenge().error()).contains("invalid_token");
    TokenRejectedException rejection = (TokenRejectedException) denied.rejection().orElseThrow();
    assertThat(rejection.reason()).as(rejection.getMessage()).isEqualTo(reason);
    return rejection;
  }

  @ParameterizedTest(name = "case A20 a bound token as {0} without proof: {1}")
  @CsvSource({
    "Bearer, WRONG_CONFIRMATION",
    "bearer, WRONG_CONFIRMATION",
    "DPoP, UNSUPPORTED_SCHEME",
    "dpop, UNSUPPORTED_SCHEME",
    "DPOP, UNSUPPORTED_SCHEME"
  })
  void boundWithoutProof(String scheme, RejectionReason reason) {
    TokenRejectedException rejection = denied(reason, scheme, bound, NOTHING);

    assertThat(rejection.hint()).isPresent();
    assertThat(rejection.code()).isEqualTo(reason.code());
    if (reason == UNSUPPORTED_SCHEME) {
      assertThat(rejection.getMessage()).contains("dpop(..)").contains("withDpopKey");
      // And the hint, followed, works.
      granted(scheme, bound, PROVED);
    }
  }

  @ParameterizedTest(
      name = "case A20 a bound token as {0} is refused although its proof was checked")
  @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
  void boundAsBearer(String scheme) {
    TokenRejectedException rejection = denied(UNSUPPORTED_SCHEME, scheme, bound, PROVED);

    assertThat(rejection.hint().orElseThrow()).contains("Authorization: DPoP");
  }

  @Test
  @DisplayName("case A20 another key's proof, or a token bound to nothing, does not pass as DPoP")
  void otherProofs() {
    denied(WRONG_CONFIRMATION, "DPoP", bound, NOTHING.withDpopKey("x" + JKT.substring(1)));
    denied(WRONG_CONFIRMATION, "DPoP", plain, PROVED);
    denied(UNSUPPORTED_SCHEME, "DPoP", plain, NOTHING);
    granted("Bearer", plain, NOTHING);
  }

  @Test
  @DisplayName("case A20 a token bound to a certificate comes as Bearer")
  void certificates() {
    var certificate = TestCertificates.shared().authority();
    TokenDraft token =
        plain.claim("cnf", Map.of("x5t#S256", Thumbprint.ofCertificate(certificate)));
    TokenExpectations proof = NOTHING.withCertificate(certificate);

    granted("Bearer", token, proof);
    denied(UNSUPPORTED_SCHEME, "DPoP", token, proof);
    denied(WRONG_CONFIRMATION, "Bearer", token, NOTHING);
    denied(UNSUPPORTED_SCHEME, "DPoP", token, NOTHING);
  }

  @Test
  @DisplayName("case A20 what is wrong with a token beside its proof is told as ever")
  void otherReasons() {
    denied(EXPIRED, "DPoP", bound.claim("exp", Instant.EPOCH.plusSeconds(1)), PROVED);
    denied(EXPIRED, "DPoP", bound.claim("exp", Instant.EPOCH.plusSeconds(1)), NOTHING);
  }

  @ParameterizedTest(name = "case A20 an opaque token bound by {1} as {0}: {2}")
  @CsvSource({
    "Bearer, jkt, WRONG_CONFIRMATION",
    "DPoP, jkt, UNSUPPORTED_SCHEME",
    "Bearer, kid, WRONG_CONFIRMATION",
    "DPoP, kid, UNSUPPORTED_SCHEME"
  })
  void opaqueTokens(String scheme, String member, RejectionReason reason) {
    OAuthTokenConsumerBuilder builder =
        at.forAccess()
            .opaqueTokens(
                token -> Map.of("active", true, "aud", Checkpoint.API, "cnf", Map.of(member, JKT)));

    Access access = access(builder, scheme, "an-opaque-one", NOTHING);

    assertThat(access)
        .isInstanceOfSatisfying(
            Access.Denied.class,
            denied ->
                assertThat(((TokenRejectedException) denied.rejection().orElseThrow()).reason())
                    .isEqualTo(reason));
    assertThat(access(builder, "DPoP", "an-opaque-one", PROVED))
        .isInstanceOf(member.equals("jkt") ? Access.Granted.class : Access.Denied.class);
  }

  @Test
  @DisplayName("case A20 where something in front checks proofs, both schemes pass, bound or not")
  void inFront() {
    OAuthTokenConsumerBuilder builder = at.forAccess().unsafeBindingWithoutProof();

    for (String scheme : List.of("Bearer", "DPoP")) {
      assertThat(access(builder, scheme, bound.compact(), NOTHING))
          .isInstanceOf(Access.Granted.class);
    }
    assertThat(access(builder, "DPoP", plain.compact(), NOTHING)).isInstanceOf(Access.Denied.class);
  }

  @ParameterizedTest(name = "case A20 malformed as ever: {0}")
  @ValueSource(strings = {"DPoP", "DPoP ", "DPoP a b", "DPoP a,b"})
  void malformed(String header) {
    Access access =
        OAuthResourceServer.builder(at.forAccess().build())
            .build()
            .access(List.of(header), AccessRequirement.none());

    assertThat(((Access.Denied) access).challenge().status()).isEqualTo(400);
    assertThat(((Access.Denied) access).challenge().header()).contains("one token after DPoP");
  }
}
