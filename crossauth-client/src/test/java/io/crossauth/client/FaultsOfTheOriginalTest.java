package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of crossauth that belong to no one flow. */
class FaultsOfTheOriginalTest {

  private static final Secret SECRET = Secret.of("canary");

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  static Stream<Arguments> flows() {
    return Stream.of(
        flow(
            "a one-time code",
            c -> c.mfa().otp(SECRET, SECRET, TokenRequestOptions.scopes("openid"))),
        flow(
            "a message",
            c -> c.mfa().oob(SECRET, SECRET, SECRET, TokenRequestOptions.scopes("openid"))),
        flow("a password", c -> c.passwordFlow("alice", SECRET, "openid").requireTokens()));
  }

  @ParameterizedTest(name = "fault 35: the claims of the ID token are there after {0}")
  @MethodSource("flows")
  void claims_are_there(String what, Function<OAuthClient, OAuthTokenResponse> flow) {
    scene.transport.json(200, Scene.tokens(scene.mint.idToken().claim("email", "a@b.c")));

    OAuthTokenResponse tokens = flow.apply(client);

    assertThat(tokens.idPayload()).containsEntry("sub", "alice").containsEntry("email", "a@b.c");
    assertThat(tokens.expiresIn()).contains(Duration.ofSeconds(300));
  }

  @ParameterizedTest(name = "fault 35: a lifetime that was not sent is none after {0}")
  @MethodSource("flows")
  void a_lifetime_that_was_not_sent(String what, Function<OAuthClient, OAuthTokenResponse> flow) {
    scene.transport.json(200, Answers.tokens().replace(",\"expires_in\":300", ""));

    assertThat(flow.apply(client).expiresIn()).isEmpty();
  }

  private static Arguments flow(String what, Function<OAuthClient, OAuthTokenResponse> flow) {
    return Arguments.of(what, flow);
  }
}
