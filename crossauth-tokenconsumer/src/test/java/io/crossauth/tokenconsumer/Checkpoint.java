package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.jwks.KeySet;

/** Consumers at a fixed time, a mint whose tokens they accept, and what a refusal looks like. */
public final class Checkpoint {

  public static final String ISSUER = "https://id.example.com/realms/shop";
  public static final String CLIENT = TestClients.CONFIDENTIAL;
  public static final String API = TestClients.AUDIENCE;

  public final FakeTime time = FakeTime.create();
  public final TokenMint mint = TokenMint.issuedBy(ISSUER).withClock(time);

  /** The keys of the issuer. */
  public static TestKey[] keys() {
    return new TestKey[] {
      TestKeys.rsa(),
      TestKeys.rsa("ps-1").withAlgorithm("PS256"),
      TestKeys.p256(),
      TestKeys.p384(),
      TestKeys.p521(),
      TestKeys.ed25519()
    };
  }

  /** A consumer of access tokens, as an API has it. */
  public OAuthTokenConsumerBuilder forAccess() {
    return OAuthTokenConsumer.builder(ISSUER)
        .audience(API)
        .keys(KeySet.ofJwks(TestKeys.jwks(keys())))
        .platform(time.platform());
  }

  /** A consumer of ID tokens, as a client has it. */
  public OAuthTokenConsumerBuilder forId() {
    return OAuthTokenConsumer.builder(ISSUER)
        .audience(CLIENT)
        .keys(KeySet.ofJwks(TestKeys.jwks(keys())))
        .platform(time.platform());
  }

  /** Checks an access token that must pass. */
  public VerifiedToken access(TokenDraft token) {
    return forAccess().build().verify(token.compact(), TokenType.ACCESS);
  }

  /** Checks an ID token that must pass. */
  public VerifiedToken id(TokenDraft token) {
    return forId().build().verify(token.compact(), TokenType.ID);
  }

  /** Checks an access token that must be refused. */
  public TokenRejectedException refusesAccess(RejectionReason reason, TokenDraft token) {
    return refuses(forAccess(), TokenType.ACCESS, reason, token.compact());
  }

  /** Checks an ID token that must be refused. */
  public TokenRejectedException refusesId(RejectionReason reason, TokenDraft token) {
    return refuses(forId(), TokenType.ID, reason, token.compact());
  }

  /** Checks an ID token that must be refused for what this call expects. */
  public TokenRejectedException refusesId(
      RejectionReason reason, TokenDraft token, TokenExpectations expectations) {
    OAuthTokenConsumer consumer = forId().build();
    return refused(reason, () -> consumer.verify(token.compact(), TokenType.ID, expectations));
  }

  /** Checks a token that must be refused. */
  public static TokenRejectedException refuses(
      OAuthTokenConsumerBuilder builder, TokenType type, RejectionReason reason, String token) {
    OAuthTokenConsumer consumer = builder.build();
    TokenRejectedException refusal = refused(reason, () -> consumer.verify(token, type));
    // The other way to ask gives the same answer, and nothing repeats the token.
    assertThat(consumer.tokenAuthorized(token, type)).isEmpty();
    if (token.length() > 40 && token.indexOf('.') > 0) {
      String tail = token.substring(token.length() - 20);
      assertThat(refusal.toString()).doesNotContain(tail);
      assertThat(refusal).hasNoCause();
    }
    return refusal;
  }

  /** A call that must refuse its token. */
  public static TokenRejectedException refused(RejectionReason reason, Runnable call) {
    TokenRejectedException refusal = catchThrowableOfType(TokenRejectedException.class, call::run);
    assertThat(refusal).as("a refusal: %s", reason).isNotNull();
    assertThat(refusal.reason()).as(refusal.getMessage()).isEqualTo(reason);
    assertThat(refusal.code()).isEqualTo(reason.code());
    assertThat(refusal.retryable()).isFalse();
    return refusal;
  }
}
