package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.RejectionReason;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.BearerChallenge;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules of the program's own, and requirements on any claim. */
class OwnRulesTest {

  private static final ClaimRule OF_ACME =
      token ->
          token.values("tenant").contains("acme")
              ? ClaimRule.Verdict.accepted()
              : ClaimRule.Verdict.invalid("for \"another\" tenant");
  private static final ClaimRule NOT_MALLORY =
      token ->
          token.subject().filter("mallory"::equals).isPresent()
              ? ClaimRule.Verdict.forbidden("not for mallory")
              : ClaimRule.Verdict.accepted();

  private final Checkpoint at = new Checkpoint();

  private TokenDraft token() {
    return at.mint.accessToken().claim("tenant", "acme").claim("scope", "read");
  }

  private OAuthTokenConsumer consumer() {
    return at.forAccess().accessTokenRule(OF_ACME).accessTokenRule(NOT_MALLORY).build();
  }

  private BearerChallenge denied(
      OAuthTokenConsumer consumer, TokenDraft token, AccessRequirement requirement) {
    Access access =
        OAuthResourceServer.builder(consumer)
            .build()
            .access(List.of("Bearer " + token.compact()), requirement);
    assertThat(access).isInstanceOf(Access.Denied.class);
    return ((Access.Denied) access).challenge();
  }

  private Access access(TokenDraft token, AccessRequirement requirement) {
    return OAuthResourceServer.builder(at.forAccess().build())
        .build()
        .access(List.of("Bearer " + token.compact()), requirement);
  }

  @Test
  @DisplayName("a token that all rules accept passes")
  void accepted() {
    assertThat(consumer().verify(token().compact(), TokenType.ACCESS).values("tenant"))
        .containsExactly("acme");
  }

  @Test
  @DisplayName("a rule's refusal is a rejection with the rule's own words: 401 invalid_token")
  void invalid() {
    String other = token().claim("tenant", "other").compact();

    assertThat(
            Checkpoint.refuses(
                    at.forAccess().accessTokenRule(OF_ACME),
                    TokenType.ACCESS,
                    RejectionReason.REFUSED_BY_RULE,
                    other)
                .hint())
        .contains("for \"another\" tenant");
    BearerChallenge challenge =
        denied(consumer(), token().claim("tenant", "other"), AccessRequirement.none());
    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.error()).contains("invalid_token");
    assertThat(challenge.parameter("error_description")).contains("for ?another? tenant");
  }

  @Test
  @DisplayName("a rule may forbid what a good token is used for: 403 insufficient_scope")
  void forbidden() {
    String mallory = token().claim("sub", "mallory").compact();

    assertThatThrownBy(() -> consumer().verify(mallory, TokenType.ACCESS))
        .isInstanceOfSatisfying(
            InsufficientPrivilegesException.class,
            e -> assertThat(e.code()).isEqualTo("token.forbidden_by_rule"))
        .hasMessage("not for mallory");
    assertThat(consumer().tokenAuthorized(mallory, TokenType.ACCESS)).isEmpty();
    BearerChallenge challenge =
        denied(consumer(), token().claim("sub", "mallory"), AccessRequirement.none());
    assertThat(challenge.status()).isEqualTo(403);
    assertThat(challenge.parameter("error_description")).contains("not for mallory");
  }

  @Test
  @DisplayName("rules come last, are asked for each access token again, and for no other kind")
  void asked() {
    List<String> asked = new ArrayList<>();
    OAuthTokenConsumer consumer =
        at.forAccess()
            .verifiedTokenCache(10)
            .accessTokenRule(
                token -> {
                  asked.add(token.requireSubject());
                  return ClaimRule.Verdict.accepted();
                })
            .build();
    String good = token().compact();

    consumer.verify(good, TokenType.ACCESS);
    consumer.verify(good, TokenType.ACCESS);
    consumer.tokenAuthorized(token().claim("aud", "another").compact(), TokenType.ACCESS);
    consumer.tokenAuthorized(at.mint.idToken().compact(), TokenType.ID);

    assertThat(asked).hasSize(2);
  }

  @Test
  @DisplayName("a token that a rule refuses is not counted as used")
  void beforeReplays() {
    List<String> used = new ArrayList<>();
    OAuthTokenConsumer consumer =
        at.forAccess()
            .accessTokenRule(OF_ACME)
            .rejectReplays((kind, owner, id, remembered) -> used.add(id))
            .build();

    assertThat(consumer.tokenAuthorized(token().without("tenant").compact(), TokenType.ACCESS))
        .isEmpty();

    assertThat(used).isEmpty();
  }

  @Test
  @DisplayName("a rule judges opaque tokens too")
  void opaqueTokens() {
    OAuthTokenConsumer consumer =
        at.forAccess()
            .opaqueTokens(token -> Map.of("sub", "alice", "aud", Checkpoint.API))
            .accessTokenRule(OF_ACME)
            .build();

    assertThat(consumer.tokenAuthorized("an-opaque-one", TokenType.ACCESS)).isEmpty();
  }

  @Test
  @DisplayName("roles, permissions, groups and nested claims are demanded as scopes are")
  void requirements() {
    VerifiedToken token =
        at.access(
            token()
                .claim("roles", List.of("clerk", "boss"))
                .claim("permissions", List.of("read:orders"))
                .claim("groups", "staff")
                .claim("a/b~c", Map.of("d", List.of("e", 7)))
                .claim("realm_access", Map.of("roles", List.of("admin"))));

    token
        .requireRoles("clerk", "boss")
        .requirePermissions("read:orders")
        .requireGroups("staff")
        .requireValues("/realm_access/roles", "admin")
        .requireValues("/a~1b~0c/d", "e");
    assertThat(token.values("/realm_access/none")).isEmpty();
    assertThat(token.values("/tenant/none")).isEmpty();
    assertThatThrownBy(() -> token.requireRoles("clerk", "king"))
        .isInstanceOfSatisfying(
            InsufficientPrivilegesException.class,
            e -> {
              assertThat(e.code()).isEqualTo("token.insufficient_claim");
              assertThat(e.claim()).isEqualTo("roles");
              assertThat(e.required()).contains("king");
              assertThat(e.present()).contains("boss");
            });
    assertThatThrownBy(() -> token.requireValues("/realm_access/roles", "clerk"))
        .isInstanceOf(InsufficientPrivilegesException.class);
  }

  @Test
  @DisplayName("a request that needs a role passes with it, and is answered 403 without it")
  void accessByRoles() {
    AccessRequirement clerk =
        AccessRequirement.scopes("read").withRoles("clerk").withClaim("/realm_access/roles", "a");
    Map<String, Object> realm = Map.of("roles", List.of("a", "b"));

    assertThat(access(token().claim("roles", "clerk").claim("realm_access", realm), clerk))
        .isInstanceOf(Access.Granted.class);
    BearerChallenge challenge =
        denied(at.forAccess().build(), token().claim("realm_access", realm), clerk);
    assertThat(challenge.status()).isEqualTo(403);
    assertThat(challenge.error()).contains("insufficient_scope");
    assertThat(denied(at.forAccess().build(), token().claim("roles", "clerk"), clerk).status())
        .isEqualTo(403);
  }

  @Test
  @DisplayName("where authentication methods are missing, another login is asked for: RFC 9470")
  void accessByAmr() {
    AccessRequirement mfa = AccessRequirement.none().withAmr("mfa");

    assertThat(access(token().claim("amr", List.of("pwd", "mfa")), mfa))
        .isInstanceOf(Access.Granted.class);
    BearerChallenge challenge =
        denied(at.forAccess().build(), token().claim("amr", List.of("pwd")), mfa);
    assertThat(challenge.status()).isEqualTo(401);
    assertThat(challenge.error()).contains("insufficient_user_authentication");
  }

  @Test
  @DisplayName("a requirement on a claim names the claim and a value")
  void emptyRequirements() {
    AccessRequirement none = AccessRequirement.none();
    assertThatIllegalArgumentException().isThrownBy(none::withRoles);
    assertThatIllegalArgumentException().isThrownBy(() -> none.withClaim("", "a"));
    assertThat(none.withGroups("a").withGroups("b").withPermissions("c").claims())
        .containsEntry("groups", java.util.Set.of("a", "b"))
        .containsEntry("permissions", java.util.Set.of("c"));
  }
}
