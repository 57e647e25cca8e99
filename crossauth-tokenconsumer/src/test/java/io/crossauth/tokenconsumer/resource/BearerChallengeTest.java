package io.crossauth.tokenconsumer.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may pass, and the header for those who may not (RFC 6750, RFC 9470, RFC 9728). */
class BearerChallengeTest {

  private static final String ISSUER = "https://id.example.com";
  private static final TestKey KEY = TestKeys.p256("challenge");
  private static final String METADATA =
      "resource_metadata=\"https://api.example.com/.well-known/oauth-protected-resource\"";

  private final OAuthTokenConsumer consumer =
      OAuthTokenConsumer.builder(ISSUER)
          .audience(TestClients.AUDIENCE)
          .publicKeyPem(KEY.publicPem())
          .build();
  private final OAuthResourceServer server =
      OAuthResourceServer.builder(consumer)
          .realm("orders")
          .resource(ProtectedResource.at(URI.create("https://api.example.com")).withScopes("read"))
          .build();

  private static TokenDraft token() {
    return TokenMint.issuedBy(ISSUER).withKey(KEY).accessToken().claim("scope", "read list");
  }

  private BearerChallenge denied(AccessRequirement requirement, String... authorization) {
    Access access = server.access(List.of(authorization), requirement);
    assertThat(access).isInstanceOf(Access.Denied.class);
    return ((Access.Denied) access).challenge();
  }

  private BearerChallenge denied(AccessRequirement requirement, TokenDraft token) {
    return denied(requirement, "Bearer " + token.compact());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER  "})
  void aGoodTokenMayPass(String scheme) {
    Access access =
        server.access(
            List.of(scheme + token().compact()), AccessRequirement.scopes("read", "list"));

    assertThat(access)
        .isInstanceOfSatisfying(
            Access.Granted.class,
            granted -> assertThat(granted.token().issuer()).isEqualTo(ISSUER));
  }

  @Test
  @DisplayName("RFC 6750 3.1: without a token, 401 and no error")
  void noToken() {
    BearerChallenge challenge = denied(AccessRequirement.scopes("read", "list"));

    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.error()).isEmpty();
    assertThat(challenge.header())
        .isEqualTo("Bearer realm=\"orders\", scope=\"list read\", " + METADATA);
    assertThat(denied(AccessRequirement.none(), "Basic YTpi").header())
        .isEqualTo("Bearer realm=\"orders\", " + METADATA);
  }

  @Test
  void whatIsNotOneTokenIsABadRequest() {
    String good = "Bearer " + token().compact();

    for (String[] headers :
        new String[][] {{"Bearer"}, {"Bearer a b"}, {"Bearer \"a\""}, {"Bearer ü"}, {good, good}}) {
      BearerChallenge challenge = denied(AccessRequirement.none(), headers);

      assertThat(challenge.status()).isEqualTo(400);
      assertThat(challenge.error()).contains("invalid_request");
    }
  }

  @Test
  void aBadTokenIsToldWhichRuleItBreaksAndNothingElse() {
    TokenDraft expired = token().claim("exp", Instant.EPOCH.plusSeconds(5)).claim("sub", "topsy");

    BearerChallenge challenge = denied(AccessRequirement.scopes("read"), expired);

    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.toString())
        .isEqualTo(
            "401 Bearer realm=\"orders\", error=\"invalid_token\", error_description=\"the token is"
                + " not acceptable: expired\", scope=\"read\", "
                + METADATA);
  }

  @Test
  void nothingOfTheTokenGetsIntoTheHeader() {
    TokenDraft nasty = token().claim("iss", "x\", error=\"none\r\nSet-Cookie: a=b");

    assertThat(denied(AccessRequirement.none(), nasty).header())
        .doesNotContain("none", "Set-Cookie", "\r", "\n")
        .contains("wrong issuer");
  }

  @Test
  @DisplayName("fault 26: a scope that is missing is 403, insufficient_scope, in quotes that close")
  void aTokenThatMayDoSomethingElseIsForbidden() {
    BearerChallenge challenge = denied(AccessRequirement.scopes("write", "read"), token());

    assertThat(challenge.status()).isEqualTo(403);
    assertThat(challenge.error()).contains("insufficient_scope");
    assertThat(challenge.parameter("scope")).contains("read write");
    assertThat(challenge.header()).contains(METADATA);
    assertThat(challenge.header().chars().filter(c -> c == '"').count() % 2).isZero();
  }

  @Nested
  @DisplayName("RFC 9470: a login that is not good enough for this")
  class StepUp {

    private final AccessRequirement strong =
        AccessRequirement.scopes("read")
            .withAcrValues("gold", "silver")
            .withMaxAge(Duration.ofMinutes(5));

    @Test
    void aStrongRecentLoginMayPass() {
      String token = strongToken().compact();

      assertThat(server.access(List.of("Bearer " + token), strong))
          .isInstanceOf(Access.Granted.class);
    }

    @Test
    void aWeakOrUnknownOrOldLoginIsAskedForAnother() {
      for (TokenDraft weak :
          List.of(
              strongToken().claim("acr", "bronze"),
              strongToken().without("acr"),
              strongToken().without("auth_time"),
              strongToken().claim("auth_time", Instant.now().minusSeconds(3600)))) {
        BearerChallenge challenge = denied(strong, weak);

        assertThat(challenge.status()).isEqualTo(401);
        assertThat(challenge.error()).contains("insufficient_user_authentication");
        assertThat(challenge.parameter("acr_values")).contains("gold silver");
        assertThat(challenge.parameter("max_age")).contains("300");
      }
    }

    @Test
    void aTokenThatIsBadInOtherWaysIsNotAskedForALogin() {
      assertThat(denied(strong, strongToken().claim("aud", "other")).error())
          .contains("invalid_token");
      assertThat(denied(AccessRequirement.none(), token().claim("iat", "soon")).error())
          .contains("invalid_token");
    }

    private TokenDraft strongToken() {
      return token().claim("acr", "gold").claim("auth_time", Instant.now().minusSeconds(10));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "quo\"te", "back\\slash", "ümlaut", "line\nend"})
  void whatCannotBeAScopeIsAMistakeOfTheProgram(String scope) {
    assertThatIllegalArgumentException().isThrownBy(() -> AccessRequirement.scopes(scope));
  }

  @ParameterizedTest
  @ValueSource(strings = {"quo\"te", "back\\slash", "ümlaut", "line\r\nend"})
  void whatCannotBeARealmIsAMistakeOfTheProgram(String realm) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthResourceServer.builder(consumer).realm(realm));
  }
}
