package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The ID token of a login")
class IdTokenTest {

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  void is_verified_and_its_claims_are_on_the_response() {
    OAuthTokenResponse tokens = scene.login(client, draft -> draft.claim("email", "a@b.c"));

    assertThat(tokens.idToken().orElseThrow().requireSubject()).isEqualTo("alice");
    assertThat(tokens.idPayload()).containsEntry("email", "a@b.c").containsEntry("sub", "alice");
  }

  @Test
  @DisplayName("fault 8: needs no type claim")
  void needs_no_type_claim() {
    assertThat(scene.login(client, draft -> draft).idPayload()).doesNotContainKey("type");
  }

  @Test
  void fits_its_access_token_and_its_code() {
    OAuthTokenResponse tokens =
        scene.login(
            client,
            draft ->
                draft
                    .claim("at_hash", TokenMint.halfHash("at-1", "RS256"))
                    .claim("c_hash", TokenMint.halfHash("code-1", "RS256")));

    assertThat(tokens.idToken()).isPresent();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        row("fault 16: no nonce", d -> d.without("nonce"), RejectionReason.MISSING_CLAIM),
        row("fault 16: another nonce", d -> d.claim("nonce", "x"), RejectionReason.WRONG_NONCE),
        row(
            "fault 16: the hash of another access token",
            d -> d.claim("at_hash", TokenMint.halfHash("at-2", "RS256")),
            RejectionReason.WRONG_HASH),
        row(
            "fault 16: the hash of another code",
            d -> d.claim("c_hash", TokenMint.halfHash("code-2", "RS256")),
            RejectionReason.WRONG_HASH),
        row(
            "fault 16: another authorized party",
            d -> d.claim("azp", "other"),
            RejectionReason.WRONG_AUTHORIZED_PARTY),
        row(
            "fault 17: an access token in its place",
            d -> d.header("typ", "at+jwt"),
            RejectionReason.WRONG_TYPE),
        row(
            "fault 7: the issuer with a slash more",
            d -> d.claim("iss", Metadata.ISSUER + "/"),
            RejectionReason.WRONG_ISSUER),
        row("another client", d -> d.claim("aud", "other"), RejectionReason.WRONG_AUDIENCE),
        row(
            "another client beside us",
            d -> d.claim("aud", List.of("web", "other")),
            RejectionReason.WRONG_AUDIENCE),
        row("fault 18: no audience", d -> d.without("aud"), RejectionReason.MISSING_CLAIM),
        row("fault 18: no end", d -> d.without("exp"), RejectionReason.MISSING_CLAIM),
        row("fault 18: no beginning", d -> d.without("iat"), RejectionReason.MISSING_CLAIM),
        row(
            "fault 18: not valid before tomorrow",
            d -> d.claim("nbf", 1767312000L),
            RejectionReason.NOT_YET_VALID),
        row("its time is over", d -> d.claim("exp", 1767225500L), RejectionReason.EXPIRED),
        row("no subject", d -> d.without("sub"), RejectionReason.MISSING_CLAIM),
        row("no signature", TokenDraft::unsigned, RejectionReason.MALFORMED),
        row(
            "an algorithm that signs nothing",
            d -> d.unsigned().withSignature(new byte[] {1}),
            RejectionReason.UNSUPPORTED_ALGORITHM),
        row(
            "the signature of another",
            d -> d.signedWith(TestKeys.rsa("stranger").withKid("rsa-1")),
            RejectionReason.BAD_SIGNATURE),
        row(
            "an unknown key",
            d -> d.signedWith(TestKeys.rsa("stranger")),
            RejectionReason.UNKNOWN_KEY),
        row(
            "the public key as a secret",
            d -> d.hmacWith(TestKeys.rsa().publicDer()),
            RejectionReason.ALGORITHM_NOT_ALLOWED));
  }

  private static Arguments row(
      String name, UnaryOperator<TokenDraft> change, RejectionReason reason) {
    return Arguments.of(name, change, reason);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refusals")
  void is_refused_before_anybody_sees_it(
      String name, UnaryOperator<TokenDraft> change, RejectionReason reason) {
    rejected(() -> scene.login(client, change), reason);
  }

  @Test
  void is_refused_when_it_is_no_jwt_at_all() {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    scene.transport.json(200, Scene.tokens("canary"));

    rejected(
        () -> client.redirectEndpoint(Scene.response(request.pending()), request.pending()),
        RejectionReason.MALFORMED);
  }

  @Test
  void must_come_when_it_was_asked_for() {
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    scene.transport.json(200, Answers.tokens());

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(
            () -> client.redirectEndpoint(Scene.response(request.pending()), request.pending()))
        .withMessageContaining("id_token")
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.missing_member"));
  }

  @Test
  void is_checked_even_if_nobody_asked_for_it() {
    rejected(
        () -> scene.login(client, LoginOptions.scopes("email"), d -> d.claim("aud", "other")),
        RejectionReason.WRONG_AUDIENCE);
  }

  @Nested
  @DisplayName("fault 16: after a login with")
  class Options {

    @Test
    void a_max_age_says_when_the_user_logged_in() {
      LoginOptions options = LoginOptions.scopes("openid").withMaxAge(Duration.ofMinutes(5));

      assertThat(scene.login(client, options, d -> d).idToken()).isPresent();
      rejected(
          () -> scene.login(client, options, d -> d.without("auth_time")),
          RejectionReason.MISSING_CLAIM);
      rejected(
          () ->
              scene.login(
                  client,
                  options,
                  d -> d.claim("auth_time", scene.time.instant().minusSeconds(400))),
          RejectionReason.TOO_OLD);
    }

    @Test
    void acr_values_has_one_of_them() {
      LoginOptions options = LoginOptions.scopes("openid").withAcrValues("gold", "silver");

      assertThat(scene.login(client, options, d -> d.claim("acr", "silver")).idToken()).isPresent();
      rejected(
          () -> scene.login(client, options, d -> d.claim("acr", "lead")),
          RejectionReason.WRONG_ACR);
    }

    @Test
    void a_seal_is_checked_no_less() {
      io.crossauth.value.SealingKey key = io.crossauth.value.SealingKey.ephemeral();
      AuthorizationRequest request =
          client.startAuthorizationCodeFlow(
              LoginOptions.scopes("openid")
                  .withMaxAge(Duration.ofMinutes(5))
                  .withAcrValues("gold"));
      scene.transport.json(
          200, Scene.tokens(scene.idToken(request.pending()).claim("acr", "lead")));
      String sealed = request.pending().seal(key);

      rejected(
          () ->
              client.redirectEndpoint(
                  Scene.response(request.pending()),
                  io.crossauth.client.login.PendingLogin.open(sealed, key)),
          RejectionReason.WRONG_ACR);
    }
  }

  @Nested
  @DisplayName("by hand")
  class ByHand {

    @Test
    void is_verified_or_refused() {
      assertThat(client.validateIdToken(Secret.of(scene.mint.idToken().compact())).requireSubject())
          .isEqualTo("alice");
      rejected(
          () ->
              client.validateIdToken(
                  Secret.of(scene.mint.idToken().claim("aud", "other").compact())),
          RejectionReason.WRONG_AUDIENCE);
    }

    @Test
    void is_there_or_not() {
      assertThat(client.idTokenAuthorized(Secret.of(scene.mint.idToken().compact()))).isPresent();
      assertThat(
              client.idTokenAuthorized(
                  Secret.of(scene.mint.idToken().claim("aud", "other").compact())))
          .isEmpty();
    }

    @Test
    void cannot_be_verified_without_an_issuer() {
      OAuthClient plain =
          OAuthClient.builder(Metadata.withoutIssuer())
              .clientId("web")
              .transport(scene.transport)
              .build();

      assertThatIllegalStateException()
          .isThrownBy(() -> plain.validateIdToken(Secret.of("a.b.c")))
          .withMessageContaining("issuer");
    }
  }

  @Test
  @DisplayName("rules for ID tokens of a server without an issuer are refused")
  void rules_without_an_issuer_are_refused() {
    for (UnaryOperator<OAuthClientBuilder> rules :
        List.<UnaryOperator<OAuthClientBuilder>>of(
            client -> client.idTokens(checks -> checks.clockSkew(Duration.ZERO)),
            client -> client.idTokenSignedResponseAlg("PS256"))) {
      OAuthClientBuilder builder =
          rules.apply(
              OAuthClient.builder(Metadata.withoutIssuer())
                  .clientId("web")
                  .transport(scene.transport));
      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessageContaining("issuer")
          .withMessageContaining("idTokens");
    }
  }

  @Test
  void of_a_server_without_issuer_is_seen_by_nobody() {
    OAuthClient plain =
        OAuthClient.builder(Metadata.withoutIssuer())
            .clientId("web")
            .transport(scene.transport)
            .platform(scene.time.platform())
            .build();
    scene.transport.json(200, Scene.tokens("anything"));

    OAuthTokenResponse tokens = plain.clientCredentialsFlow();

    assertThat(tokens.idToken()).isEmpty();
    assertThat(tokens.idPayload()).isEmpty();
    assertThat(tokens.raw("id_token")).isEmpty();
  }

  private static void rejected(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, RejectionReason reason) {
    assertThatExceptionOfType(TokenRejectedException.class)
        .isThrownBy(call)
        .withMessageNotContaining("canary")
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
