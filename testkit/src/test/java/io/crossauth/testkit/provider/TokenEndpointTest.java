package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.testkit.mint.Totp;
import io.crossauth.testkit.provider.Calls.Answer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TokenEndpointTest {

  private final MovingClock clock = new MovingClock();
  private final InProcessProvider provider =
      InProcessProvider.builder().clock(clock).secret(TestClients.SERVICE, "p%+ :/s&=~").start();
  private final Calls calls = new Calls(provider);

  @AfterEach
  void close() {
    provider.close();
  }

  @Nested
  class ForAClientItself {

    @Test
    void givesTokensWithoutRefreshToken() throws Exception {
      Answer answer = calls.token(TestClients.CONFIDENTIAL, "grant_type", "client_credentials");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.json()).doesNotContainKeys("refresh_token", "id_token");
      assertThat(claims(answer, "access_token").getStringClaim("client_id"))
          .isEqualTo(TestClients.CONFIDENTIAL);
      assertThat(provider.eventCounts()).containsEntry("CLIENT_LOGIN", 1L);
    }

    @Test
    void decodesEachPartOfABasicHeader() throws Exception {
      Answer answer =
          calls.post(
              Endpoint.TOKEN,
              Calls.form("grant_type", "client_credentials"),
              "Authorization",
              Calls.basic(TestClients.SERVICE, "p%+ :/s&=~"));

      assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void refusesAWrongSecretWithAChallenge() throws Exception {
      Answer answer =
          calls.post(
              Endpoint.TOKEN,
              Calls.form("grant_type", "client_credentials"),
              "Authorization",
              Calls.basic(TestClients.SERVICE, "wrong"));

      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.error()).isEqualTo("invalid_client");
      assertThat(answer.header("WWW-Authenticate")).isPresent();
    }

    @Test
    void refusesTwoMethodsAtOnce() throws Exception {
      Answer answer =
          calls.post(
              Endpoint.TOKEN,
              Calls.form("grant_type", "client_credentials", "client_secret", "p%+ :/s&=~"),
              "Authorization",
              Calls.basic(TestClients.SERVICE, "p%+ :/s&=~"));

      assertThat(answer.error()).isEqualTo("invalid_request");
    }

    @Test
    void refusesTwoClientsInOneRequest() throws Exception {
      Answer answer =
          calls.post(
              Endpoint.TOKEN,
              Calls.form("grant_type", "client_credentials", "client_id", TestClients.PUBLIC),
              "Authorization",
              Calls.basic(TestClients.SERVICE, "p%+ :/s&=~"));

      assertThat(answer.error()).isEqualTo("invalid_request");
    }

    @Test
    void refusesASecretOfAPublicClient() throws Exception {
      Answer answer =
          calls.post(
              Endpoint.TOKEN,
              Calls.form(
                  "grant_type", "password",
                  "client_id", TestClients.PUBLIC,
                  "client_secret", "undefined"));

      assertThat(answer.error()).isEqualTo("invalid_client");
    }

    @ParameterizedTest
    @CsvSource({"RS256", "PS256", "ES256", "EdDSA"})
    void takesAnAssertionOfAPrivateKey(String algorithm) throws Exception {
      String id = "crossauth-pkjwt-" + algorithm.toLowerCase(java.util.Locale.ROOT);

      assertThat(JWK.parse(provider.privateJwk(id)).isPrivate()).isTrue();
      TokenMint mint = assertion(id, provider.issuer().toString());
      String good = mint.withKey(Clients.find(id).orElseThrow().key()).idToken().compact();
      assertThat(prove(good).status()).isEqualTo(200);
      assertThat(prove(good).error()).as("the second time").isEqualTo("invalid_client");
      assertThat(prove(mint.idToken().compact()).error()).isEqualTo("invalid_client");
    }

    @Test
    void takesAnAssertionOfASecretForItselfOnly() throws Exception {
      byte[] secret = TestClients.LONG_SECRET.getBytes(StandardCharsets.UTF_8);
      String id = TestClients.SECRET_JWT;
      String endpoint = provider.uri(Endpoint.TOKEN).toString();
      TokenMint good = assertion(id, endpoint);

      assertThat(prove(good.idToken().hmacWith(secret).compact()).status()).isEqualTo(200);
      for (String refused :
          new String[] {
            assertion(id, "https://elsewhere.example").idToken().hmacWith(secret).compact(),
            good.idToken().hmacWith(secret, "HS512").compact(),
            good.idToken().hmacWith(secret).header("alg", "HS512").compact(),
            good.idToken().unsigned().compact(),
            good.idToken().without("jti").hmacWith(secret).compact(),
            good.idToken().without("exp").hmacWith(secret).compact(),
            good.idToken().claim("exp", clock.instant()).hmacWith(secret).compact(),
            good.idToken().claim("iss", "other").hmacWith(secret).compact(),
            "rubbish"
          }) {
        assertThat(prove(refused).error()).isEqualTo("invalid_client");
      }
    }

    @Test
    void refusesAnAssertionOfAnotherClient() throws Exception {
      String id = TestClients.KEY_CLIENTS.get(0);
      String good =
          assertion(id, provider.issuer().toString())
              .withKey(Clients.find(id).orElseThrow().key())
              .idToken()
              .compact();

      assertThat(prove(good, "client_id", TestClients.KEY_CLIENTS.get(1)).error())
          .isEqualTo("invalid_client");
      assertThat(prove(good, "client_id", id).status()).isEqualTo(200);
    }

    private TokenMint assertion(String id, String audience) {
      return TokenMint.issuedBy(id).withSubject(id).withClientId(audience).withClock(clock);
    }

    private Answer prove(String assertion, String... more) throws Exception {
      Map<String, String> form =
          Calls.form(
              "grant_type",
              "client_credentials",
              "client_assertion_type",
              "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
              "client_assertion",
              assertion);
      form.putAll(Calls.form(more));
      return calls.post(Endpoint.TOKEN, form);
    }
  }

  @Nested
  class ForAPassword {

    @Test
    void givesTokensThatVerify() throws Exception {
      Answer answer = calls.password(TestClients.CONFIDENTIAL, TestUsers.ALICE, "openid email");

      SignedJWT idToken = SignedJWT.parse(answer.text("id_token"));
      assertThat(verifies(idToken)).isTrue();
      assertThat(verifies(SignedJWT.parse(answer.text("access_token")))).isTrue();
      JWTClaimsSet claims = idToken.getJWTClaimsSet();
      assertThat(claims.getIssuer()).isEqualTo(provider.issuer().toString());
      assertThat(claims.getAudience()).containsExactly(TestClients.CONFIDENTIAL);
      assertThat(claims.getStringClaim("at_hash"))
          .isEqualTo(TokenMint.halfHash(answer.text("access_token"), "RS256"));
      assertThat(claims.getStringClaim("sid")).isEqualTo(answer.text("session_state"));
      assertThat(claims.getStringClaim("email")).isEqualTo("alice@example.test");
      JWTClaimsSet access = claims(answer, "access_token");
      assertThat(access.getAudience()).containsExactly(TestClients.AUDIENCE);
      assertThat(access.getStringClaim("typ")).isEqualTo("Bearer");
      assertThat(access.getSubject()).isEqualTo(claims.getSubject()).isNotEqualTo("alice");
      assertThat(provider.eventCounts()).containsEntry("LOGIN", 1L);
    }

    @ParameterizedTest
    @CsvSource({"crossauth-es256, ES256", "crossauth-ps256, PS256", "crossauth-eddsa, EdDSA"})
    void signsByTheAlgorithmOfTheClient(String clientId, String algorithm) throws Exception {
      Answer answer = calls.password(clientId, TestUsers.ALICE, "openid");

      SignedJWT idToken = SignedJWT.parse(answer.text("id_token"));
      assertThat(idToken.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
      assertThat(verifies(idToken)).isTrue();
    }

    @Test
    void refusesWrongPasswordsDisabledUsersAndStrangers() throws Exception {
      Answer wrong =
          calls.token(
              TestClients.CONFIDENTIAL,
              "grant_type",
              "password",
              "username",
              "alice",
              "password",
              "x");

      assertThat(wrong.error()).isEqualTo("invalid_grant");
      assertThat(calls.password(TestClients.CONFIDENTIAL, TestUsers.DISABLED, "openid").error())
          .isEqualTo("invalid_grant");
      assertThat(calls.password(TestClients.CONFIDENTIAL, "mallory", "openid").error())
          .isEqualTo("invalid_grant");
      assertThat(provider.eventCounts()).containsEntry("LOGIN_ERROR", 3L);
    }

    @Test
    void wantsASecondFactorOfWhoHasOne() throws Exception {
      assertThat(calls.password(TestClients.CONFIDENTIAL, TestUsers.MFA, "openid").error())
          .isEqualTo("invalid_grant");

      Answer answer =
          calls.token(
              TestClients.CONFIDENTIAL,
              "grant_type",
              "password",
              "username",
              TestUsers.MFA,
              "password",
              TestUsers.password(TestUsers.MFA),
              "totp",
              Totp.code(TestUsers.TOTP_SECRET, clock.instant()));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json()).as("no scope openid").doesNotContainKey("id_token");
    }

    @Test
    void namesTheResourcesAskedFor() throws Exception {
      Answer answer =
          calls.token(
              TestClients.PASSWORD,
              "grant_type",
              "password",
              "username",
              "alice",
              "password",
              "alice-password",
              "resource",
              "https://api.example");

      assertThat(claims(answer, "access_token").getAudience())
          .containsExactly("https://api.example");
      assertThat(
              claims(calls.password(TestClients.NO_AUDIENCE, "alice", "x"), "access_token")
                  .getAudience())
          .containsExactly("account");
    }

    @Test
    void livesAsLongAsTheClientsTokensDo() throws Exception {
      Answer answer = calls.password(TestClients.SHORT, TestUsers.ALICE, "openid");

      assertThat(answer.json()).containsEntry("expires_in", 2L);
      assertThat(claims(answer, "access_token").getExpirationTime())
          .isEqualTo(Date.from(clock.instant().plusSeconds(2)));
    }

    @Test
    void followsRfc9068WhenToldTo() throws Exception {
      try (InProcessProvider modern = InProcessProvider.builder().rfc9068AccessTokens().start()) {
        Answer answer = new Calls(modern).password(TestClients.PASSWORD, TestUsers.ALICE, "openid");

        SignedJWT access = SignedJWT.parse(answer.text("access_token"));
        assertThat(access.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(access.getJWTClaimsSet().getClaims()).containsKey("client_id");
        assertThat(access.getJWTClaimsSet().getClaims()).doesNotContainKey("typ");
      }
    }
  }

  @Nested
  class ForARefreshToken {

    @Test
    void rotatesIt() throws Exception {
      Answer first = calls.password(TestClients.PASSWORD, TestUsers.ALICE, "openid email");
      Answer second = refresh(first.text("refresh_token"));
      Answer third = refresh(second.text("refresh_token"));

      assertThat(third.status()).isEqualTo(200);
      assertThat(third.text("refresh_token")).isNotEqualTo(first.text("refresh_token"));
      assertThat(claims(third, "id_token").getSubject())
          .isEqualTo(claims(first, "id_token").getSubject());
      assertThat(third.text("scope")).isEqualTo("openid email");
      assertThat(provider.eventCounts()).containsEntry("REFRESH_TOKEN", 2L);
    }

    @Test
    void endsTheLoginWhenOneComesTwice() throws Exception {
      Answer first = calls.password(TestClients.PASSWORD, TestUsers.ALICE, "openid");
      Answer second = refresh(first.text("refresh_token"));

      assertThat(refresh(first.text("refresh_token")).error()).isEqualTo("invalid_grant");
      assertThat(refresh(second.text("refresh_token")).error()).isEqualTo("invalid_grant");
    }

    @Test
    void narrowsTheScopeAndNeverWidensIt() throws Exception {
      Answer first = calls.password(TestClients.PASSWORD, TestUsers.ALICE, "openid a b");
      Answer narrow = refresh(first.text("refresh_token"), "scope", "openid a");

      assertThat(narrow.text("scope")).isEqualTo("openid a");
      assertThat(refresh(narrow.text("refresh_token"), "scope", "openid c").error())
          .isEqualTo("invalid_scope");
      // RFC 6749 section 6: the next refresh token has the scope of the one before.
      assertThat(refresh(narrow.text("refresh_token")).text("scope")).isEqualTo("openid a b");
    }

    @Test
    void belongsToItsClient() throws Exception {
      Answer first = calls.password(TestClients.PASSWORD, TestUsers.ALICE, "openid");

      Answer other =
          calls.token(
              TestClients.PUBLIC,
              "grant_type",
              "refresh_token",
              "refresh_token",
              first.text("refresh_token"));
      assertThat(other.error()).isEqualTo("invalid_grant");
      assertThat(refresh(first.text("refresh_token")).status()).isEqualTo(200);
    }

    private Answer refresh(String token, String... more) throws Exception {
      Map<String, String> form = Calls.form("grant_type", "refresh_token", "refresh_token", token);
      form.putAll(Calls.form(more));
      form.put("client_id", TestClients.PASSWORD);
      form.put("client_secret", TestClients.SECRET);
      return calls.post(Endpoint.TOKEN, form);
    }
  }

  @Nested
  class Refuses {

    @Test
    void whatIsNoForm() throws Exception {
      Answer json = calls.postJson(Endpoint.TOKEN, "{\"grant_type\":\"client_credentials\"}");

      assertThat(json.status()).isEqualTo(400);
      assertThat(json.text("error_description")).contains("application/json");
      assertThat(calls.get(provider.uri(Endpoint.TOKEN)).status()).isEqualTo(405);
    }

    @Test
    void aParameterGivenTwice() throws Exception {
      URI twice = URI.create(calls.authorization(TestClients.PUBLIC) + "&state=again");

      assertThat(calls.get(twice).status()).isEqualTo(400);
    }

    @Test
    void unknownGrantsAndThoseOfOthers() throws Exception {
      assertThat(calls.token(TestClients.PASSWORD, "grant_type", "telepathy").error())
          .isEqualTo("unsupported_grant_type");
      assertThat(calls.token(TestClients.PASSWORD, "grant_type", "client_credentials").error())
          .isEqualTo("unauthorized_client");
      assertThat(calls.token(TestClients.PASSWORD).error()).isEqualTo("invalid_request");
    }
  }

  private boolean verifies(SignedJWT token) throws Exception {
    String jwks = calls.get(provider.uri(Endpoint.JWKS)).response().body();
    JWK key = JWKSet.parse(jwks).getKeyByKeyId(token.getHeader().getKeyID());
    return switch (token.getHeader().getAlgorithm().getName()) {
      case "RS256", "PS256" -> token.verify(new RSASSAVerifier(key.toRSAKey()));
      case "ES256" -> token.verify(new ECDSAVerifier(key.toECKey()));
      default ->
          provider
              .signingKey("EdDSA")
              .verify("EdDSA", token.getSigningInput(), token.getSignature().decode());
    };
  }

  private static JWTClaimsSet claims(Answer answer, String member) throws Exception {
    return SignedJWT.parse(answer.text(member)).getJWTClaimsSet();
  }

  @Test
  void tellsTheTimeByItsClock() throws Exception {
    Answer answer = calls.password(TestClients.CONFIDENTIAL, TestUsers.ALICE, "openid");
    String bearer = "Bearer " + answer.text("access_token");

    assertThat(calls.get(provider.uri(Endpoint.USERINFO), "Authorization", bearer).status())
        .isEqualTo(200);
    clock.advance(Duration.ofMinutes(5));
    assertThat(calls.get(provider.uri(Endpoint.USERINFO), "Authorization", bearer).status())
        .isEqualTo(401);
  }
}
