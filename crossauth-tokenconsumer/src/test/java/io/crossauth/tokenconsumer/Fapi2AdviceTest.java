package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.jwks.KeySet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is advised to set what the profile then refuses. */
class Fapi2AdviceTest {

  private static final String ISSUER = "https://id.example.com";
  private static final TestKey KEY = TestKeys.p256("advice").withAlgorithm("ES256");
  private static final TestKey RSA = TestKeys.rsa("advice").withAlgorithm("RS256");

  private final FakeTime time = FakeTime.create();

  static Stream<Arguments> refused() {
    return Stream.of(
        row("numericSubjects", d -> d.claim("sub", 7)),
        row("nullClaims", d -> d.rawClaim("iat", "null")),
        row("neutralTypes", d -> d.header("typ", "odd")),
        row("unsafeIdTokensAsAccessTokens", d -> d.claim("at_hash", "x")),
        row("accessTokenIssuer", d -> d.claim("iss", "https://other.example.com")),
        row("algorithms(..)", d -> d.signedWith(RSA)));
  }

  private static Arguments row(String setting, UnaryOperator<TokenDraft> change) {
    return Arguments.of(setting, change);
  }

  private TokenRejectedException refusal(boolean fapi2, UnaryOperator<TokenDraft> change) {
    OAuthTokenConsumerBuilder builder =
        OAuthTokenConsumer.builder(ISSUER)
            .audience("api")
            .keys(KeySet.ofJwks(TestKeys.jwks(KEY, RSA)))
            .platform(time.platform());
    OAuthTokenConsumer consumer = (fapi2 ? builder.fapi2() : builder.algorithms("ES256")).build();
    TokenDraft draft =
        TokenMint.issuedBy(ISSUER).withClock(time).withKey(KEY).withAudience("api").accessToken();
    return catchThrowableOfType(
        TokenRejectedException.class,
        () -> consumer.verify(change.apply(draft).compact(), TokenType.ACCESS));
  }

  @ParameterizedTest(name = "{0} is advised without the profile, and not under it")
  @MethodSource("refused")
  void what_is_refused_is_not_advised(String setting, UnaryOperator<TokenDraft> change) {
    TokenRejectedException usual = refusal(false, change);
    TokenRejectedException strict = refusal(true, change);

    assertThat(usual.hint().orElseThrow()).contains(setting);
    assertThat(strict.getMessage()).doesNotContain(setting).contains("under FAPI 2.0");
    assertThat(strict.reason()).isEqualTo(usual.reason());
    assertThat(strict.found()).isEqualTo(usual.found());
  }

  @Test
  @DisplayName("what the profile allows is still advised")
  void the_rest_of_an_advice_stays() {
    String allowed = "trustedAudiences(..) lists the other audiences";
    TokenRejectedException mixed = withHint(allowed + "; furtherAudiencesIfAuthorizedParty() too");
    TokenRejectedException good = withHint(allowed);
    TokenRejectedException none = withHint(null);

    assertThat(Fapi2Advice.of(mixed).hint()).contains(allowed);
    assertThat(Fapi2Advice.of(good)).isSameAs(good);
    assertThat(Fapi2Advice.of(none)).isSameAs(none);
  }

  private static TokenRejectedException withHint(@Nullable String hint) {
    return new TokenRejectedException(RejectionReason.WRONG_AUDIENCE, "aud", "api", "others", hint);
  }
}
