package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TokenDraft;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a token says of which kind it is, and what a program may choose about that. */
class TypingChoiceTest {

  private static final String WEB = "web-app";

  private final Checkpoint at = new Checkpoint();

  /** As Dex makes its access tokens: by the function of its ID tokens. */
  private TokenDraft likeAnIdToken() {
    return at.mint.idToken().header("typ", "JWT").claim("aud", WEB).claim("azp", WEB);
  }

  private OAuthTokenConsumerBuilder usual() {
    return at.forAccess().audience(WEB);
  }

  static Stream<Arguments> lookAlikes() {
    return Stream.of(
        row("Dex: at_hash", t -> t.claim("at_hash", "x")),
        row("at_hash and nonce", t -> t.claim("at_hash", "x").claim("nonce", "n")),
        row("nonce alone", t -> t.claim("nonce", "n")),
        row("c_hash", t -> t.claim("c_hash", "x")),
        row("no header typ", t -> t.withoutHeader("typ").claim("at_hash", "x")),
        row(
            "Dex across clients: two audiences",
            t -> t.claim("at_hash", "x").claim("aud", List.of(WEB, "cli"))));
  }

  @ParameterizedTest(name = "case A1 {0}: refused with a hint, which works when it is followed")
  @MethodSource("lookAlikes")
  void idTokensAsAccessTokens(String what, UnaryOperator<TokenDraft> change) {
    String token = change.apply(likeAnIdToken()).compact();

    TokenRejectedException refusal = refuses(usual(), TokenType.ACCESS, WRONG_TYPE, token);
    assertThat(refusal.hint().orElseThrow()).contains("unsafeIdTokensAsAccessTokens");

    usual().unsafeIdTokensAsAccessTokens(WEB).build().verify(token, TokenType.ACCESS);
    // It is an audience by itself.
    at.forAccess().unsafeIdTokensAsAccessTokens(WEB).build().verify(token, TokenType.ACCESS);
  }

  static Stream<Arguments> otherKinds() {
    return Stream.of(
        row("a logout token's event", t -> t.claim("events", Map.of("x", Map.of()))),
        row("the header typ of a logout token", t -> t.header("typ", "logout+jwt")),
        row("the header typ of a DPoP proof", t -> t.header("typ", "dpop+jwt")),
        row("the header typ ID", t -> t.header("typ", "ID")),
        row("Keycloak's typ of an ID token", t -> t.claim("typ", "ID")),
        row("Keycloak's typ of a refresh token", t -> t.claim("typ", "Refresh")),
        row("Cognito's token_use of an ID token", t -> t.claim("token_use", "id")),
        row("crossauth's type of an ID token", t -> t.claim("type", "id")),
        row("an answer about a token", t -> t.claim("token_introspection", Map.of())));
  }

  @ParameterizedTest(name = "case A1 {0}: refused although ID tokens pass as access tokens")
  @MethodSource("otherKinds")
  void marksCountAllTheSame(String what, UnaryOperator<TokenDraft> change) {
    String token = change.apply(likeAnIdToken().claim("at_hash", "x")).compact();

    refuses(usual().unsafeIdTokensAsAccessTokens(WEB), TokenType.ACCESS, WRONG_TYPE, token);
  }

  @Test
  @DisplayName("case A1 only ID tokens for the named clients pass as access tokens")
  void onlyForTheNamedClients() {
    OAuthTokenConsumerBuilder named = at.forAccess().unsafeIdTokensAsAccessTokens("another");
    // For our API, but not for that client: an ID token as before.
    String token = likeAnIdToken().claim("aud", Checkpoint.API).claim("at_hash", "x").compact();
    refuses(named, TokenType.ACCESS, WRONG_TYPE, token);
    String foreign = likeAnIdToken().claim("at_hash", "x").compact();
    refuses(named, TokenType.ACCESS, WRONG_TYPE, foreign);
    refuses(named, TokenType.ACCESS, WRONG_AUDIENCE, likeAnIdToken().compact());
    // They become clients for access tokens, not for logins.
    refuses(
        at.forId().unsafeIdTokensAsAccessTokens(WEB),
        TokenType.ID,
        WRONG_AUDIENCE,
        likeAnIdToken().compact());
  }

  @Test
  @DisplayName("case A1 without another audience, the named clients are the audience")
  void audienceAlone() {
    OAuthTokenConsumerBuilder alone =
        OAuthTokenConsumer.builder(Checkpoint.ISSUER)
            .unsafeIdTokensAsAccessTokens(WEB)
            .keys(
                io.crossauth.tokenconsumer.jwks.KeySet.ofJwks(
                    io.crossauth.testkit.mint.TestKeys.jwks(Checkpoint.keys())))
            .platform(at.time.platform());

    alone.build().verify(likeAnIdToken().claim("at_hash", "x").compact(), TokenType.ACCESS);
    refuses(alone, TokenType.ACCESS, WRONG_AUDIENCE, at.mint.accessToken().compact());
  }

  @Test
  @DisplayName("case A1 typing is one choice: explicit, inferred, or unsafe")
  void oneChoice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> usual().explicitTyping().unsafeIdTokensAsAccessTokens(WEB).build())
        .withMessageContaining("unsafeIdTokensAsAccessTokens");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                usual()
                    .accessTokenProfile(AccessTokenProfile.RFC9068)
                    .unsafeIdTokensAsAccessTokens(WEB)
                    .build())
        .withMessageContaining("unsafeIdTokensAsAccessTokens");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> usual().unsafeIdTokensAsAccessTokens())
        .withMessageContaining("unsafeIdTokensAsAccessTokens");
    // Where the type must be said, no hint leads past that.
    TokenRejectedException refusal =
        refuses(
            usual().explicitTyping(),
            TokenType.ACCESS,
            WRONG_TYPE,
            likeAnIdToken().claim("at_hash", "x").compact());
    assertThat(refusal.hint()).isEmpty();
  }

  @ParameterizedTest(name = "case A7 header typ {0}: refused with a hint, accepted by the list")
  @ValueSource(strings = {"JWS", "RSA", "jws", "application/JWS", "access_token", "token", "JWT+x"})
  void headerTypes(String typ) {
    String token = at.mint.accessToken().header("typ", typ).compact();

    TokenRejectedException refusal = refuses(at.forAccess(), TokenType.ACCESS, WRONG_TYPE, token);
    assertThat(refusal.hint().orElseThrow()).contains("neutralTypes(..)");

    at.forAccess().neutralTypes(typ).build().verify(token, TokenType.ACCESS);
    at.forId()
        .neutralTypes(typ)
        .build()
        .verify(at.mint.idToken().header("typ", typ).compact(), TokenType.ID);
    // One value more, and no other.
    refuses(at.forAccess().neutralTypes(typ + "x"), TokenType.ACCESS, WRONG_TYPE, token);
  }

  @ParameterizedTest(name = "case A7 claim typ {0}: refused with a hint, accepted by the list")
  @ValueSource(strings = {"JWS", "RSA", "access_token"})
  void claimTypes(String typ) {
    String token = at.mint.accessToken().claim("typ", typ).compact();

    TokenRejectedException refusal = refuses(at.forAccess(), TokenType.ACCESS, WRONG_TYPE, token);
    assertThat(refusal.hint().orElseThrow()).contains("neutralTypes(..)");

    at.forAccess().neutralTypes(typ).build().verify(token, TokenType.ACCESS);
  }

  @ParameterizedTest(name = "case A7 {0} marks a kind of token and cannot be on the list")
  @ValueSource(
      strings = {
        "at+jwt",
        "AT+JWT",
        "application/at+jwt",
        "ID",
        "Refresh",
        "logout+jwt",
        "dpop+jwt",
        "secevent+jwt",
        "token-introspection+jwt",
        "oauth-authz-req+jwt",
        "Bearer",
        " "
      })
  void marksAreNotNeutral(String typ) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> at.forAccess().neutralTypes("JWS", typ))
        .withMessageContaining("neutralTypes");
  }

  @Test
  @DisplayName("case A7 a type on the list says nothing, and does where all must say of which kind")
  void neutralSaysNothing() {
    String token = at.mint.accessToken().header("typ", "JWS").compact();
    refuses(
        at.forAccess().neutralTypes("JWS").explicitTyping(), TokenType.ACCESS, WRONG_TYPE, token);
    refuses(
        at.forAccess().neutralTypes("JWS").accessTokenProfile(AccessTokenProfile.RFC9068),
        TokenType.ACCESS,
        WRONG_TYPE,
        token);
    // What else tells the kinds apart, still does.
    refuses(
        at.forAccess().neutralTypes("JWS"),
        TokenType.ACCESS,
        WRONG_TYPE,
        at.mint.idToken().header("typ", "JWS").claim("at_hash", "x").compact());
  }

  private static Arguments row(String what, UnaryOperator<TokenDraft> change) {
    return Arguments.of(what, change);
  }
}
