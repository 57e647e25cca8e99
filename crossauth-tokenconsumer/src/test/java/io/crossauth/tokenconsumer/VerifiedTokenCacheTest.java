package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.NOT_YET_VALID;
import static io.crossauth.error.RejectionReason.REPLAYED;
import static io.crossauth.error.RejectionReason.REVOKED;
import static io.crossauth.error.RejectionReason.UNKNOWN_KEY;
import static io.crossauth.error.RejectionReason.WRONG_CONFIRMATION;
import static io.crossauth.error.RejectionReason.WRONG_SUBJECT;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static io.crossauth.tokenconsumer.Checkpoint.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeyRequest;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.tokenconsumer.jwks.VerificationKey;
import io.crossauth.tokenconsumer.storage.KeyStorage;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedTokenCacheTest {

  private final Checkpoint at = new Checkpoint();
  private final CountedKeys keys = new CountedKeys();
  private final OAuthTokenConsumer consumer =
      at.forAccess().keys(keys).verifiedTokenCache(100).build();
  private final String token = at.mint.accessToken().compact();

  /** Keys that can be exchanged, and count how often a token is checked with them. */
  private static final class CountedKeys implements KeySet {
    private KeySet now = KeySet.ofJwks(TestKeys.jwks(Checkpoint.keys()));
    private Supplier<Object> version = () -> now;
    private int asked;

    @Override
    public List<VerificationKey> candidates(KeyRequest request) {
      asked++;
      return now.candidates(request);
    }

    @Override
    public Object version() {
      return version.get();
    }
  }

  private static Clock clock(AtomicReference<Instant> now) {
    return new Clock() {
      @Override
      public Instant instant() {
        return now.get();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private VerifiedToken verify(String text) {
    return consumer.verify(text, TokenType.ACCESS);
  }

  @Test
  void theSignatureOfTheSameTokenIsCheckedOnce() {
    VerifiedToken first = verify(token);
    VerifiedToken second = verify(new String(token.toCharArray()));

    assertThat(keys.asked).isEqualTo(1);
    assertThat(second.requireSubject()).isEqualTo(first.requireSubject());
    assertThat(second.claims()).isEqualTo(first.claims());
  }

  @Test
  void byDefaultItIsCheckedEveryTime() {
    OAuthTokenConsumer usual = at.forAccess().keys(keys).build();

    usual.verify(token, TokenType.ACCESS);
    usual.verify(token, TokenType.ACCESS);

    assertThat(keys.asked).isEqualTo(2);
  }

  @Test
  void anotherTokenWithTheSameSignatureIsRefused() {
    verify(token);
    String other = at.mint.accessToken().claim("sub", "mallory").compact();
    String forged =
        other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));

    refused(BAD_SIGNATURE, () -> verify(forged));
  }

  @Test
  void aTokenThatWasRefusedIsRefusedAgain() {
    String late =
        at.mint.accessToken().claim("exp", at.time.instant().getEpochSecond() - 60).compact();

    refused(EXPIRED, () -> verify(late));
    refused(EXPIRED, () -> verify(late));
  }

  @Test
  void itsTimeEnds() {
    verify(token);
    at.time.advance(Duration.ofDays(1));

    refused(EXPIRED, () -> verify(token));
  }

  @Test
  void itsTimeEndsWithinASecond() {
    OAuthTokenConsumer exact =
        at.forAccess().clockSkew(Duration.ZERO).verifiedTokenCache(100).build();
    BigDecimal end =
        BigDecimal.valueOf(at.time.instant().getEpochSecond()).add(new BigDecimal("1.5"));
    String brief = at.mint.accessToken().claim("exp", end).compact();
    at.time.advance(Duration.ofMillis(1_400));
    exact.verify(brief, TokenType.ACCESS);
    exact.verify(brief, TokenType.ACCESS);
    at.time.advance(Duration.ofMillis(100));

    refused(EXPIRED, () -> exact.verify(brief, TokenType.ACCESS));
  }

  @Test
  void itHasNotBegunWhenTheClockGoesBack() {
    TokenDraft fromNow = at.mint.accessToken().claim("nbf", at.time.instant().getEpochSecond());
    AtomicReference<Instant> now = new AtomicReference<>(at.time.instant());
    OAuthTokenConsumer unsteady =
        at.forAccess()
            .verifiedTokenCache(100)
            .platform(at.time.platform().withClock(clock(now)))
            .build();
    unsteady.verify(fromNow.compact(), TokenType.ACCESS);
    now.set(at.time.instant().minus(Duration.ofHours(1)));

    refused(NOT_YET_VALID, () -> unsteady.verify(fromNow.compact(), TokenType.ACCESS));
  }

  @Test
  void itIsOfItsKindAlone() {
    verify(token);

    refused(WRONG_TYPE, () -> consumer.verify(token, TokenType.REFRESH));
  }

  @Test
  void whatACallExpectsIsCheckedEveryTime() {
    verify(token);
    verify(token);

    refused(
        WRONG_SUBJECT,
        () ->
            consumer.verify(
                token, TokenType.ACCESS, TokenExpectations.none().withSubject("somebody-else")));
    assertThat(keys.asked).isEqualTo(1);
  }

  @Test
  void aBoundTokenNeedsItsProofEveryTime() {
    String jkt = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";
    String bound = at.mint.accessToken().claim("cnf", Map.of("jkt", jkt)).compact();
    TokenExpectations proof = TokenExpectations.none().withDpopKey(jkt);

    consumer.verify(bound, TokenType.ACCESS, proof);

    refused(WRONG_CONFIRMATION, () -> verify(bound));
    consumer.verify(bound, TokenType.ACCESS, proof);
  }

  @Test
  void allAreForgottenWhenTheKeysChange() {
    verify(token);
    keys.now = KeySet.ofJwks(TestKeys.jwks(TestKeys.p256()));

    refused(UNKNOWN_KEY, () -> verify(token));
  }

  @Test
  void keysThatCannotSayWhetherTheyChangeAreAskedEveryTime() {
    keys.version = () -> null;

    verify(token);
    verify(token);

    assertThat(keys.asked).isEqualTo(2);
  }

  @Test
  void withoutKeysNothingIsKnown() {
    verify(token);
    keys.version =
        () -> {
          throw new TransportException(
              TransportException.Kind.TIMEOUT,
              URI.create("https://id.example.com/jwks"),
              false,
              "too slow",
              null);
        };

    assertThatThrownBy(() -> verify(token)).isInstanceOf(TransportException.class);
  }

  @Test
  void aTokenThatIsUsedOnceIsNotUsedTwice() {
    OAuthTokenConsumer once =
        at.forAccess()
            .verifiedTokenCache(100)
            .rejectReplays(OneTimeStore.inMemory(at.time.platform(), 10))
            .build();
    once.verify(token, TokenType.ACCESS);

    refused(REPLAYED, () -> once.verify(token, TokenType.ACCESS));
  }

  @Test
  void aTokenThatItsIssuerHasDeletedIsRefused() {
    KeyStorage storage = KeyStorage.inMemory(at.time.platform());
    String persisted = at.mint.accessToken().claim("jti", "j-1").compact();
    storage.saveKey(
        new KeyStorage.StoredKey(
            KeyStorage.accessTokenKey("j-1"), null, at.time.instant(), null, null));
    OAuthTokenConsumer watching =
        at.forAccess().verifiedTokenCache(100).persistAccessToken(storage).build();
    watching.verify(persisted, TokenType.ACCESS);
    storage.deleteKey(KeyStorage.accessTokenKey("j-1"));

    refused(REVOKED, () -> watching.verify(persisted, TokenType.ACCESS));
  }

  @Test
  void itHoldsAsManyAsItWasTold() {
    OAuthTokenConsumer small = at.forAccess().keys(keys).verifiedTokenCache(4).build();
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      tokens.add(at.mint.accessToken().claim("jti", "t-" + i).compact());
    }
    tokens.forEach(text -> small.verify(text, TokenType.ACCESS));
    keys.asked = 0;

    tokens.forEach(text -> small.verify(text, TokenType.ACCESS));

    assertThat(keys.asked).isGreaterThanOrEqualTo(36);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 1_000_001})
  void itsSizeHasBounds(int tokens) {
    assertThatThrownBy(() -> at.forAccess().verifiedTokenCache(tokens))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("verifiedTokenCache");
  }

  @Test
  @DisplayName("health() and cryptoProvider() say who does the arithmetic")
  void whoDoesTheArithmetic() {
    assertThat(at.forAccess().jdkCryptoOnly().build().cryptoProvider()).isEqualTo("JDK");
  }

  @Test
  @DisplayName("the keys' version is not asked for a token that was just fetched")
  void fetchedTokens() {
    TokenExpectations fetched = TokenExpectations.none().fetchedFromIssuer(Duration.ofMillis(100));
    keys.version =
        () -> {
          throw new IllegalStateException("asked without a limit");
        };

    assertThat(consumer.verify(token, TokenType.ACCESS, fetched)).isNotNull();
    assertThat(consumer.verify(token, TokenType.ACCESS, fetched)).isNotNull();
    assertThat(keys.asked).isEqualTo(2);
  }

  @Test
  @DisplayName("a token that is known is not asked for by its version when it was just fetched")
  void fetchedAfterwards() {
    verify(token);
    keys.version =
        () -> {
          throw new IllegalStateException("asked without a limit");
        };

    TokenExpectations fetched = TokenExpectations.none().fetchedFromIssuer(Duration.ofMillis(100));
    assertThat(consumer.verify(token, TokenType.ACCESS, fetched)).isNotNull();
  }
}
