package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.ENCRYPTION;
import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.TOO_OLD;
import static io.crossauth.error.RejectionReason.WRONG_ACR;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_AUTHORIZED_PARTY;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_VALUE;
import static io.crossauth.error.RejectionReason.WRONG_HASH;
import static io.crossauth.error.RejectionReason.WRONG_ISSUER;
import static io.crossauth.error.RejectionReason.WRONG_NONCE;
import static io.crossauth.error.RejectionReason.WRONG_SUBJECT;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTokenRulesTest {

  private static final Secret ACCESS_TOKEN = Secret.of("test-access-token");

  private final Checkpoint at = new Checkpoint();

  @Test
  void aGoodTokenTellsWhatItSays() {
    Instant now = at.time.instant();
    VerifiedToken token = at.id(at.mint.idToken().claim("email", "alice@example.com"));

    assertThat(token.type()).isEqualTo(TokenType.ID);
    assertThat(token.issuer()).isEqualTo(Checkpoint.ISSUER);
    assertThat(token.requireSubject()).isEqualTo("alice");
    assertThat(token.audience()).containsExactly(Checkpoint.CLIENT);
    assertThat(token.expiresAt()).isEqualTo(now.plusSeconds(300));
    assertThat(token.issuedAt()).contains(now);
    assertThat(token.string("email")).contains("alice@example.com");
    assertThat(token.claim("auth_time")).contains(now.getEpochSecond());
    assertThat(token.claim("nothing")).isEmpty();
    assertThat(token.keyId()).contains("rsa-1");
    assertThat(token.claims()).containsKeys("iss", "sub", "jti");
    assertThatThrownBy(() -> token.claims().put("sub", "bob"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest(name = "I2 the issuer {0} is not ours, however alike")
  @ValueSource(
      strings = {
        "https://id.example.com/realms/shop/",
        "https://id.example.com/realms/Shop",
        "https://ID.example.com/realms/shop",
        "https://id.example.com:443/realms/shop",
        "http://id.example.com/realms/shop",
        "https://id.example.com/realms/shop?x=1",
        "https://id.example.com/realms/shop#",
        "https://user@id.example.com/realms/shop",
        "https://id.example.com/realms/shop ",
        "https://id.example.com/realms/../realms/shop",
        "https://id.example.com/realms/sh\u043ep",
        "https://id.example.com/realms"
      })
  void otherIssuers(String issuer) {
    TokenRejectedException refusal =
        at.refusesId(WRONG_ISSUER, at.mint.idToken().claim("iss", issuer));

    assertThat(refusal.claim()).contains("iss");
    assertThat(refusal.expected()).contains(Checkpoint.ISSUER);
    assertThat(refusal.hint().isPresent()).isEqualTo(issuer.equals(Checkpoint.ISSUER + "/"));
  }

  @Test
  @DisplayName("J7 a key belongs to one issuer: the same token is nothing to another issuer's keys")
  void keysBelongToTheIssuer() {
    OAuthTokenConsumerBuilder other =
        at.forId().keys(KeySet.ofJwks(TestKeys.jwks(TestKeys.rsa("of-another-issuer"))));
    refuses(other, TokenType.ID, RejectionReason.UNKNOWN_KEY, at.mint.idToken().compact());
  }

  @Test
  @DisplayName("J7 a key that is published for one issuer alone checks no token of another")
  void keysThatNameTheirIssuer() {
    Map<String, Object> jwk = TestKeys.rsa().publicJwk();
    jwk.put("issuer", "https://other.example");
    OAuthTokenConsumerBuilder builder =
        at.forId().keys(KeySet.ofJwks(AlgorithmTest.json(Map.of("keys", List.of(jwk)))));
    refuses(builder, TokenType.ID, WRONG_ISSUER, at.mint.idToken().compact());
    jwk.put("issuer", Checkpoint.ISSUER);
    at.forId()
        .keys(KeySet.ofJwks(AlgorithmTest.json(Map.of("keys", List.of(jwk)))))
        .build()
        .verify(at.mint.idToken().compact(), TokenType.ID);
  }

  @Nested
  class Audience {

    @Test
    @DisplayName("I3 aud must hold our client id, as a text or in an array")
    void ours() {
      at.id(at.mint.idToken().claim("aud", List.of(Checkpoint.CLIENT)));
      at.refusesId(WRONG_AUDIENCE, at.mint.idToken().claim("aud", "somebody-else"));
      at.refusesId(WRONG_AUDIENCE, at.mint.idToken().claim("aud", Checkpoint.CLIENT + " "));
      at.refusesId(WRONG_AUDIENCE, at.mint.idToken().claim("aud", ""));
      at.refusesId(MISSING_CLAIM, at.mint.idToken().claim("aud", List.of()));
    }

    @Test
    @DisplayName("I3 an audience that is not trusted is refused, a trusted one is not")
    void others() {
      TokenDraft token = at.mint.idToken().claim("aud", List.of(Checkpoint.CLIENT, "partner"));
      at.refusesId(WRONG_AUDIENCE, token);
      at.forId().trustedAudiences("partner").build().verify(token.compact(), TokenType.ID);
      refuses(
          at.forId().trustedAudiences("another"), TokenType.ID, WRONG_AUDIENCE, token.compact());
    }

    @Test
    @DisplayName("I4 several audiences need no azp, if every further one is trusted (errata set 2)")
    void severalAudiences() {
      TokenDraft token =
          at.mint.idToken().claim("aud", List.of(Checkpoint.CLIENT, "partner")).without("azp");
      at.forId().trustedAudiences("partner").build().verify(token.compact(), TokenType.ID);
      at.refusesId(WRONG_AUDIENCE, token);
      at.id(at.mint.idToken().without("azp"));
    }

    @Test
    @DisplayName("I5 azp is our client id, or a client named on purpose")
    void authorizedParty() {
      TokenDraft token = at.mint.idToken().claim("azp", "mobile-app");
      at.refusesId(WRONG_AUTHORIZED_PARTY, token);
      at.forId().authorizedParties("mobile-app").build().verify(token.compact(), TokenType.ID);
      at.forId()
          .authorizedParties("mobile-app")
          .build()
          .verify(at.mint.idToken().compact(), TokenType.ID);
    }

    @Test
    @DisplayName("I5 a call may expect one client")
    void expectedParty() {
      TokenExpectations ours = TokenExpectations.none().withAuthorizedParty(Checkpoint.CLIENT);
      TokenExpectations other = TokenExpectations.none().withAuthorizedParty("other");
      OAuthTokenConsumer consumer = at.forId().build();
      consumer.verify(at.mint.idToken().compact(), TokenType.ID, ours);
      consumer.verify(at.mint.idToken().without("azp").compact(), TokenType.ID, ours);
      at.refusesId(WRONG_AUTHORIZED_PARTY, at.mint.idToken(), other);
      at.refusesId(WRONG_AUTHORIZED_PARTY, at.mint.idToken().without("azp"), other);
    }

    @Test
    @DisplayName("S-34 two clients of one issuer: the token for one is refused by the other")
    void twoClients() {
      OAuthTokenConsumerBuilder other = at.forId();
      other.audiences.clear();
      other.audience("client-b");
      refuses(other, TokenType.ID, WRONG_AUDIENCE, at.mint.idToken().compact());
      refuses(
          at.forId(),
          TokenType.ID,
          WRONG_AUDIENCE,
          at.mint.withClientId("client-b").idToken().compact());
    }
  }

  @Test
  @DisplayName("I1 a token that should be encrypted and is not, is refused")
  void encryption() {
    refuses(
        at.forId().decryptionKeyPem(Secret.of(TestKeys.rsa("recipient").privatePem())),
        TokenType.ID,
        ENCRYPTION,
        at.mint.idToken().compact());
  }

  @Test
  @DisplayName("I6 the signature is checked always, also of a token that came over TLS")
  void signature() {
    TestKey stranger = TestKeys.rsa("stranger").withKid("rsa-1");
    at.refusesId(RejectionReason.BAD_SIGNATURE, at.mint.idToken().signedWith(stranger));
    at.refusesId(RejectionReason.MALFORMED, at.mint.idToken().unsigned());
  }

  @Test
  @DisplayName("I9 exp is required, and in the future")
  void expiry() {
    at.refusesId(MISSING_CLAIM, at.mint.idToken().without("exp"));
    at.refusesId(EXPIRED, at.mint.idToken().claim("exp", 1));
    at.refusesId(EXPIRED, at.mint.idToken().claim("exp", 0));
  }

  @Test
  @DisplayName("I10 iat is required; a limit on the age can be set")
  void issuedAt() {
    at.refusesId(MISSING_CLAIM, at.mint.idToken().without("iat"));
    Instant now = at.time.instant();
    TokenDraft old = at.mint.idToken().claim("iat", now.minusSeconds(3_631));
    at.id(old);
    OAuthTokenConsumerBuilder anHour = at.forId().maxTokenAge(Duration.ofHours(1));
    refuses(anHour, TokenType.ID, TOO_OLD, old.compact());
    anHour.build().verify(old.claim("iat", now.minusSeconds(3_630)).compact(), TokenType.ID);
    refuses(
        at.forAccess().maxTokenAge(Duration.ofHours(1)),
        TokenType.ACCESS,
        MISSING_CLAIM,
        at.mint.accessToken().without("iat").compact());
  }

  @Test
  @DisplayName("I11 a nonce that was sent must come back, the same")
  void nonce() {
    TokenExpectations sent = TokenExpectations.none().withNonce("test-nonce");
    OAuthTokenConsumer consumer = at.forId().build();
    consumer.verify(at.mint.idToken().claim("nonce", "test-nonce").compact(), TokenType.ID, sent);
    TokenRejectedException refusal =
        at.refusesId(WRONG_NONCE, at.mint.idToken().claim("nonce", "another"), sent);
    assertThat(refusal.getMessage()).doesNotContain("test-nonce");
    at.refusesId(MISSING_CLAIM, at.mint.idToken(), sent);
    at.refusesId(WRONG_CLAIM_VALUE, at.mint.idToken().claim("nonce", ""), sent);
    at.id(at.mint.idToken().claim("nonce", "not expected here"));
  }

  @Test
  @DisplayName("I12 acr, if it was asked for, is one that will do")
  void acr() {
    TokenExpectations strong = TokenExpectations.none().withAcrValues(List.of("gold", "silver"));
    OAuthTokenConsumer consumer = at.forId().build();
    consumer.verify(at.mint.idToken().claim("acr", "silver").compact(), TokenType.ID, strong);
    at.refusesId(WRONG_ACR, at.mint.idToken().claim("acr", "bronze"), strong);
    at.refusesId(MISSING_CLAIM, at.mint.idToken(), strong);
    assertThatThrownBy(() -> TokenExpectations.none().withAcrValues(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @DisplayName("I13 auth_time, if max_age was asked for, is there and recent")
  void authTime() {
    TokenExpectations recent = TokenExpectations.none().withMaxAge(Duration.ofMinutes(5));
    Instant now = at.time.instant();
    OAuthTokenConsumer consumer = at.forId().build();
    String edge = at.mint.idToken().claim("auth_time", now.minusSeconds(330)).compact();
    consumer.verify(edge, TokenType.ID, recent);
    at.refusesId(TOO_OLD, at.mint.idToken().claim("auth_time", now.minusSeconds(331)), recent);
    at.refusesId(MISSING_CLAIM, at.mint.idToken().without("auth_time"), recent);
    at.id(at.mint.idToken().without("auth_time"));
    at.id(at.mint.idToken().claim("auth_time", now.plusSeconds(30)));
    at.refusesId(WRONG_CLAIM_VALUE, at.mint.idToken().claim("auth_time", now.plusSeconds(31)));
    TokenExpectations fresh = TokenExpectations.none().withMaxAge(Duration.ZERO);
    consumer.verify(at.mint.idToken().compact(), TokenType.ID, fresh);
    assertThatThrownBy(() -> TokenExpectations.none().withMaxAge(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Nested
  class HashesOfCompanions {

    @ParameterizedTest(name = "I14 at_hash of a token by {0} is the left half of its own hash")
    @CsvSource({"rsa, RS256", "p384, ES384", "p521, ES512", "ed, EdDSA"})
    void eachAlgorithmHasItsHash(String kind, String algorithm) {
      TestKey key =
          Map.of(
                  "rsa", TestKeys.rsa(),
                  "p384", TestKeys.p384(),
                  "p521", TestKeys.p521(),
                  "ed", TestKeys.ed25519())
              .get(kind);
      String hash = TokenMint.halfHash(ACCESS_TOKEN.reveal(), algorithm);
      TokenExpectations expectations = TokenExpectations.none().withAccessToken(ACCESS_TOKEN);
      TokenDraft token = at.mint.withKey(key).idToken().claim("at_hash", hash);

      at.forId().build().verify(token.compact(), TokenType.ID, expectations);
      at.refusesId(WRONG_HASH, token.claim("at_hash", hash + "A"), expectations);
    }

    @Test
    @DisplayName("I14 at_hash of another access token is refused")
    void anotherAccessToken() {
      TokenExpectations expectations = TokenExpectations.none().withAccessToken(ACCESS_TOKEN);
      String other = TokenMint.halfHash("another", "RS256");
      TokenRejectedException refusal =
          at.refusesId(WRONG_HASH, at.mint.idToken().claim("at_hash", other), expectations);
      assertThat(refusal.getMessage()).doesNotContain("test-access-token");
    }

    @Test
    @DisplayName("I14 c_hash and s_hash must fit the code and the state")
    void codeAndState() {
      TokenExpectations expectations =
          TokenExpectations.none().withCode(Secret.of("test-code")).withState("test-state");
      String code = TokenMint.halfHash("test-code", "RS256");
      String state = TokenMint.halfHash("test-state", "RS256");
      TokenDraft token = at.mint.idToken().claim("c_hash", code).claim("s_hash", state);

      at.forId().build().verify(token.compact(), TokenType.ID, expectations);
      at.refusesId(WRONG_HASH, token.claim("c_hash", state), expectations);
      at.refusesId(WRONG_HASH, token.claim("s_hash", code), expectations);
    }

    @Test
    @DisplayName("I14 in the code flow the hashes may be missing, in the browser they may not")
    void required() {
      TokenExpectations code =
          TokenExpectations.none()
              .withAccessToken(ACCESS_TOKEN)
              .withCode(Secret.of("test-code"))
              .withState("test-state");
      at.forId().build().verify(at.mint.idToken().compact(), TokenType.ID, code);
      TokenExpectations browser = code.fromAuthorizationEndpoint();
      TokenRejectedException refusal = at.refusesId(MISSING_CLAIM, at.mint.idToken(), browser);
      assertThat(refusal.claim()).contains("at_hash");
      TokenDraft half =
          at.mint.idToken().claim("at_hash", TokenMint.halfHash("test-access-token", "RS256"));
      assertThat(at.refusesId(MISSING_CLAIM, half, browser).claim()).contains("c_hash");
    }
  }

  @Test
  @DisplayName("I15 sub is at most 255 ASCII characters")
  void subject() {
    at.id(at.mint.idToken().claim("sub", "s".repeat(255)));
    at.refusesId(WRONG_CLAIM_VALUE, at.mint.idToken().claim("sub", "s".repeat(256)));
    at.refusesId(WRONG_CLAIM_VALUE, at.mint.idToken().claim("sub", "Zo\u00eb"));
  }

  @Test
  @DisplayName("J8 sub is the one expected, where one is")
  void expectedSubject() {
    TokenExpectations bob = TokenExpectations.none().withSubject("bob");
    at.refusesId(WRONG_SUBJECT, at.mint.idToken(), bob);
    at.forId().build().verify(at.mint.withSubject("bob").idToken().compact(), TokenType.ID, bob);
    OAuthTokenConsumer api = at.forAccess().build();
    Checkpoint.refused(
        MISSING_CLAIM,
        () -> api.verify(at.mint.accessToken().without("sub").compact(), TokenType.ACCESS, bob));
  }

  @Nested
  class AfterRefresh {

    private final VerifiedToken before = at.id(at.mint.idToken().claim("nonce", "first"));
    private final TokenExpectations same = TokenExpectations.none().withPrevious(before);

    private void passes(TokenDraft token) {
      at.forId().build().verify(token.compact(), TokenType.ID, same);
    }

    @Test
    @DisplayName("I16 a token about the same login passes, with or without nonce and auth_time")
    void sameLogin() {
      at.time.advance(Duration.ofMinutes(4));
      TokenDraft after = at.mint.idToken().claim("auth_time", before.claims().get("auth_time"));
      passes(after);
      passes(after.claim("nonce", "first"));
      passes(after.without("auth_time"));
    }

    @Test
    @DisplayName("I16 another subject is refused")
    void anotherSubject() {
      at.refusesId(WRONG_SUBJECT, at.mint.withSubject("bob").idToken(), same);
    }

    @Test
    @DisplayName("I16 another login (auth_time) is refused")
    void anotherLogin() {
      at.refusesId(
          WRONG_CLAIM_VALUE,
          at.mint.idToken().claim("auth_time", at.time.instant().minusSeconds(1)),
          same);
    }

    @Test
    @DisplayName("I16 another nonce is refused, also where there was none")
    void anotherNonce() {
      at.refusesId(WRONG_NONCE, at.mint.idToken().claim("nonce", "second"), same);
      TokenExpectations without = TokenExpectations.none().withPrevious(at.id(at.mint.idToken()));
      at.refusesId(WRONG_NONCE, at.mint.idToken().claim("nonce", "new"), without);
    }

    @Test
    @DisplayName("I16 an azp that comes, goes or changes is refused")
    void anotherParty() {
      at.refusesId(WRONG_AUTHORIZED_PARTY, at.mint.idToken().without("azp"), same);
      TokenExpectations without =
          TokenExpectations.none().withPrevious(at.id(at.mint.idToken().without("azp")));
      at.refusesId(WRONG_AUTHORIZED_PARTY, at.mint.idToken(), without);
    }

    @Test
    @DisplayName("I16 an audience that was there before must be there still")
    void audience() {
      OAuthTokenConsumer consumer = at.forId().trustedAudiences("partner").build();
      TokenDraft both = at.mint.idToken().claim("aud", List.of(Checkpoint.CLIENT, "partner"));
      VerifiedToken first = consumer.verify(both.compact(), TokenType.ID);
      TokenExpectations expectations = TokenExpectations.none().withPrevious(first);
      consumer.verify(both.compact(), TokenType.ID, expectations);
      Checkpoint.refused(
          WRONG_AUDIENCE,
          () -> consumer.verify(at.mint.idToken().compact(), TokenType.ID, expectations));
    }

    @Test
    @DisplayName("I16 another issuer is refused, also where both tenants are ours")
    void anotherIssuer() {
      OAuthTokenConsumer consumer =
          OAuthTokenConsumer.builder("https://id.example.com/{tenantid}/v2")
              .audience(Checkpoint.CLIENT)
              .keys(KeySet.ofJwks(TestKeys.jwks(TestKeys.rsa())))
              .platform(at.time.platform())
              .build();
      VerifiedToken one = consumer.verify(tenant("one").compact(), TokenType.ID);
      TokenExpectations expectations = TokenExpectations.none().withPrevious(one);
      Checkpoint.refused(
          WRONG_ISSUER, () -> consumer.verify(tenant("two").compact(), TokenType.ID, expectations));
    }
  }

  private TokenDraft tenant(String name) {
    return at.mint
        .idToken()
        .claim("iss", "https://id.example.com/" + name + "/v2")
        .claim("tid", name);
  }

  @Nested
  class ManyTenants {

    private OAuthTokenConsumerBuilder template() {
      return OAuthTokenConsumer.builder("https://id.example.com/{tenantid}/v2")
          .audience(Checkpoint.CLIENT)
          .keys(KeySet.ofJwks(TestKeys.jwks(TestKeys.rsa())))
          .platform(at.time.platform());
    }

    @Test
    @DisplayName("I2 a template is filled with the tenant that the token names")
    void tenantOfTheToken() {
      VerifiedToken token = template().build().verify(tenant("a-1").compact(), TokenType.ID);
      assertThat(token.issuer()).isEqualTo("https://id.example.com/a-1/v2");
      assertThat(template().build().expectsIssuer("https://id.example.com/b/v2")).isTrue();
      assertThat(template().build().expectsIssuer("https://id.example.com/v2")).isFalse();
      assertThat(template().build().expectsIssuer("https://id.example.com/a/b/v2")).isFalse();
      assertThat(template().build().expectsIssuer("https://id.example.com//v2")).isFalse();
    }

    @Test
    @DisplayName("I2 issuer and tenant that do not fit together are refused")
    void mixedUp() {
      refuses(template(), TokenType.ID, WRONG_ISSUER, tenant("one").claim("tid", "two").compact());
      refuses(template(), TokenType.ID, MISSING_CLAIM, tenant("one").without("tid").compact());
    }

    @ParameterizedTest(name = "I2 a tenant {0} is refused")
    @ValueSource(strings = {"a/b", "..", "{tenantid}", "a b", "a?b", "\u00e4", "a.b"})
    void strangeTenants(String name) {
      refuses(template(), TokenType.ID, WRONG_ISSUER, tenant(name).compact());
    }

    @Test
    @DisplayName("I2 only the tenants that are named, where some are")
    void namedTenants() {
      template().tenants("one").build().verify(tenant("one").compact(), TokenType.ID);
      refuses(template().tenants("one"), TokenType.ID, WRONG_ISSUER, tenant("two").compact());
      refuses(template(), TokenType.ID, WRONG_ISSUER, tenant("t".repeat(65)).compact());
    }
  }
}
