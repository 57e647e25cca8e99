package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;

import io.crossauth.testkit.mint.TokenDraft;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeTest {

  private final Checkpoint at = new Checkpoint();

  /** A token that is good for both kinds, but for its marks. */
  private TokenDraft neutral() {
    return at.mint.idToken().header("typ", "JWT");
  }

  private OAuthTokenConsumerBuilder consumer() {
    // Our client id is the audience of all kinds here, so that only the marks tell them apart.
    return at.forId();
  }

  private void only(TokenType type, TokenDraft token) {
    for (TokenType other : TokenType.values()) {
      if (other == type) {
        consumer().build().verify(token.compact(), other);
      } else {
        refuses(consumer(), other, WRONG_TYPE, token.compact());
      }
    }
  }

  @ParameterizedTest(name = "J11 header typ {0} marks a token of kind {1} and of no other")
  @CsvSource({
    "at+jwt, ACCESS",
    "application/at+jwt, ACCESS",
    "AT+JWT, ACCESS",
    "ID, ID",
    "Refresh, REFRESH"
  })
  void headers(String typ, TokenType type) {
    only(type, neutral().header("typ", typ));
  }

  @ParameterizedTest(
      name = "J12 Keycloak''s typ claim {0} marks a token of kind {1} and of no other")
  @CsvSource({
    "Bearer, ACCESS",
    "bearer, ACCESS",
    "DPoP, ACCESS",
    "ID, ID",
    "Refresh, REFRESH",
    "Offline, REFRESH"
  })
  void keycloak(String typ, TokenType type) {
    only(type, neutral().claim("typ", typ));
  }

  @ParameterizedTest(
      name = "J12 crossauth''s type claim {0} marks a token of kind {1} and of no other")
  @CsvSource({"access, ACCESS", "id, ID", "refresh, REFRESH", "access_token, ACCESS"})
  void crossauth(String type, TokenType kind) {
    only(kind, neutral().claim("type", type));
  }

  @ParameterizedTest(
      name = "J12 Cognito''s token_use {0} marks a token of kind {1} and of no other")
  @CsvSource({"access, ACCESS", "id, ID"})
  void cognito(String use, TokenType kind) {
    only(kind, neutral().claim("token_use", use));
  }

  @ParameterizedTest(name = "J12 header typ {0} is of a kind that is none of ours")
  @ValueSource(
      strings = {
        "logout+jwt", "dpop+jwt", "secevent+jwt", "oauth-authz-req+jwt",
            "client-authentication+jwt",
        "token-introspection+jwt", "JWT+x", "vc+jwt", "", "application/"
      })
  void otherHeaders(String typ) {
    nobody(neutral().header("typ", typ));
  }

  @ParameterizedTest(name = "J12 Keycloak''s typ claim {0} is of a kind that is none of ours")
  @ValueSource(strings = {"Logout", "Serialized-ID", "execute-actions", "reset-credentials", ""})
  void otherClaims(String typ) {
    nobody(neutral().claim("typ", typ));
  }

  private void nobody(TokenDraft token) {
    for (TokenType type : TokenType.values()) {
      refuses(consumer(), type, WRONG_TYPE, token.compact());
    }
  }

  @Test
  @DisplayName("J12 a logout token is refused as every other kind, marked or not")
  void logoutTokens() {
    only(TokenType.LOGOUT, at.mint.logoutToken());
    only(TokenType.LOGOUT, at.mint.logoutToken().header("typ", "JWT"));
    only(TokenType.LOGOUT, at.mint.logoutToken().withoutHeader("typ").claim("typ", "Logout"));
    nobody(neutral().claim("events", Map.of("x", Map.of())));
  }

  @Test
  @DisplayName("J12 an answer about a token is refused as every other kind")
  void answersAboutTokens() {
    only(
        TokenType.INTROSPECTION,
        neutral()
            .without("sub")
            .header("typ", "token-introspection+jwt")
            .claim("token_introspection", Map.of("active", false)));
    nobody(neutral().claim("token_introspection", Map.of("active", true)));
  }

  @Test
  @DisplayName("J12 an ID token that answers a login is no answer of the userinfo endpoint")
  void userInfo() {
    refuses(consumer(), TokenType.USERINFO, WRONG_TYPE, neutral().claim("nonce", "n").compact());
    consumer().build().verify(neutral().compact(), TokenType.USERINFO);
  }

  @Test
  @DisplayName("J12 an ID token that carries at_hash or c_hash is no access token")
  void hashesAreOfIdTokens() {
    refuses(consumer(), TokenType.ACCESS, WRONG_TYPE, neutral().claim("at_hash", "x").compact());
    refuses(consumer(), TokenType.ACCESS, WRONG_TYPE, neutral().claim("c_hash", "x").compact());
    consumer().build().verify(neutral().claim("at_hash", "x").compact(), TokenType.ID);
  }

  @Test
  @DisplayName("J12 a refresh token must say that it is one")
  void refreshTokens() {
    refuses(consumer(), TokenType.REFRESH, WRONG_TYPE, neutral().compact());
    OAuthTokenConsumerBuilder server = at.forId().audience(Checkpoint.ISSUER);
    server.build().verify(at.mint.refreshToken().compact(), TokenType.REFRESH);
    refuses(server, TokenType.ACCESS, WRONG_TYPE, at.mint.refreshToken().compact());
  }

  @Test
  @DisplayName("J11 two marks that contradict each other are refused")
  void contradictions() {
    nobody(neutral().header("typ", "at+jwt").claim("typ", "ID"));
    nobody(neutral().claim("type", "access").claim("typ", "Refresh"));
  }

  @ParameterizedTest(name = "J11 {0} says nothing about the kind")
  @MethodSource("silent")
  void silence(String what, UnaryOperator<TokenDraft> change) {
    TokenDraft token = change.apply(neutral());
    consumer().build().verify(token.compact(), TokenType.ID);
    consumer().build().verify(token.compact(), TokenType.ACCESS);
    // Where every token must say of which kind it is, silence is refused.
    refuses(consumer().explicitTyping(), TokenType.ID, WRONG_TYPE, token.compact());
    refuses(consumer().explicitTyping(), TokenType.ACCESS, WRONG_TYPE, token.compact());
  }

  static Stream<Arguments> silent() {
    return Stream.of(
        named("the header typ JWT", t -> t),
        named("no header typ", t -> t.withoutHeader("typ")),
        named("the header typ application/jwt", t -> t.header("typ", "application/jwt")),
        named("the header typ JOSE", t -> t.header("typ", "JOSE")),
        named("the typ claim JWT", t -> t.claim("typ", "JWT")),
        named("a type claim of somebody else's", t -> t.claim("type", "user")),
        named("a type claim that is a number", t -> t.claim("type", 7)));
  }

  private static Arguments named(String what, UnaryOperator<TokenDraft> change) {
    return Arguments.of(what, change);
  }

  @Test
  @DisplayName("J11 where marks are demanded, one is enough")
  void explicitTyping() {
    OAuthTokenConsumer consumer = consumer().explicitTyping().build();
    consumer.verify(neutral().claim("typ", "ID").compact(), TokenType.ID);
    consumer.verify(neutral().header("typ", "at+jwt").compact(), TokenType.ACCESS);
    consumer.verify(neutral().claim("type", "access").compact(), TokenType.ACCESS);
  }
}
