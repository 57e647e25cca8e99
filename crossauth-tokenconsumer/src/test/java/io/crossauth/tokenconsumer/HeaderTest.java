package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.TOO_LARGE;
import static io.crossauth.error.RejectionReason.UNKNOWN_KEY;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_HEADER;
import static io.crossauth.error.RejectionReason.WRONG_ISSUER;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeySet;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

  private final Checkpoint at = new Checkpoint();
  private final TestKey attacker = TestKeys.rsa("attacker");

  @ParameterizedTest(name = "S-05 a key in the header ({0}) is not used, and nothing is fetched")
  @ValueSource(strings = {"jwk", "x5c", "jku", "x5u", "all"})
  void keysInTheHeader(String member) throws Exception {
    Reply keys = Reply.json(TestKeys.jwks(attacker));
    try (FaultServer trap = FaultServer.start().always(keys);
        ScriptedTransport door = new ScriptedTransport()) {
      String url = trap.uri("/keys").toString();
      Map<String, Object> offers =
          Map.of("jwk", attacker.publicJwk(), "x5c", List.of("MIIB"), "jku", url, "x5u", url);
      URI certs = URI.create(Checkpoint.ISSUER + "/certs");
      // Once for the keys, and once because a signature does not fit.
      door.json(200, TestKeys.jwks(Checkpoint.keys()));
      door.json(200, TestKeys.jwks(Checkpoint.keys()));
      OAuthTokenConsumer consumer =
          at.forAccess()
              .keys(KeySet.remote(certs).transport(door).platform(at.time.platform()).build())
              .build();
      TokenDraft token = at.mint.accessToken();
      for (Map.Entry<String, Object> offer : offers.entrySet()) {
        if (member.equals("all") || member.equals(offer.getKey())) {
          token = token.header(offer.getKey(), offer.getValue());
        }
      }
      String forged = token.signedWith(attacker.withKid(TestKeys.rsa().kid())).compact();
      String unnamed = token.signedWith(attacker).withoutHeader("kid").compact();

      Checkpoint.refused(BAD_SIGNATURE, () -> consumer.verify(forged, TokenType.ACCESS));
      Checkpoint.refused(BAD_SIGNATURE, () -> consumer.verify(unnamed, TokenType.ACCESS));
      // A good token may carry them; they are ignored.
      consumer.verify(token.signedWith(TestKeys.rsa()).compact(), TokenType.ACCESS);
      assertThat(door.calls()).extracting(call -> call.uri()).containsExactly(certs, certs);
      assertThat(trap.connections()).isZero();
    }
  }

  @ParameterizedTest(name = "S-06 kid {0} is looked up in a map and nowhere else")
  @ValueSource(
      strings = {
        "../../../../dev/null",
        "/etc/passwd",
        "' OR '1'='1",
        "https://evil.example/jwks",
        "rsa-1\u0000",
        "RSA-1",
        " rsa-1",
        "",
        "${jndi:ldap://evil}"
      })
  void strangeKeyIds(String kid) {
    TokenRejectedException refusal =
        at.refusesAccess(UNKNOWN_KEY, at.mint.accessToken().header("kid", kid));

    assertThat(refusal.claim()).contains("kid");
    assertThat(refusal.expected().orElseThrow()).contains("rsa-1", "p256-1");
    assertThat(refusal.getMessage().chars().noneMatch(Character::isISOControl)).isTrue();
  }

  @Test
  @DisplayName("S-06 a kid of 256 characters is looked up, one of 257 or of 10 KB is too large")
  void longKeyIds() {
    TokenRejectedException refusal =
        at.refusesAccess(UNKNOWN_KEY, at.mint.accessToken().header("kid", "k".repeat(256)));
    at.refusesAccess(TOO_LARGE, at.mint.accessToken().header("kid", "k".repeat(257)));
    at.refusesAccess(TOO_LARGE, at.mint.accessToken().header("kid", "k".repeat(10_240)));

    assertThat(refusal.found().orElseThrow()).hasSizeLessThan(210);
  }

  @ParameterizedTest(name = "S-06 kid that is no text ({0}) is malformed")
  @ValueSource(strings = {"null", "1", "[\"rsa-1\"]", "{}", "true"})
  void keyIdOfAnotherType(String json) {
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawHeader("kid", json));
  }

  @ParameterizedTest(name = "S-07 crit {0} is refused")
  @ValueSource(
      strings = {
        "[\"x-unknown\"]",
        "[]",
        "\"exp\"",
        "null",
        "{}",
        "[\"alg\"]",
        "[\"b64\"]",
        "[\"b64\",\"b64\"]",
        "[1]"
      })
  void criticalExtensions(String json) {
    TokenDraft token = at.mint.accessToken().header("x-unknown", 1).header("exp", 1);
    TokenRejectedException refusal =
        at.refusesAccess(UNSUPPORTED_HEADER, token.rawHeader("crit", json));

    assertThat(refusal.claim()).contains("crit");
  }

  @ParameterizedTest(name = "S-07 b64 {0} is refused")
  @ValueSource(strings = {"false", "true", "\"false\""})
  void unencodedPayload(String json) {
    at.refusesAccess(UNSUPPORTED_HEADER, at.mint.accessToken().rawHeader("b64", json));
    at.refusesAccess(
        UNSUPPORTED_HEADER,
        at.mint.accessToken().rawHeader("b64", json).header("crit", List.of("b64")));
  }

  @Test
  @DisplayName("S-07 an unknown member that is not critical is ignored")
  void unknownMembers() {
    at.access(at.mint.accessToken().header("x-unknown", List.of(1, 2)).header("x5t", "abc"));
  }

  @Test
  @DisplayName("S-33 no claim of a forged token is acted upon: the signature comes first")
  void nothingBeforeTheSignature() {
    TokenDraft forged = at.mint.accessToken().signedWith(attacker.withKid("rsa-1"));

    // Everything else about it is wrong too, and does not show.
    at.refusesAccess(
        BAD_SIGNATURE, forged.claim("iss", "https://evil.example").claim("exp", 1).without("aud"));
    at.refusesAccess(BAD_SIGNATURE, forged.rawPayload("not even JSON"));
    at.refusesAccess(BAD_SIGNATURE, forged.header("iss", Checkpoint.ISSUER));
  }

  @Test
  @DisplayName("S-33 claims repeated in the header replace none")
  void claimsInTheHeader() {
    at.refusesAccess(
        WRONG_ISSUER,
        at.mint
            .accessToken()
            .claim("iss", "https://other.example")
            .header("iss", Checkpoint.ISSUER)
            .header("aud", Checkpoint.API));
  }

  @Test
  @DisplayName("J10 kid names a key, and never makes a stranger's key one of the issuer's")
  void keyIdProvesNothing() {
    at.refusesAccess(UNKNOWN_KEY, at.mint.accessToken().signedWith(attacker));
    at.refusesAccess(
        BAD_SIGNATURE, at.mint.accessToken().signedWith(attacker.withKid(TestKeys.rsa().kid())));
  }

  @Test
  @DisplayName("J10 a token without kid is tried with the few keys that fit its algorithm")
  void withoutKeyId() {
    at.access(at.mint.accessToken().withoutHeader("kid"));
    at.access(at.mint.withKey(TestKeys.p256()).accessToken().withoutHeader("kid"));
    at.refusesAccess(
        BAD_SIGNATURE, at.mint.accessToken().signedWith(attacker).withoutHeader("kid"));
  }

  @Test
  @DisplayName("J10 a token without kid is refused where more than four keys may be its own")
  void withoutKeyIdAmongMany() {
    TestKey[] many =
        IntStream.range(0, 6).mapToObj(i -> TestKeys.p256("many-" + i)).toArray(TestKey[]::new);
    OAuthTokenConsumerBuilder builder = at.forAccess().keys(KeySet.ofJwks(TestKeys.jwks(many)));
    TokenDraft token = at.mint.withKey(many[5]).accessToken();

    builder.build().verify(token.compact(), TokenType.ACCESS);
    Checkpoint.refuses(
        builder, TokenType.ACCESS, UNKNOWN_KEY, token.withoutHeader("kid").compact());
  }

  @Test
  @DisplayName("the header of a good token is remembered, and another one is not taken for it")
  void rememberedHeaders() {
    OAuthTokenConsumer consumer = at.forAccess().build();
    String good = at.mint.accessToken().compact();
    for (int i = 0; i < 1000; i++) {
      String kid = "k" + i;
      consumer.tokenAuthorized(
          at.mint.accessToken().header("kid", kid).compact(), TokenType.ACCESS);
    }
    consumer.verify(good, TokenType.ACCESS);
    consumer.verify(good, TokenType.ACCESS);
    String byEs256 = at.mint.withKey(TestKeys.p256()).accessToken().compact();
    consumer.verify(byEs256, TokenType.ACCESS);
    String mixed = good.substring(0, good.indexOf('.')) + byEs256.substring(byEs256.indexOf('.'));
    Checkpoint.refused(BAD_SIGNATURE, () -> consumer.verify(mixed, TokenType.ACCESS));
  }
}
