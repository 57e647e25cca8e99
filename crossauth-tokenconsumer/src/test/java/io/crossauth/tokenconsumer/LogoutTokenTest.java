package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.ALGORITHM_NOT_ALLOWED;
import static io.crossauth.error.RejectionReason.BAD_SIGNATURE;
import static io.crossauth.error.RejectionReason.ENCRYPTION;
import static io.crossauth.error.RejectionReason.EXPIRED;
import static io.crossauth.error.RejectionReason.ISSUED_IN_FUTURE;
import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.REPLAYED;
import static io.crossauth.error.RejectionReason.UNSUPPORTED_ALGORITHM;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_TYPE;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_VALUE;
import static io.crossauth.error.RejectionReason.WRONG_ISSUER;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static io.crossauth.tokenconsumer.Checkpoint.refused;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.StorageException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of OpenID Connect Back-Channel Logout 1.0 section 2.6. */
@DisplayName("A logout token")
class LogoutTokenTest {

  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final Checkpoint at = new Checkpoint();

  private TokenDraft good() {
    return at.mint.logoutToken();
  }

  @Test
  void tells_of_whom_and_of_which_session_it_is() {
    VerifiedToken token = at.forId().build().verify(good().compact(), TokenType.LOGOUT);

    assertThat(token.type()).isEqualTo(TokenType.LOGOUT);
    assertThat(token.requireSubject()).isEqualTo("alice");
    assertThat(token.string("sid")).contains("session-1");
  }

  static Stream<Arguments> goodOnes() {
    return Stream.of(
        change("names the user alone", t -> t.without("sid")),
        change("names the session alone", t -> t.without("sub")),
        change("has no header typ", t -> t.withoutHeader("typ")),
        change("has the header typ JWT", t -> t.header("typ", "JWT")),
        change("has its typ in full", t -> t.header("typ", "application/logout+jwt")),
        change("has Keycloak's typ claim", t -> t.header("typ", "JWT").claim("typ", "Logout")),
        change("has members in its event", t -> t.claim("events", Map.of(EVENT, Map.of("a", 1)))),
        change(
            "has another event beside",
            t -> t.claim("events", Map.of(EVENT, Map.of(), "urn:x", Map.of()))),
        change("has an audience in an array", t -> t.claim("aud", List.of(Checkpoint.CLIENT))));
  }

  @ParameterizedTest(name = "is good when it {0}")
  @MethodSource("goodOnes")
  void is_good_when_it(String what, UnaryOperator<TokenDraft> change) {
    String token = change.apply(good()).compact();

    assertThat(at.forId().build().verify(token, TokenType.LOGOUT).issuer())
        .isEqualTo(Checkpoint.ISSUER);
  }

  static Stream<Arguments> badOnes() {
    return Stream.of(
        // step 4
        bad(WRONG_ISSUER, "another issuer", t -> t.claim("iss", Checkpoint.ISSUER + "/")),
        bad(MISSING_CLAIM, "no issuer", t -> t.without("iss")),
        bad(WRONG_AUDIENCE, "another audience", t -> t.claim("aud", "somebody-else")),
        bad(
            WRONG_AUDIENCE,
            "an audience beside ours",
            t -> t.claim("aud", List.of(Checkpoint.CLIENT, "somebody-else"))),
        bad(MISSING_CLAIM, "no audience", t -> t.without("aud")),
        bad(MISSING_CLAIM, "no iat", t -> t.without("iat")),
        bad(ISSUED_IN_FUTURE, "an iat to come", t -> t.claim("iat", 4_000_000_000L)),
        bad(WRONG_CLAIM_TYPE, "an iat that is a text", t -> t.claim("iat", "1")),
        bad(MISSING_CLAIM, "no exp", t -> t.without("exp")),
        bad(EXPIRED, "an exp that is over", t -> t.claim("exp", 1_000_000_000L)),
        bad(WRONG_CLAIM_TYPE, "an exp that is null", t -> t.rawClaim("exp", "null")),
        // step 5
        bad(MISSING_CLAIM, "neither sub nor sid", t -> t.without("sub").without("sid")),
        bad(WRONG_CLAIM_VALUE, "an empty sub", t -> t.claim("sub", "")),
        bad(WRONG_CLAIM_VALUE, "an empty sid", t -> t.claim("sid", "")),
        bad(WRONG_CLAIM_TYPE, "a sid that is a number", t -> t.claim("sid", 7)),
        bad(WRONG_CLAIM_TYPE, "a sid that is null", t -> t.rawClaim("sid", "null")),
        bad(WRONG_CLAIM_TYPE, "a sub that is a list", t -> t.claim("sub", List.of("alice"))),
        // step 6
        bad(WRONG_TYPE, "no events", t -> t.without("events")),
        bad(WRONG_TYPE, "no event", t -> t.claim("events", Map.of())),
        bad(WRONG_TYPE, "another event", t -> t.claim("events", Map.of(EVENT + "/", Map.of()))),
        bad(WRONG_TYPE, "an event by halves", t -> t.claim("events", Map.of("logout", Map.of()))),
        bad(WRONG_CLAIM_TYPE, "events in a list", t -> t.claim("events", List.of(EVENT))),
        bad(WRONG_CLAIM_TYPE, "events that are a text", t -> t.claim("events", EVENT)),
        bad(WRONG_CLAIM_TYPE, "an event that is true", t -> t.claim("events", Map.of(EVENT, true))),
        bad(
            WRONG_CLAIM_TYPE,
            "an event that is null",
            t -> t.rawClaim("events", "{\"" + EVENT + "\":null}")),
        bad(
            WRONG_CLAIM_TYPE,
            "an event that is a list",
            t -> t.claim("events", Map.of(EVENT, List.of()))),
        // step 7
        bad(WRONG_TYPE, "a nonce", t -> t.claim("nonce", "n-1")),
        bad(WRONG_TYPE, "a nonce that is null", t -> t.rawClaim("nonce", "null")),
        // section 2.4
        bad(MISSING_CLAIM, "no jti", t -> t.without("jti")),
        bad(WRONG_CLAIM_VALUE, "an empty jti", t -> t.claim("jti", "")),
        bad(WRONG_CLAIM_TYPE, "a jti that is a number", t -> t.claim("jti", 7)),
        // RFC 8725 section 3.11
        bad(WRONG_TYPE, "the header typ at+jwt", t -> t.header("typ", "at+jwt")),
        bad(WRONG_TYPE, "the header typ secevent+jwt", t -> t.header("typ", "secevent+jwt")),
        bad(WRONG_TYPE, "the typ claim ID", t -> t.claim("typ", "ID")),
        bad(WRONG_TYPE, "at_hash", t -> t.claim("at_hash", "x")),
        // step 2 and 3
        bad(MALFORMED, "no signature", TokenDraft::unsigned),
        bad(UNSUPPORTED_ALGORITHM, "alg none", t -> t.header("alg", "none")),
        bad(BAD_SIGNATURE, "a signature of none", t -> t.withSignature(new byte[256])),
        bad(
            ALGORITHM_NOT_ALLOWED,
            "a signature by the public key as a secret",
            t -> t.hmacWith(TestKeys.rsa().publicDer())));
  }

  @ParameterizedTest(name = "is refused when it has {1}: {0}")
  @MethodSource("badOnes")
  void is_refused_when_it_has(
      RejectionReason reason, String what, UnaryOperator<TokenDraft> change) {
    refuses(at.forId(), TokenType.LOGOUT, reason, change.apply(good()).compact());
  }

  @Test
  @DisplayName("J11 must say what it is, where explicit typing is demanded")
  void must_say_what_it_is() {
    OAuthTokenConsumerBuilder strict = at.forId().explicitTyping();

    refuses(strict, TokenType.LOGOUT, WRONG_TYPE, good().header("typ", "JWT").compact());
    refuses(strict, TokenType.LOGOUT, WRONG_TYPE, good().withoutHeader("typ").compact());
    assertThat(strict.build().verify(good().compact(), TokenType.LOGOUT)).isNotNull();
  }

  @Test
  @DisplayName("J12 is never an ID token, nor an ID token a logout token")
  void is_never_an_id_token() {
    refuses(at.forId(), TokenType.ID, WRONG_TYPE, good().compact());
    refuses(
        at.forId(), TokenType.ID, WRONG_TYPE, good().header("typ", "JWT").without("sid").compact());
    refuses(at.forId(), TokenType.LOGOUT, WRONG_TYPE, at.mint.idToken().compact());
    refuses(
        at.forId(), TokenType.LOGOUT, WRONG_TYPE, at.mint.idToken().claim("nonce", "n").compact());
  }

  @Test
  void is_signed_by_what_the_issuer_names_for_id_tokens() {
    OAuthTokenConsumerBuilder es256 =
        at.forId()
            .configuration(
                OpenIdConfiguration.builder()
                    .issuer(Checkpoint.ISSUER)
                    .with(MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED, List.of("ES256"))
                    .build());

    refuses(es256, TokenType.LOGOUT, ALGORITHM_NOT_ALLOWED, good().compact());
    assertThat(es256.build().verify(good().signedWith(TestKeys.p256()).compact(), TokenType.LOGOUT))
        .isNotNull();
  }

  @Test
  void is_encrypted_where_id_tokens_are() {
    TestKey recipient = TestKeys.rsa("recipient");
    OAuthTokenConsumerBuilder reader =
        at.forId().decryptionKey((PrivateKey) recipient.signingKey());

    refuses(reader, TokenType.LOGOUT, ENCRYPTION, good().compact());
    assertThat(reader.build().verify(good().encryptedFor(recipient).compact(), TokenType.LOGOUT))
        .isNotNull();
  }

  @Test
  void is_good_once() {
    OAuthTokenConsumer consumer = at.forId().build();
    String token = good().compact();
    consumer.verify(token, TokenType.LOGOUT);

    refused(REPLAYED, () -> consumer.verify(token, TokenType.LOGOUT));
    assertThat(consumer.verify(good().compact(), TokenType.LOGOUT)).isNotNull();
  }

  @Test
  void is_good_once_for_each_node_that_shares_a_memory() {
    OneTimeStore shared = OneTimeStore.inMemory(at.time.platform(), 10);
    String token = good().compact();
    at.forId().rejectReplays(shared).build().verify(token, TokenType.LOGOUT);

    refuses(at.forId().rejectReplays(shared), TokenType.LOGOUT, REPLAYED, token);
  }

  @Test
  void that_is_refused_uses_up_no_jti() {
    OAuthTokenConsumer consumer = at.forId().build();
    TokenDraft token = good().claim("jti", "one");
    refused(
        BAD_SIGNATURE,
        () -> consumer.verify(token.withSignature(new byte[256]).compact(), TokenType.LOGOUT));
    refused(
        WRONG_TYPE, () -> consumer.verify(token.claim("nonce", "n").compact(), TokenType.LOGOUT));

    assertThat(consumer.verify(token.compact(), TokenType.LOGOUT)).isNotNull();
  }

  @Test
  @DisplayName(
      "attack 5: is not told apart when the memory may forget, and refused when it may not")
  void is_refused_when_the_memory_is_full_of_living_ones() {
    OneTimeStore small = OneTimeStore.inMemoryForgettingNothing(at.time.platform(), 2);
    OAuthTokenConsumer consumer = at.forId().oneTimeStore(small).build();
    consumer.verify(good().compact(), TokenType.LOGOUT);
    consumer.verify(good().compact(), TokenType.LOGOUT);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> consumer.verify(good().compact(), TokenType.LOGOUT))
        .satisfies(e -> assertThat(e.code()).isEqualTo("store.full"));
    at.time.advance(java.time.Duration.ofMinutes(7));
    assertThat(consumer.verify(good().compact(), TokenType.LOGOUT)).isNotNull();
  }

  private static Arguments change(String what, UnaryOperator<TokenDraft> change) {
    return Arguments.of(what, change);
  }

  private static Arguments bad(
      RejectionReason reason, String what, UnaryOperator<TokenDraft> change) {
    return Arguments.of(reason, what, change);
  }
}
