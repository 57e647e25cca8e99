package io.crossauth.tokenconsumer.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.Checkpoint;
import io.crossauth.tokenconsumer.ClaimRule;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why a request was denied is for those who run the API, never for those who call it. */
class DeniedTest {

  private static final Checkpoint AT = new Checkpoint();
  private static final String CANARY = "https://canary.example.com";

  private final List<Access.Denied> seen = new ArrayList<>();
  private final OAuthTokenConsumer consumer =
      AT.forAccess()
          .accessTokenRule(
              token ->
                  token.values("canary-rule").isEmpty()
                      ? ClaimRule.Verdict.accepted()
                      : ClaimRule.Verdict.forbidden("not this one"))
          .build();
  private final OAuthResourceServer server =
      OAuthResourceServer.builder(consumer).deniedListener(seen::add).build();

  private static TokenDraft token() {
    return AT.mint.accessToken().claim("scope", "read");
  }

  static Stream<Arguments> rejected() {
    return Stream.of(
        Arguments.of("aud", token().claim("aud", CANARY), "token.wrong_audience", 401),
        Arguments.of("iss", token().claim("iss", CANARY), "token.wrong_issuer", 401),
        Arguments.of(
            "exp", token().claim("exp", Instant.EPOCH.plusSeconds(1)), "token.expired", 401),
        Arguments.of("kid", token().header("kid", CANARY), "token.unknown_key", 401),
        Arguments.of("form", token().rawPayload("{"), "token.malformed", 401),
        Arguments.of("acr", token().claim("acr", CANARY), "token.wrong_acr", 401),
        Arguments.of("scope", token().claim("scope", CANARY), "scope.insufficient", 403),
        Arguments.of("rule", token().claim("canary-rule", "x"), "token.forbidden_by_rule", 403));
  }

  @ParameterizedTest(
      name = "case A17 denied for its {0}: the rejection is there, and is listened to")
  @MethodSource("rejected")
  void rejection(String what, TokenDraft draft, String code, int status) {
    AccessRequirement requirement = AccessRequirement.scopes("read");
    if (what.equals("acr")) {
      requirement = requirement.withAcrValues("gold");
    }

    Access access = server.access(List.of("Bearer " + draft.compact()), requirement);

    assertThat(access).isInstanceOf(Access.Denied.class);
    Access.Denied denied = (Access.Denied) access;
    CrossauthException rejection = denied.rejection().orElseThrow();
    assertThat(rejection.code()).isEqualTo(code);
    assertThat(denied.challenge().status()).isEqualTo(status);
    // What was found is in the rejection, and never in the answer.
    assertThat(denied.challenge().header()).doesNotContain("canary").doesNotContain("1970");
    assertThat(denied.toString()).contains(rejection.getMessage()).doesNotContain("\n");
    assertThat(seen).containsExactly(denied);
  }

  @Test
  @DisplayName("case A17 what was expected and what was found are not lost")
  void expectedAndFound() {
    Access access =
        server.access(
            List.of("Bearer " + token().claim("aud", CANARY).compact()), AccessRequirement.none());

    assertThat(((Access.Denied) access).rejection().orElseThrow())
        .isInstanceOfSatisfying(
            TokenRejectedException.class,
            e -> {
              assertThat(e.claim()).contains("aud");
              assertThat(e.expected().orElseThrow()).contains(Checkpoint.API);
              assertThat(e.found().orElseThrow()).contains(CANARY);
            });
  }

  static Stream<Arguments> withoutToken() {
    return Stream.of(
        Arguments.of(List.of(), 401),
        Arguments.of(List.of("Basic YTpi"), 401),
        Arguments.of(List.of("Bearer"), 400),
        Arguments.of(List.of("Bearer a b"), 400),
        Arguments.of(List.of("Bearer a", "Bearer a"), 400));
  }

  @ParameterizedTest(name = "case A17 without a token there is no rejection, but a listener: {0}")
  @MethodSource("withoutToken")
  void noToken(List<String> authorization, int status) {
    Access access = server.access(authorization, AccessRequirement.none());

    assertThat(access)
        .isInstanceOfSatisfying(
            Access.Denied.class,
            denied -> {
              assertThat(denied.challenge().status()).isEqualTo(status);
              assertThat(denied.rejection()).isEmpty();
            });
    assertThat(seen).containsExactly((Access.Denied) access);
  }

  @Test
  @DisplayName("case A17 a token that is refused without a word is listened to; a good one is not")
  void withoutAWord() {
    assertThat(server.accessTokenAuthorized(token().compact())).isPresent();
    server.access(List.of("Bearer " + token().compact()), AccessRequirement.none());
    assertThat(seen).isEmpty();

    assertThat(server.accessTokenAuthorized(token().claim("aud", "x").compact())).isEmpty();
    assertThat(server.accessTokenAuthorized(token().claim("canary-rule", "x").compact())).isEmpty();

    assertThat(seen.stream().map(denied -> denied.rejection().orElseThrow().code()))
        .containsExactly("token.wrong_audience", "token.forbidden_by_rule");
  }

  @Test
  @DisplayName("case A17 a listener that fails changes no answer")
  void failingListener() {
    OAuthResourceServer watched =
        OAuthResourceServer.builder(consumer)
            .deniedListener(
                denied -> {
                  throw new IllegalStateException("full disk");
                })
            .build();

    assertThat(watched.access(List.of(), AccessRequirement.none()))
        .isInstanceOf(Access.Denied.class);
    assertThat(watched.accessTokenAuthorized("x")).isEmpty();
  }

  @Test
  @DisplayName("case A17 the rejection of several issuers' consumers is the one that says most")
  void severalConsumers() {
    OAuthResourceServer several =
        OAuthResourceServer.builder(AT.forAccess().audience("other").build(), consumer)
            .deniedListener(seen::add)
            .build();
    TokenDraft old = token().claim("exp", AT.time.instant().minus(Duration.ofDays(1)));

    several.access(List.of("Bearer " + old.compact()), AccessRequirement.none());

    assertThat(seen.get(0).rejection().orElseThrow().code()).isEqualTo("token.expired");
  }
}
