package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.ENCRYPTION;
import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.ISSUED_IN_FUTURE;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_ALGORITHM;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_TYPE;
import static io.crossauth.error.RejectionReason.WRONG_ISSUER;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.RejectionReason;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers of endpoints that are signed: OpenID Connect Core section 5.3.2, RFC 9701 section 5. */
@DisplayName("A signed answer")
class SignedAnswerTest {

  private final Checkpoint at = new Checkpoint();

  @Nested
  @DisplayName("of the userinfo endpoint")
  class UserInfo {

    @Test
    void needs_no_end_and_no_id() {
      VerifiedToken answer =
          at.forId()
              .build()
              .verify(userInfo(at).claim("email", "a@b.c").compact(), TokenType.USERINFO);

      assertThat(answer.requireSubject()).isEqualTo("alice");
      assertThat(answer.string("email")).contains("a@b.c");
    }

    @Test
    void may_be_fetched_again() {
      OAuthTokenConsumer consumer =
          at.forId().rejectReplays(OneTimeStore.inMemory(at.time.platform(), 1)).build();
      String token = userInfo(at).compact();
      consumer.verify(token, TokenType.USERINFO);

      assertThat(consumer.verify(token, TokenType.USERINFO)).isNotNull();
    }

    @Test
    void need_not_be_encrypted_because_id_tokens_are() {
      TestKey recipient = TestKeys.rsa("recipient");
      OAuthTokenConsumer reader =
          at.forId().decryptionKey((PrivateKey) recipient.signingKey()).build();

      assertThat(reader.verify(userInfo(at).compact(), TokenType.USERINFO)).isNotNull();
      assertThat(reader.verify(userInfo(at).encryptedFor(recipient).compact(), TokenType.USERINFO))
          .isNotNull();
    }

    @Test
    @DisplayName("S-02: is not believed for being encrypted")
    void is_not_believed_for_being_encrypted() {
      TestKey recipient = TestKeys.rsa("recipient");
      OAuthTokenConsumerBuilder reader =
          at.forId().decryptionKey((PrivateKey) recipient.signingKey());

      refuses(
          reader,
          TokenType.USERINFO,
          MALFORMED,
          userInfo(at).claimsEncryptedFor(recipient).compact());
      refuses(
          reader,
          TokenType.USERINFO,
          MALFORMED,
          userInfo(at).unsigned().encryptedFor(recipient).compact());
      refuses(
          at.forId(),
          TokenType.USERINFO,
          ENCRYPTION,
          userInfo(at).encryptedFor(recipient).compact());
    }

    static Stream<Arguments> badOnes() {
      return Stream.of(
          bad(WRONG_ISSUER, "another issuer", t -> t.claim("iss", Checkpoint.ISSUER + "/")),
          bad(MISSING_CLAIM, "no issuer", t -> t.without("iss")),
          bad(WRONG_AUDIENCE, "another audience", t -> t.claim("aud", "somebody-else")),
          bad(MISSING_CLAIM, "no audience", t -> t.without("aud")),
          bad(EXPIRED, "an end that is over", t -> t.claim("exp", 1_000_000_000L)),
          bad(ISSUED_IN_FUTURE, "an iat to come", t -> t.claim("iat", 4_000_000_000L)),
          bad(WRONG_CLAIM_TYPE, "a sub that is a number", t -> t.claim("sub", 7)),
          bad(WRONG_TYPE, "the mark of an ID token", t -> t.claim("typ", "ID")),
          bad(WRONG_TYPE, "the mark of an access token", t -> t.header("typ", "at+jwt")),
          bad(MALFORMED, "no signature", TokenDraft::unsigned),
          bad(UNSUPPORTED_ALGORITHM, "alg none", t -> t.header("alg", "none")),
          bad(BAD_SIGNATURE, "a spoiled signature", t -> t.withSignature(new byte[256])));
    }

    @ParameterizedTest(name = "is refused when it has {1}: {0}")
    @MethodSource("badOnes")
    void is_refused_when_it_has(
        RejectionReason reason, String what, UnaryOperator<TokenDraft> change) {
      refuses(at.forId(), TokenType.USERINFO, reason, change.apply(userInfo(at)).compact());
    }
  }

  @Nested
  @DisplayName("of the introspection endpoint")
  class Introspection {

    @Test
    void carries_what_it_says_of_the_token() {
      VerifiedToken answer =
          at.forId().build().verify(introspection(at).compact(), TokenType.INTROSPECTION);

      assertThat(answer.claim("token_introspection")).contains(Map.of("active", true));
    }

    @Test
    void says_what_is_wrong_with_it() {
      OAuthTokenConsumer consumer = at.forId().build();
      String none = introspection(at).without("token_introspection").compact();
      String both = introspection(at).claim("sub", "alice").compact();

      assertThatThrownBy(() -> consumer.verify(none, TokenType.INTROSPECTION))
          .hasMessageContaining("token_introspection")
          .hasMessageContaining("found none");
      assertThatThrownBy(() -> consumer.verify(both, TokenType.INTROSPECTION))
          .hasMessageContaining("sub")
          .hasMessageContaining("found one");
    }

    static Stream<Arguments> badOnes() {
      return Stream.of(
          bad(WRONG_TYPE, "no typ", t -> t.withoutHeader("typ")),
          bad(WRONG_TYPE, "the typ JWT", t -> t.header("typ", "JWT")),
          bad(WRONG_TYPE, "the typ of an access token", t -> t.header("typ", "at+jwt")),
          bad(WRONG_ISSUER, "another issuer", t -> t.claim("iss", "https://evil.example")),
          bad(MISSING_CLAIM, "no issuer", t -> t.without("iss")),
          bad(WRONG_AUDIENCE, "another audience", t -> t.claim("aud", List.of("other"))),
          bad(MISSING_CLAIM, "no audience", t -> t.without("aud")),
          bad(MISSING_CLAIM, "no iat", t -> t.without("iat")),
          bad(ISSUED_IN_FUTURE, "an iat to come", t -> t.claim("iat", 4_000_000_000L)),
          bad(EXPIRED, "an end that is over", t -> t.claim("exp", 1_000_000_000L)),
          bad(WRONG_TYPE, "no answer", t -> t.without("token_introspection")),
          bad(WRONG_CLAIM_TYPE, "a text", t -> t.claim("token_introspection", "active")),
          bad(WRONG_CLAIM_TYPE, "null", t -> t.rawClaim("token_introspection", "null")),
          bad(WRONG_TYPE, "a sub beside the answer", t -> t.claim("sub", "alice")),
          bad(MALFORMED, "no signature", TokenDraft::unsigned),
          bad(UNSUPPORTED_ALGORITHM, "alg none", t -> t.header("alg", "none")),
          bad(BAD_SIGNATURE, "a spoiled signature", t -> t.withSignature(new byte[256])));
    }

    @ParameterizedTest(name = "is refused when it has {1}: {0}")
    @MethodSource("badOnes")
    void is_refused_when_it_has(
        RejectionReason reason, String what, UnaryOperator<TokenDraft> change) {
      refuses(
          at.forId(), TokenType.INTROSPECTION, reason, change.apply(introspection(at)).compact());
    }
  }

  private static TokenDraft userInfo(Checkpoint at) {
    return at.mint
        .empty()
        .claim("iss", Checkpoint.ISSUER)
        .claim("aud", Checkpoint.CLIENT)
        .claim("sub", "alice");
  }

  private static TokenDraft introspection(Checkpoint at) {
    return at.mint
        .empty()
        .header("typ", "token-introspection+jwt")
        .claim("iss", Checkpoint.ISSUER)
        .claim("aud", Checkpoint.CLIENT)
        .claim("iat", at.time.instant())
        .claim("token_introspection", Map.of("active", true));
  }

  private static Arguments bad(
      RejectionReason reason, String what, UnaryOperator<TokenDraft> change) {
    return Arguments.of(reason, what, change);
  }
}
