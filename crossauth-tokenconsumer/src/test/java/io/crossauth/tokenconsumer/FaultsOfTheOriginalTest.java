package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.ALGORITHM_NOT_ALLOWED;
import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.ISSUED_IN_FUTURE;
import static io.crossauth.error.RejectionReason.KEY_MISMATCH;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.NOT_YET_VALID;
import static io.crossauth.error.RejectionReason.UNKNOWN_KEY;
import static io.crossauth.error.RejectionReason.WRONG_NONCE;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.Discovery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What crossauth's own token consumers do wrong, by the number of the fault. */
class FaultsOfTheOriginalTest {

  private final Checkpoint at = new Checkpoint();

  private OAuthTokenConsumerBuilder discovering(ScriptedTransport door) {
    return OAuthTokenConsumer.builder(Checkpoint.ISSUER)
        .audience(Checkpoint.API)
        .transport(door)
        .platform(at.time.platform());
  }

  private static ScriptedTransport issuer(String keys) {
    return new ScriptedTransport()
        .json(
            200,
            "{\"issuer\":\"" + Checkpoint.ISSUER + "\",\"jwks_uri\":\"https://id.example.com/k\"}")
        .json(200, keys);
  }

  @Test
  @DisplayName("fault 7 the issuer is the one of the tokens, wherever the metadata comes from")
  void issuerIsNotTheAddress() {
    try (ScriptedTransport door = issuer(TestKeys.jwks(TestKeys.rsa()))) {
      Discovery inside =
          Discovery.builder(Checkpoint.ISSUER)
              .authServerBaseUrl(URI.create("http://keycloak:8080/realms/shop"))
              .transport(door)
              .platform(at.time.platform())
              .build();
      discovering(door)
          .discovery(inside)
          .build()
          .verify(at.mint.accessToken().compact(), TokenType.ACCESS);
      assertThat(door.calls().get(0).uri().getHost()).isEqualTo("keycloak");
    }
  }

  @Test
  @DisplayName("fault 8 no claim type is needed: tokens of Keycloak and the others pass")
  void noOwnClaimNeeded() {
    at.access(at.mint.accessToken().header("typ", "JWT").without("type"));
    at.access(at.mint.accessToken().claim("type", "access"));
  }

  @Test
  @DisplayName("fault 14 an audience array passes, and a shared secret works")
  void arraysAndSecrets() {
    at.access(at.mint.accessToken().claim("aud", List.of("other", Checkpoint.API)));
    String secret = "test-secret-of-at-least-32-bytes-ok";
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(Checkpoint.ISSUER)
            .audience(Checkpoint.API)
            .sharedSecret(Secret.of(secret))
            .platform(at.time.platform())
            .build();
    consumer.verify(
        at.mint.accessToken().hmacWith(secret.getBytes(StandardCharsets.UTF_8)).compact(),
        TokenType.ACCESS);
  }

  @Test
  @DisplayName("fault 16 nonce, hashes, azp, auth_time and acr are checked where they are expected")
  void expectations() {
    at.refusesId(
        WRONG_NONCE,
        at.mint.idToken().claim("nonce", "other"),
        TokenExpectations.none().withNonce("sent"));
    at.refusesId(
        MISSING_CLAIM, at.mint.idToken(), TokenExpectations.none().withAcrValues(List.of("gold")));
  }

  @Test
  @DisplayName("fault 17 no access token passes as ID token, and no ID token as access token")
  void kindsStayApart() {
    TokenDraft access = at.mint.accessToken().claim("aud", Checkpoint.CLIENT);
    at.refusesId(WRONG_TYPE, access);
    at.refusesId(WRONG_TYPE, access.header("typ", "JWT").claim("typ", "Bearer"));
    at.refusesId(WRONG_TYPE, access.header("typ", "JWT").claim("type", "access"));
    TokenDraft id = at.mint.idToken().claim("aud", Checkpoint.API);
    at.refusesAccess(WRONG_TYPE, id.claim("typ", "ID"));
    at.refusesAccess(WRONG_TYPE, id.claim("type", "id"));
    at.refusesAccess(WRONG_TYPE, id.claim("at_hash", "x"));
  }

  @Test
  @DisplayName("fault 18 exp and aud are required, nbf and iat honoured")
  void times() {
    Instant later = at.time.instant().plusSeconds(60);
    at.refusesAccess(MISSING_CLAIM, at.mint.accessToken().without("exp"));
    at.refusesAccess(MISSING_CLAIM, at.mint.accessToken().without("aud"));
    at.refusesId(MISSING_CLAIM, at.mint.idToken().without("iss"));
    at.refusesId(MISSING_CLAIM, at.mint.idToken().without("aud"));
    at.refusesId(MISSING_CLAIM, at.mint.idToken().without("iat"));
    at.refusesAccess(NOT_YET_VALID, at.mint.accessToken().claim("nbf", later));
    at.refusesAccess(ISSUED_IN_FUTURE, at.mint.accessToken().claim("iat", later));
  }

  @Test
  @DisplayName("fault 19 the skew is in seconds, and makes tokens live longer, not shorter")
  void skew() {
    String over = at.mint.accessToken().claim("exp", at.time.instant().minusSeconds(5)).compact();
    at.forAccess().clockSkew(Duration.ofSeconds(10)).build().verify(over, TokenType.ACCESS);
    refuses(at.forAccess().clockSkew(Duration.ofSeconds(5)), TokenType.ACCESS, EXPIRED, over);
    refuses(at.forAccess().clockSkew(Duration.ZERO), TokenType.ACCESS, EXPIRED, over);
    // A token that the server rounded up is not too early for a skew of zero, a second later.
    String ends = at.mint.accessToken().claim("exp", at.time.instant().plusMillis(1)).compact();
    assertThat(ends).isNotEmpty();
    String now = at.mint.accessToken().claim("exp", at.time.instant().plusSeconds(1)).compact();
    at.time.advance(Duration.ofMillis(995));
    at.forAccess().clockSkew(Duration.ZERO).build().verify(now, TokenType.ACCESS);
  }

  @Test
  @DisplayName("fault 20 the algorithm is the key's, use and kid are obeyed, keys without alg work")
  void keys() {
    at.refusesAccess(KEY_MISMATCH, at.mint.accessToken().signedWith(TestKeys.rsa(), "RS512"));
    at.refusesAccess(KEY_MISMATCH, at.mint.accessToken().signedWith(TestKeys.rsa(), "PS256"));
    Map<String, Object> enc = TestKeys.rsa().publicJwk();
    enc.put("use", "enc");
    Map<String, Object> unnamed = TestKeys.p256().publicJwk();
    unnamed.remove("kid");
    Map<String, Object> silent = TestKeys.p384().publicJwk();
    silent.remove("alg");
    Map<String, Object> okp = TestKeys.ed25519().publicJwk();
    okp.remove("alg");
    String jwks = AlgorithmTest.json(Map.of("keys", List.of(enc, unnamed, silent, okp)));
    OAuthTokenConsumerBuilder builder = at.forAccess().keys(KeySet.ofJwks(jwks));
    refuses(builder, TokenType.ACCESS, UNKNOWN_KEY, at.mint.accessToken().compact());
    refuses(
        builder,
        TokenType.ACCESS,
        UNKNOWN_KEY,
        at.mint.withKey(TestKeys.p256()).accessToken().compact());
    for (TestKey key : List.of(TestKeys.p384(), TestKeys.ed25519())) {
      builder.build().verify(at.mint.withKey(key).accessToken().compact(), TokenType.ACCESS);
    }
    refuses(
        builder.algorithms("ES384"),
        TokenType.ACCESS,
        ALGORITHM_NOT_ALLOWED,
        at.mint.withKey(TestKeys.ed25519()).accessToken().compact());
  }

  @Test
  @DisplayName("fault 21 keys rotate without a restart, one odd key harms none")
  void rotation() {
    String before =
        AlgorithmTest.json(
            Map.of(
                "keys",
                List.of(
                    TestKeys.rsa().publicJwk(),
                    Map.of("kty", "AKP", "alg", "ML-DSA-44", "kid", "x"))));
    try (ScriptedTransport door = issuer(before)) {
      OAuthTokenConsumer consumer = discovering(door).build();
      consumer.verify(at.mint.accessToken().compact(), TokenType.ACCESS);
      at.time.advance(Duration.ofSeconds(3));
      door.json(200, TestKeys.jwks(TestKeys.rsa(), TestKeys.p256()));
      consumer.verify(at.mint.withKey(TestKeys.p256()).accessToken().compact(), TokenType.ACCESS);
      assertThat(door.calls()).hasSize(3);
      assertThat(consumer.health().orElseThrow().keyIds()).contains("rsa-1", "p256-1");
    }
  }

  @Test
  @DisplayName("fault 21 while no key loads, bad tokens draw no traffic, and no token is refused")
  void outage() {
    try (ScriptedTransport door = new ScriptedTransport()) {
      door.json(503, "{}");
      OAuthTokenConsumer consumer = discovering(door).build();
      String token = at.mint.accessToken().compact();
      for (int i = 0; i < 4; i++) {
        assertThatThrownBy(() -> consumer.verify(token, TokenType.ACCESS))
            .isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> consumer.tokenAuthorized(token, TokenType.ACCESS))
            .isInstanceOf(TransportException.class);
        Checkpoint.refused(MALFORMED, () -> consumer.verify("bad", TokenType.ACCESS));
      }
      assertThat(door.calls()).hasSize(1);
    }
  }

  @Test
  @DisplayName("fault 36 client and consumer share one discovery")
  void sharedDiscovery() {
    try (ScriptedTransport door = issuer(TestKeys.jwks(TestKeys.rsa()))) {
      Discovery shared =
          Discovery.builder(Checkpoint.ISSUER).transport(door).platform(at.time.platform()).build();
      shared.configuration();
      OAuthTokenConsumer consumer =
          OAuthTokenConsumer.builder(Checkpoint.ISSUER)
              .audience(Checkpoint.API)
              .discovery(shared)
              .platform(at.time.platform())
              .build();
      consumer.verify(at.mint.accessToken().compact(), TokenType.ACCESS);
      consumer.close();
      assertThat(door.calls()).hasSize(2);
    }
  }
}
