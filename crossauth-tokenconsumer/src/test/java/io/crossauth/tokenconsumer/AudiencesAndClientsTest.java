package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_AUTHORIZED_PARTY;
import static io.crossauth.tokenconsumer.Checkpoint.CLIENT;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenDraft;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several audiences in one ID token, and the names of the claim that names a client. */
class AudiencesAndClientsTest {

  private final Checkpoint at = new Checkpoint();

  private TokenDraft idToken(Object audiences) {
    return at.mint.idToken().claim("aud", audiences).without("azp");
  }

  static Stream<Arguments> projects() {
    return Stream.of(
        Arguments.of("all clients of a project", List.of("cli", CLIENT, "mobile", "1234567")),
        Arguments.of("one further", List.of(CLIENT, "project-id")),
        Arguments.of("the issuer itself", List.of(Checkpoint.ISSUER, CLIENT)));
  }

  @ParameterizedTest(name = "case A2 Zitadel, {0}: accepted by the option if azp is ours")
  @MethodSource("projects")
  void furtherAudiences(String what, List<String> audiences) {
    String token = idToken(audiences).claim("azp", CLIENT).compact();

    TokenRejectedException refusal = refuses(at.forId(), TokenType.ID, WRONG_AUDIENCE, token);
    assertThat(refusal.hint().orElseThrow())
        .contains("furtherAudiencesIfAuthorizedParty()")
        .contains("trustedAudiences(..)");

    at.forId().furtherAudiencesIfAuthorizedParty().build().verify(token, TokenType.ID);
    at.forId()
        .trustedAudiences(audiences.toArray(String[]::new))
        .build()
        .verify(token, TokenType.ID);
  }

  static Stream<Arguments> notOurs() {
    List<String> two = List.of(CLIENT, "other");
    return Stream.of(
        Arguments.of("no azp", two, null, WRONG_AUDIENCE),
        Arguments.of("another client's azp", two, "other", WRONG_AUDIENCE),
        Arguments.of("an authorized party's azp", two, "mobile", WRONG_AUDIENCE),
        Arguments.of("azp of another type", two, List.of(CLIENT), WRONG_AUDIENCE),
        Arguments.of("an aud without us", List.of("other"), CLIENT, WRONG_AUDIENCE));
  }

  @ParameterizedTest(name = "case A2 {0}: refused although further audiences may be accepted")
  @MethodSource("notOurs")
  void onlyIfAuthorizedParty(
      String what, List<String> audiences, Object azp, RejectionReason reason) {
    TokenDraft token = idToken(audiences);
    refuses(
        at.forId().authorizedParties("mobile").furtherAudiencesIfAuthorizedParty(),
        TokenType.ID,
        reason,
        (azp == null ? token : token.claim("azp", azp)).compact());
  }

  static Stream<Arguments> trusted() {
    return Stream.of(
        Arguments.of("Oracle IDCS: the client and the tenant", List.of(CLIENT, "https://idcs")),
        Arguments.of("three audiences", List.of("https://idcs", CLIENT, "scope-audience")),
        Arguments.of("the same name twice", List.of(CLIENT, CLIENT)));
  }

  @ParameterizedTest(name = "case A5 {0}, no azp: trusted further audiences suffice")
  @MethodSource("trusted")
  void noAzp(String what, List<String> audiences) {
    OAuthTokenConsumerBuilder trusting =
        at.forId().trustedAudiences("https://idcs", "scope-audience");
    trusting.build().verify(idToken(audiences).compact(), TokenType.ID);
    // Each further one must be trusted, and azp must be right where it is.
    List<String> more = Stream.concat(audiences.stream(), Stream.of("stranger")).toList();
    TokenRejectedException refusal =
        refuses(trusting, TokenType.ID, WRONG_AUDIENCE, idToken(more).compact());
    assertThat(refusal.hint().orElseThrow()).contains("trustedAudiences(..)");
    refuses(
        trusting,
        TokenType.ID,
        WRONG_AUTHORIZED_PARTY,
        idToken(audiences).claim("azp", "stranger").compact());
  }

  @Test
  @DisplayName("case A5 a logout token with a trusted further audience needs no azp either")
  void logoutTokens() {
    String token = at.mint.logoutToken().claim("aud", List.of(CLIENT, "https://idcs")).compact();
    at.forId().trustedAudiences("https://idcs").build().verify(token, TokenType.LOGOUT);
    refuses(at.forId(), TokenType.LOGOUT, WRONG_AUDIENCE, token);
  }

  private TokenDraft accessToken() {
    return at.mint.accessToken().without("client_id").without("azp");
  }

  @ParameterizedTest(name = "case A6 {0}: {1} names the client")
  @CsvSource({
    "Okta, cid",
    "Entra 1.0, appid",
    "AD FS, appid",
    "Keycloak, azp",
    "RFC 9068, client_id"
  })
  void knownClaims(String server, String claim) {
    OAuthTokenConsumerBuilder known = at.forAccess().authorizedParties("orders-web");
    known.build().verify(accessToken().claim(claim, "orders-web").compact(), TokenType.ACCESS);
    TokenRejectedException refusal =
        refuses(
            known,
            TokenType.ACCESS,
            WRONG_AUTHORIZED_PARTY,
            accessToken().claim(claim, "stranger").compact());
    assertThat(refusal.claim()).contains(claim);
    TokenExpectations one = TokenExpectations.none().withAuthorizedParty("orders-web");
    OAuthTokenConsumer consumer = at.forAccess().build();
    consumer.verify(accessToken().claim(claim, "orders-web").compact(), TokenType.ACCESS, one);
    Checkpoint.refused(
        WRONG_AUTHORIZED_PARTY,
        () ->
            consumer.verify(
                accessToken().claim(claim, "stranger").compact(), TokenType.ACCESS, one));
  }

  @Test
  @DisplayName("case A6 what is known of one server does not overrule the standard's claims")
  void standardFirst() {
    OAuthTokenConsumerBuilder known = at.forAccess().authorizedParties("orders-web");
    // A claim of the same name may mean something else there.
    known
        .build()
        .verify(
            accessToken().claim("azp", "orders-web").claim("cid", "company-7").compact(),
            TokenType.ACCESS);
    refuses(
        known,
        TokenType.ACCESS,
        WRONG_AUTHORIZED_PARTY,
        accessToken().claim("client_id", "stranger").claim("cid", "orders-web").compact());
  }

  @ParameterizedTest(name = "case A6 the client in {0}: refused with a hint, accepted when named")
  @ValueSource(strings = {"clientId", "application_id", "https://id.example.com/client", "cid"})
  void namedClaims(String claim) {
    OAuthTokenConsumerBuilder known = at.forAccess().authorizedParties("orders-web");
    if (!claim.equals("cid")) {
      TokenRejectedException refusal =
          refuses(
              known,
              TokenType.ACCESS,
              MISSING_CLAIM,
              accessToken().claim(claim, "orders-web").compact());
      assertThat(refusal.hint().orElseThrow()).contains("clientClaims(..)");
    }
    OAuthTokenConsumerBuilder named = known.clientClaims(claim);
    named.build().verify(accessToken().claim(claim, "orders-web").compact(), TokenType.ACCESS);
    refuses(
        named,
        TokenType.ACCESS,
        WRONG_AUTHORIZED_PARTY,
        accessToken().claim(claim, "stranger").compact());
    // The named ones, and no others.
    refuses(
        named, TokenType.ACCESS, MISSING_CLAIM, accessToken().claim("azp", "orders-web").compact());
  }

  @Test
  @DisplayName("case A6 several named claims must all name a client that is accepted")
  void allThatAreThere() {
    OAuthTokenConsumerBuilder named =
        at.forAccess().authorizedParties("orders-web").clientClaims("cid", "azp");
    for (Map.Entry<String, String> other : Map.of("cid", "azp", "azp", "cid").entrySet()) {
      refuses(
          named,
          TokenType.ACCESS,
          WRONG_AUTHORIZED_PARTY,
          accessToken()
              .claim(other.getKey(), "orders-web")
              .claim(other.getValue(), "stranger")
              .compact());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at.forAccess().clientClaims("cid", " "))
        .withMessageContaining("clientClaims");
  }
}
