package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.testing.Given;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The next version of a session's tokens")
class StoredTokensTest {

  private static final LoginReference LOGIN =
      new LoginReference(
          "https://id.example.com",
          Optional.of("alice"),
          Optional.of("session-1"),
          Instant.parse("2026-01-01T00:00:00Z"));
  private static final StoredTokens TOKENS =
      new StoredTokens(
          7,
          Secret.of("access-1"),
          Optional.of(Secret.of("refresh-1")),
          Optional.of(Secret.of("id-token")),
          Optional.of("alice"),
          Optional.of(Instant.parse("2026-01-01T00:05:00Z")),
          Optional.of(Instant.parse("2026-01-01T00:04:50Z")),
          Set.of("openid"),
          Optional.of(LOGIN),
          AuthorizationDetails.none());

  static Stream<Arguments> nexts() {
    return Stream.of(
        Arguments.of("renewed", by(t -> t.renewedBy(Given.tokens(FakeTime.create(), "access-2")))),
        Arguments.of("with another", by(t -> t.withRefreshToken(Secret.of("refresh-2")))),
        Arguments.of("without one", by(StoredTokens::withoutRefreshToken)));
  }

  private static UnaryOperator<StoredTokens> by(UnaryOperator<StoredTokens> next) {
    return next;
  }

  @Test
  @DisplayName("says what its ID token says, without a claim that is null")
  void the_claims_of_the_id_token() {
    String idToken =
        TokenMint.issuedBy("https://id.example.com")
            .idToken()
            .claim("name", "Alice")
            .rawClaim("nickname", "null")
            .compact();

    assertThat(withIdToken(idToken).idTokenClaims())
        .containsEntry("iss", "https://id.example.com")
        .containsEntry("name", "Alice")
        .doesNotContainKey("nickname");
  }

  @ParameterizedTest(name = "has no claims where there is no ID token that can be read: {0}")
  @ValueSource(strings = {"id-token", "a.b.c.d.e", "a.%.c", "a.W10.c", "a.e30.c", ".."})
  void no_claims(String idToken) {
    assertThat(withIdToken(idToken).idTokenClaims()).isEmpty();
  }

  private static StoredTokens withIdToken(String idToken) {
    return new StoredTokens(
        7,
        TOKENS.accessToken(),
        Optional.empty(),
        Optional.of(Secret.of(idToken)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Optional.empty(),
        AuthorizationDetails.none());
  }

  @ParameterizedTest(name = "{0}: is of the same login")
  @MethodSource("nexts")
  void is_of_the_same_login(String what, UnaryOperator<StoredTokens> next) {
    StoredTokens after = next.apply(TOKENS);

    assertThat(after.login()).contains(LOGIN);
    assertThat(after.subject()).isEqualTo(TOKENS.subject());
    assertThat(after.idToken()).isEqualTo(TOKENS.idToken());
    assertThat(after.version()).isEqualTo(8);
  }
}
