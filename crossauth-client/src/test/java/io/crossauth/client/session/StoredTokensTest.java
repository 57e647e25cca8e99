package io.crossauth.client.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.testing.Given;
import io.crossauth.testing.FakeTime;
import io.crossauth.value.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
