package io.crossauth.tokenconsumer.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several issuers, each checked by its own consumer. */
class OAuthResourceServerTest {

  private static final String ONE = "https://one.example.com";
  private static final String TWO = "https://two.example.com";
  private static final TestKey KEY_ONE = TestKeys.p256("one");
  private static final TestKey KEY_TWO = TestKeys.p256("two");

  private final OAuthTokenConsumer one = consumer(ONE, KEY_ONE).build();
  private final OAuthTokenConsumer two = consumer(TWO, KEY_TWO).build();
  private final OAuthResourceServer server = OAuthResourceServer.builder(one, two).build();

  private static OAuthTokenConsumerBuilder consumer(String issuer, TestKey key) {
    return OAuthTokenConsumer.builder(issuer)
        .audience(TestClients.AUDIENCE)
        .publicKeyPem(key.publicPem());
  }

  private static TokenDraft token(String issuer, TestKey key) {
    return TokenMint.issuedBy(issuer).withKey(key).accessToken();
  }

  private static void refused(OAuthResourceServer server, String token, RejectionReason reason) {
    assertThatThrownBy(() -> server.verify(token))
        .isInstanceOfSatisfying(
            TokenRejectedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    assertThat(server.accessTokenAuthorized(token)).isEmpty();
  }

  @Test
  void eachIssuersTokensAreCheckedByItsOwnConsumer() {
    assertThat(server.verify(token(ONE, KEY_ONE).compact()).issuer()).isEqualTo(ONE);
    assertThat(server.verify(token(TWO, KEY_TWO).compact()).issuer()).isEqualTo(TWO);
    assertThat(server.accessTokenAuthorized(token(TWO, KEY_TWO).compact())).isPresent();
  }

  @Test
  void theKeyOfOneIssuerIsNotGoodForAnother() {
    refused(server, token(ONE, KEY_TWO).compact(), RejectionReason.BAD_SIGNATURE);
  }

  @Test
  void anIssuerThatNobodyChecksIsRefused() {
    refused(server, token("https://evil.example", KEY_ONE).compact(), RejectionReason.WRONG_ISSUER);
    refused(server, token(ONE, KEY_ONE).without("iss").compact(), RejectionReason.MISSING_CLAIM);
    refused(
        server,
        token(ONE, KEY_ONE).claim("iss", List.of(ONE)).compact(),
        RejectionReason.WRONG_CLAIM_TYPE);
    refused(server, token(ONE, KEY_ONE).rawPayload("{").compact(), RejectionReason.MALFORMED);
    refused(server, "opaque", RejectionReason.MALFORMED);
  }

  @Test
  @DisplayName("fault: an aud of several members matches, as crossauth's resource server never did")
  void audienceArrays() {
    String several =
        token(ONE, KEY_ONE).claim("aud", List.of("other-api", TestClients.AUDIENCE)).compact();

    assertThat(server.verify(several).audience()).hasSize(2);
  }

  @Test
  @DisplayName("S-34 two audiences at one issuer: each consumer takes its own tokens only")
  void twoAudiencesAtOneIssuer() {
    OAuthTokenConsumer other =
        OAuthTokenConsumer.builder(ONE)
            .audience("other-api")
            .authorizedParties("client-b")
            .publicKeyPem(KEY_ONE.publicPem())
            .build();
    OAuthResourceServer both = OAuthResourceServer.builder(one, other).build();
    TokenDraft forOther = token(ONE, KEY_ONE).claim("aud", "other-api");

    assertThat(both.verify(token(ONE, KEY_ONE).compact()).audience())
        .containsExactly(TestClients.AUDIENCE);
    assertThat(both.verify(forOther.claim("client_id", "client-b").compact()).audience())
        .containsExactly("other-api");
    // The client of the one audience is none of the other's.
    refused(
        both,
        forOther.claim("client_id", "client-a").compact(),
        RejectionReason.WRONG_AUTHORIZED_PARTY);
    refused(
        both, token(ONE, KEY_ONE).claim("aud", "third").compact(), RejectionReason.WRONG_AUDIENCE);
    refused(
        both,
        token(ONE, KEY_ONE).claim("exp", Instant.EPOCH.plusSeconds(1)).compact(),
        RejectionReason.EXPIRED);
  }

  @Test
  void anEncryptedTokenIsOpenedByWhoeverHasTheKey() {
    TestKey recipient = TestKeys.rsa("decrypt");
    OAuthTokenConsumer able =
        consumer(TWO, KEY_TWO)
            .decryptionKey((java.security.PrivateKey) recipient.signingKey())
            .build();
    OAuthResourceServer mixed = OAuthResourceServer.builder(one, able).build();
    String token = token(TWO, KEY_TWO).encryptedFor(recipient).compact();

    assertThat(mixed.verify(token).issuer()).isEqualTo(TWO);
    refused(server, token, RejectionReason.ENCRYPTION);
  }

  @Test
  void anOpaqueTokenIsShownToTheOneThatTakesSuch() {
    OAuthTokenConsumer able =
        consumer(TWO, KEY_TWO)
            .opaqueTokens(secret -> Map.of("active", true, "sub", "eve"))
            .unsafeOpaqueTokensWithoutAudience()
            .build();

    OAuthResourceServer mixed = OAuthResourceServer.builder(one, able).build();

    assertThat(mixed.verify("an-opaque-one").requireSubject()).isEqualTo("eve");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthResourceServer.builder(able, able).build())
        .withMessageContaining("opaque");
  }

  @Test
  void keysThatCannotBeHadAreNoAnswer() {
    OAuthTokenConsumer out =
        OAuthTokenConsumer.builder(ONE)
            .audience(TestClients.AUDIENCE)
            .keys(
                request -> {
                  throw new TransportException(
                      TransportException.Kind.CONNECT, URI.create(ONE), false, "down", null);
                })
            .build();
    OAuthResourceServer alone = OAuthResourceServer.builder(out).build();
    String token = token(ONE, KEY_ONE).compact();

    assertThatThrownBy(() -> alone.accessTokenAuthorized(token))
        .isInstanceOf(TransportException.class);
    assertThatThrownBy(() -> alone.access(List.of("Bearer " + token), AccessRequirement.none()))
        .isInstanceOf(TransportException.class);
  }

  @Test
  void keysOfOneThatCannotBeHadDoNotHideAnotherThatAccepts() {
    OAuthTokenConsumer out =
        OAuthTokenConsumer.builder(ONE)
            .audience(TestClients.AUDIENCE)
            .keys(
                request -> {
                  throw new TransportException(
                      TransportException.Kind.CONNECT, URI.create(ONE), false, "down", null);
                })
            .build();
    OAuthResourceServer both = OAuthResourceServer.builder(out, one).build();

    assertThat(both.verify(token(ONE, KEY_ONE).compact()).issuer()).isEqualTo(ONE);
    // Whether the token is bad, nobody can say while one of them has not looked.
    String forged = token(ONE, KEY_TWO).compact();
    assertThatThrownBy(() -> both.accessTokenAuthorized(forged))
        .isInstanceOf(TransportException.class);
  }

  @Test
  void withoutAConsumerThereIsNoServer() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OAuthResourceServer.builder().build())
        .withMessageContaining("consumers");
  }
}
