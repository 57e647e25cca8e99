package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.REPLAYED;
import static io.crossauth.error.RejectionReason.REVOKED;
import static io.crossauth.error.RejectionReason.TOO_LARGE;
import static io.crossauth.error.RejectionReason.TOO_OLD;
import static io.crossauth.error.RejectionReason.WRONG_ACR;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_AUTHORIZED_PARTY;
import static io.crossauth.error.RejectionReason.WRONG_CONFIRMATION;
import static io.crossauth.error.RejectionReason.WRONG_ISSUER;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InsufficientPrivilegesException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.internal.Thumbprint;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenRulesTest {

  private final Checkpoint at = new Checkpoint();

  @Nested
  class Compatible {

    @Test
    @DisplayName("a Keycloak access token passes: typ JWT, typ claim Bearer, aud account")
    void keycloak() {
      TokenDraft token =
          at.mint
              .accessToken()
              .header("typ", "JWT")
              .claim("typ", "Bearer")
              .claim("aud", "account")
              .claim("azp", "web")
              .claim("nonce", "from-the-login")
              .claim("acr", "1")
              .claim("realm_access", Map.of("roles", List.of("user")))
              .claim("scope", "email profile")
              .without("client_id");
      OAuthTokenConsumerBuilder account = at.forAccess();
      account.audiences.clear();

      VerifiedToken verified =
          account.audience("account").build().verify(token.compact(), TokenType.ACCESS);

      assertThat(verified.scopes()).containsExactly("email", "profile");
      assertThat(verified.audience()).containsExactly("account");
    }

    @Test
    @DisplayName("J9 aud is required, and one of ours is in it")
    void audience() {
      at.refusesAccess(MISSING_CLAIM, at.mint.accessToken().without("aud"));
      at.refusesAccess(WRONG_AUDIENCE, at.mint.accessToken().claim("aud", "api://other"));
      at.refusesAccess(
          WRONG_AUDIENCE, at.mint.accessToken().claim("aud", List.of("a", "api://cross")));
      at.access(at.mint.accessToken().claim("aud", List.of("account", Checkpoint.API, "x")));
    }

    @Test
    @DisplayName("J9 one of several names of ours is enough")
    void severalNames() {
      at.forAccess()
          .audience("api://second")
          .build()
          .verify(at.mint.accessToken().claim("aud", "api://second").compact(), TokenType.ACCESS);
    }

    @Test
    @DisplayName("J9 another claim may name the audience, where the server has no aud (Cognito)")
    void audienceClaim() {
      OAuthTokenConsumerBuilder cognito = at.forAccess().audienceClaim("client_id");
      cognito.audiences.clear();
      cognito.audience(Checkpoint.CLIENT);
      TokenDraft token =
          at.mint.accessToken().without("aud").claim("token_use", "access").header("typ", "JWT");
      cognito.build().verify(token.compact(), TokenType.ACCESS);
      refuses(cognito, TokenType.ACCESS, WRONG_AUDIENCE, token.claim("client_id", "x").compact());
      refuses(cognito, TokenType.ACCESS, MISSING_CLAIM, token.without("client_id").compact());
    }

    @Test
    @DisplayName("a token of a service without sub passes, and has no subject to give")
    void withoutSubject() {
      VerifiedToken token = at.access(at.mint.accessToken().without("sub").without("iat"));
      assertThat(token.subject()).isEmpty();
      assertThatThrownBy(token::requireSubject).isInstanceOf(InsufficientPrivilegesException.class);
      assertThat(token.issuedAt()).isEmpty();
    }

    @Test
    @DisplayName("only the clients that are named, where some are")
    void authorizedParties() {
      TokenDraft token = at.mint.accessToken();
      OAuthTokenConsumerBuilder known = at.forAccess().authorizedParties(Checkpoint.CLIENT);
      known.build().verify(token.compact(), TokenType.ACCESS);
      known
          .build()
          .verify(
              token.without("client_id").claim("azp", Checkpoint.CLIENT).compact(),
              TokenType.ACCESS);
      refuses(
          known, TokenType.ACCESS, WRONG_AUTHORIZED_PARTY, token.claim("client_id", "x").compact());
      refuses(known, TokenType.ACCESS, WRONG_AUTHORIZED_PARTY, token.claim("azp", "x").compact());
      refuses(known, TokenType.ACCESS, MISSING_CLAIM, token.without("client_id").compact());
      OAuthTokenConsumer consumer = at.forAccess().build();
      consumer.verify(
          token.compact(),
          TokenType.ACCESS,
          TokenExpectations.none().withAuthorizedParty(Checkpoint.CLIENT));
      Checkpoint.refused(
          WRONG_AUTHORIZED_PARTY,
          () ->
              consumer.verify(
                  token.compact(),
                  TokenType.ACCESS,
                  TokenExpectations.none().withAuthorizedParty("x")));
      Checkpoint.refused(
          MISSING_CLAIM,
          () ->
              consumer.verify(
                  token.without("client_id").compact(),
                  TokenType.ACCESS,
                  TokenExpectations.none().withAuthorizedParty("x")));
    }

    @Test
    @DisplayName("a call may demand a recent and a strong login (RFC 9470)")
    void stepUp() {
      OAuthTokenConsumer consumer = at.forAccess().build();
      TokenExpectations step =
          TokenExpectations.none().withAcrValues(List.of("gold")).withMaxAge(Duration.ofMinutes(1));
      Instant now = at.time.instant();
      TokenDraft good = at.mint.accessToken().claim("acr", "gold").claim("auth_time", now);
      consumer.verify(good.compact(), TokenType.ACCESS, step);
      Checkpoint.refused(
          WRONG_ACR,
          () -> consumer.verify(good.claim("acr", "tin").compact(), TokenType.ACCESS, step));
      Checkpoint.refused(
          TOO_OLD,
          () ->
              consumer.verify(
                  good.claim("auth_time", now.minusSeconds(91)).compact(), TokenType.ACCESS, step));
    }
  }

  @Nested
  class Scopes {

    @Test
    @DisplayName("scopes are read from a text, from an array, and from scp")
    void forms() {
      assertThat(at.access(at.mint.accessToken().claim("scope", " a  b a ")).scopes())
          .containsExactly("a", "b");
      assertThat(at.access(at.mint.accessToken().claim("scope", List.of("a", "b c"))).scopes())
          .containsExactly("a", "b", "c");
      TokenDraft scp = at.mint.accessToken().without("scope");
      assertThat(at.access(scp.claim("scp", List.of("a", "b"))).scopes()).containsExactly("a", "b");
      assertThat(at.access(scp.claim("scp", "a b")).scopes()).containsExactly("a", "b");
      assertThat(at.access(scp).scopes()).isEmpty();
    }

    @Test
    void aMissingScopeIsNoReasonToRefuseTheToken() {
      VerifiedToken token = at.access(at.mint.accessToken().claim("scope", "read"));
      assertThat(token.requireScope("read")).isSameAs(token);
      assertThat(token.requireScope()).isSameAs(token);
      assertThatThrownBy(() -> token.requireScope("read", "write"))
          .isInstanceOfSatisfying(
              InsufficientPrivilegesException.class,
              e -> {
                assertThat(e.required()).containsExactlyInAnyOrder("read", "write");
                assertThat(e.present()).containsExactly("read");
              });
    }
  }

  @Nested
  class Rfc9068 {

    private OAuthTokenConsumerBuilder strict() {
      return at.forAccess().accessTokenProfile(AccessTokenProfile.RFC9068);
    }

    @Test
    @DisplayName("J11 RFC 9068: a token of the profile passes")
    void passes() {
      strict().build().verify(at.mint.accessToken().compact(), TokenType.ACCESS);
      strict()
          .build()
          .verify(
              at.mint.accessToken().header("typ", "application/AT+JWT").compact(),
              TokenType.ACCESS);
    }

    @ParameterizedTest(name = "J11 RFC 9068: the header typ {0} is refused")
    @ValueSource(strings = {"JWT", "at-jwt", "application/jwt", ""})
    void otherTypes(String typ) {
      refuses(
          strict(),
          TokenType.ACCESS,
          WRONG_TYPE,
          at.mint.accessToken().header("typ", typ).compact());
      refuses(
          strict(),
          TokenType.ACCESS,
          WRONG_TYPE,
          at.mint.accessToken().withoutHeader("typ").claim("typ", "Bearer").compact());
    }

    @ParameterizedTest(name = "J11 RFC 9068: a token without {0} is refused")
    @ValueSource(strings = {"iss", "exp", "aud", "sub", "client_id", "iat", "jti"})
    void missing(String claim) {
      TokenRejectedException refusal =
          refuses(
              strict(),
              TokenType.ACCESS,
              MISSING_CLAIM,
              at.mint.accessToken().without(claim).compact());
      assertThat(refusal.claim()).contains(claim);
    }
  }

  @Nested
  class Bound {

    private final String jkt = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    private final TokenDraft toKey = at.mint.accessToken().claim("cnf", Map.of("jkt", jkt));
    private final X509Certificate certificate = TestCertificates.shared().authority();
    private final OAuthTokenConsumer consumer = at.forAccess().build();

    @Test
    @DisplayName("a token bound to a DPoP key needs that key")
    void dpop() {
      consumer.verify(toKey.compact(), TokenType.ACCESS, TokenExpectations.none().withDpopKey(jkt));
      for (String other : new String[] {"x", jkt + "A", jkt.substring(1)}) {
        Checkpoint.refused(
            WRONG_CONFIRMATION,
            () ->
                consumer.verify(
                    toKey.compact(),
                    TokenType.ACCESS,
                    TokenExpectations.none().withDpopKey(other)));
      }
    }

    @Test
    @DisplayName("a token bound to a certificate needs that certificate")
    void certificate() {
      TokenDraft token =
          at.mint
              .accessToken()
              .claim("cnf", Map.of("x5t#S256", Thumbprint.ofCertificate(certificate)));
      TokenExpectations with = TokenExpectations.none().withCertificate(certificate);
      consumer.verify(token.compact(), TokenType.ACCESS, with);
      Checkpoint.refused(
          WRONG_CONFIRMATION, () -> consumer.verify(toKey.compact(), TokenType.ACCESS, with));
      Checkpoint.refused(
          WRONG_CONFIRMATION,
          () -> consumer.verify(token.compact(), TokenType.ACCESS, with.withDpopKey(jkt)));
    }

    @Test
    @DisplayName("a bound token without proof is refused, but for where it is allowed by name")
    void withoutProof() {
      TokenRejectedException refusal = at.refusesAccess(WRONG_CONFIRMATION, toKey);
      assertThat(refusal.hint()).isPresent();
      at.refusesAccess(WRONG_CONFIRMATION, at.mint.accessToken().claim("cnf", Map.of("kid", "x")));
      at.forAccess().unsafeBindingWithoutProof().build().verify(toKey.compact(), TokenType.ACCESS);
    }

    @Test
    @DisplayName("a token that is bound to nothing does not go with a proof")
    void proofForNothing() {
      Checkpoint.refused(
          WRONG_CONFIRMATION,
          () ->
              consumer.verify(
                  at.mint.accessToken().compact(),
                  TokenType.ACCESS,
                  TokenExpectations.none().withDpopKey(jkt)));
      Checkpoint.refused(
          WRONG_CONFIRMATION,
          () ->
              consumer.verify(
                  at.mint.accessToken().claim("cnf", Map.of("jkt", List.of(jkt))).compact(),
                  TokenType.ACCESS,
                  TokenExpectations.none().withDpopKey(jkt)));
    }
  }

  @Nested
  class Persisted {

    private final KeyStorage storage = KeyStorage.inMemory(at.time.platform());
    private final OAuthTokenConsumerBuilder builder = at.forAccess().persistAccessToken(storage);
    private final TokenDraft token = at.mint.accessToken().claim("jti", "token-1");

    @Test
    @DisplayName("a persisted token passes while its record is there (key: access:, hash of jti)")
    void kept() {
      // printf token-1 | openssl dgst -sha256 -binary | basenc --base64url
      assertThat(KeyStorage.accessTokenKey("token-1"))
          .isEqualTo("access:PwiqzhIu4jaEMsHKI6BJvGQLr78A_fM6UkKfOLoS2_k");
      storage.saveKey(
          new KeyStorage.StoredKey(
              KeyStorage.accessTokenKey("token-1"), "alice", at.time.instant(), null, null));
      builder.build().verify(token.compact(), TokenType.ACCESS);
      storage.deleteAllForUser("alice", KeyStorage.ACCESS_PREFIX);
      refuses(builder, TokenType.ACCESS, REVOKED, token.compact());
    }

    @Test
    @DisplayName("a token whose record is absent or over is refused; ID tokens are not looked up")
    void absent() {
      refuses(builder, TokenType.ACCESS, REVOKED, token.compact());
      refuses(builder, TokenType.ACCESS, REVOKED, token.claim("jti", "token-2").compact());
      storage.saveKey(
          new KeyStorage.StoredKey(
              KeyStorage.accessTokenKey("token-1"),
              null,
              at.time.instant(),
              at.time.instant().plusSeconds(1),
              null));
      builder.build().verify(token.compact(), TokenType.ACCESS);
      at.time.advance(Duration.ofSeconds(1));
      refuses(builder, TokenType.ACCESS, REVOKED, token.compact());
      refuses(builder, TokenType.ACCESS, MISSING_CLAIM, token.without("jti").compact());
      at.forId()
          .persistAccessToken(storage)
          .build()
          .verify(at.mint.idToken().compact(), TokenType.ID);
    }
  }

  @Nested
  class OnceOnly {

    @Test
    @DisplayName("a token that is used once is replayed the second time")
    void replayed() {
      OAuthTokenConsumer consumer =
          at.forAccess().rejectReplays(OneTimeStore.inMemory(at.time.platform(), 10)).build();
      String token = at.mint.accessToken().compact();
      consumer.verify(token, TokenType.ACCESS);
      Checkpoint.refused(REPLAYED, () -> consumer.verify(token, TokenType.ACCESS));
      consumer.verify(at.mint.accessToken().compact(), TokenType.ACCESS);
      Checkpoint.refused(
          MISSING_CLAIM,
          () -> consumer.verify(at.mint.accessToken().without("jti").compact(), TokenType.ACCESS));
    }

    @Test
    @DisplayName("a token remains refused until the skew after its end is over too")
    void untilItsEnd() {
      OAuthTokenConsumer consumer =
          at.forAccess().rejectReplays(OneTimeStore.inMemory(at.time.platform(), 1)).build();
      String token = at.mint.accessToken().compact();
      consumer.verify(token, TokenType.ACCESS);
      at.time.advance(Duration.ofSeconds(329));
      Checkpoint.refused(REPLAYED, () -> consumer.verify(token, TokenType.ACCESS));
    }
  }

  @Nested
  class Opaque {

    private final AtomicInteger asked = new AtomicInteger();
    private Map<String, Object> answer =
        Map.of("active", true, "aud", Checkpoint.API, "sub", "alice", "scope", "read");

    private OAuthTokenConsumerBuilder builder() {
      return at.forAccess()
          .opaqueTokens(
              token -> {
                asked.incrementAndGet();
                return answer;
              });
    }

    private VerifiedToken verify() {
      return builder().build().verify("test-opaque-token", TokenType.ACCESS);
    }

    @Test
    void anOpaqueTokenIsLookedUpAndItsClaimsAreChecked() {
      VerifiedToken token = verify();
      assertThat(token.requireSubject()).isEqualTo("alice");
      assertThat(token.issuer()).isEqualTo(Checkpoint.ISSUER);
      assertThat(token.algorithm()).isEqualTo("opaque");
      assertThat(token.expiresAt()).isEqualTo(Instant.MAX);
      assertThat(token.requireScope("read").audience()).containsExactly(Checkpoint.API);
      assertThat(token.toString()).doesNotContain("test-opaque");
      assertThat(builder().build().acceptsOpaqueTokens()).isTrue();
      assertThat(at.forAccess().build().acceptsOpaqueTokens()).isFalse();
    }

    @Test
    void whatIsThereMustBeRight() {
      answer = Map.of("active", false);
      refuses(builder(), TokenType.ACCESS, REVOKED, "test-opaque-token");
      answer = Map.of("active", "true");
      refuses(builder(), TokenType.ACCESS, REVOKED, "test-opaque-token");
      answer = Map.of("aud", "other");
      refuses(builder(), TokenType.ACCESS, WRONG_AUDIENCE, "test-opaque-token");
      answer = Map.of("aud", Checkpoint.API, "iss", "https://other.example");
      refuses(builder(), TokenType.ACCESS, WRONG_ISSUER, "test-opaque-token");
      answer = Map.of("aud", Checkpoint.API, "exp", 1L);
      refuses(builder(), TokenType.ACCESS, EXPIRED, "test-opaque-token");
      answer = Map.of("aud", Checkpoint.API, "cnf", Map.of("jkt", "x"));
      refuses(builder(), TokenType.ACCESS, WRONG_CONFIRMATION, "test-opaque-token");
      answer = Map.of("aud", List.of("x", Checkpoint.API), "exp", 1767225700L);
      verify();
    }

    @Test
    void aJwtIsNeverLookedUp() {
      OAuthTokenConsumer consumer = builder().build();
      consumer.verify(at.mint.accessToken().compact(), TokenType.ACCESS);
      Checkpoint.refused(
          MALFORMED,
          () -> consumer.verify(at.mint.accessToken().unsigned().compact(), TokenType.ACCESS));
      Checkpoint.refused(MALFORMED, () -> consumer.verify("test-opaque-token", TokenType.ID));
      assertThat(asked).hasValue(0);
    }

    @Test
    void whatCannotBeATokenIsNotLookedUp() {
      for (String text : new String[] {"", "a b", "a\nb", "Bearer abc", "caf\u00e9", "a,b"}) {
        refuses(builder(), TokenType.ACCESS, MALFORMED, text);
      }
      refuses(builder(), TokenType.ACCESS, TOO_LARGE, "x".repeat(16 * 1024 + 1));
      assertThat(asked).hasValue(0);
    }

    @Test
    void anOutageIsNoRefusal() {
      OAuthTokenConsumer consumer =
          at.forAccess()
              .opaqueTokens(
                  token -> {
                    throw new TransportException(
                        TransportException.Kind.CONNECT,
                        URI.create("https://id.example.com/introspect"),
                        false,
                        "refused",
                        null);
                  })
              .build();
      assertThatThrownBy(() -> consumer.tokenAuthorized("test-opaque-token", TokenType.ACCESS))
          .isInstanceOf(TransportException.class);
    }
  }

  @Test
  @DisplayName("the keys of other algorithms work for access tokens too")
  void otherKeys() {
    at.access(at.mint.withKey(TestKeys.ed25519()).accessToken());
  }
}
