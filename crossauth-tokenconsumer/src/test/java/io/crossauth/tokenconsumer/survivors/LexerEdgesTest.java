package io.crossauth.tokenconsumer.survivors;

import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.TOO_LARGE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.Checkpoint;
import io.crossauth.tokenconsumer.OAuthTokenConsumerBuilder;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import java.security.PrivateKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The last character that the lexer accepts, and the first that it does not. */
class LexerEdgesTest {

  private final Checkpoint at = new Checkpoint();
  private final TestKey recipient = TestKeys.p256("recipient-ec");

  private OAuthTokenConsumerBuilder reader() {
    return at.forId().decryptionKey((PrivateKey) recipient.signingKey());
  }

  @Test
  @DisplayName("S-13 a token of just the limit passes, one character more does not")
  void length() {
    String token = at.mint.accessToken().compact();
    at.forAccess().maxTokenLength(token.length()).build().verify(token, TokenType.ACCESS);
    refuses(at.forAccess().maxTokenLength(token.length() - 1), TokenType.ACCESS, TOO_LARGE, token);
  }

  @Test
  @DisplayName("S-13 a header segment of 4,096 characters passes, one of 4,098 does not")
  void headerLength() {
    assertThat(header(4_096)).hasSize(4_096);
    at.access(at.mint.accessToken().header("pad", pad(4_096)));
    assertThat(header(4_098)).hasSize(4_098);
    at.refusesAccess(TOO_LARGE, at.mint.accessToken().header("pad", pad(4_098)));
  }

  private String header(int size) {
    String token = at.mint.accessToken().header("pad", pad(size)).compact();
    return token.substring(0, token.indexOf('.'));
  }

  /** What fills a header segment up to this size; of four sizes, one cannot be. */
  private String pad(int size) {
    String empty = at.mint.accessToken().header("pad", "").compact();
    int bytes = empty.indexOf('.') * 3 / 4;
    return "x".repeat(size * 3 / 4 - bytes);
  }

  @ParameterizedTest(name = "S-17 a JWE whose segment {0} is empty is malformed")
  @ValueSource(ints = {0, 2, 3, 4})
  void emptySegmentsOfJwe(int index) {
    String good = at.mint.idToken().encryptedFor(recipient).algorithm("ECDH-ES").compact();
    String[] parts = good.split("\\.", -1);
    // Agreed on directly, there is no encrypted key.
    assertThat(parts[1]).isEmpty();
    reader().build().verify(good, TokenType.ID);
    parts[index] = "";
    TokenRejectedException refusal =
        refuses(reader(), TokenType.ID, MALFORMED, String.join(".", parts));
    assertThat(refusal.hint()).isEmpty();
  }

  @ParameterizedTest(name = "S-17 a JWE with another character in segment {0} is malformed")
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void charactersOfJwe(int index) {
    String[] parts = at.mint.idToken().encryptedFor(recipient).compact().split("\\.");
    for (String other : new String[] {"+", "=", " ", "\n", "\u0080", "\u00c1", "\u0141"}) {
      String[] spoiled = parts.clone();
      spoiled[index] = other + parts[index].substring(1);
      String refusal =
          refuses(reader(), TokenType.ID, MALFORMED, String.join(".", spoiled)).getMessage();
      assertThat(refusal).contains("characters of base64url alone");
    }
  }

  @Test
  @DisplayName("S-17 exactly 3 or 5 segments: a JWE with one more or less is malformed")
  void segmentsOfJwe() {
    String good = at.mint.idToken().encryptedFor(recipient).compact();
    refuses(reader(), TokenType.ID, MALFORMED, good + ".AAAA");
    refuses(reader(), TokenType.ID, MALFORMED, good.substring(0, good.lastIndexOf('.')));
    String[] parts = good.split("\\.");
    parts[1] = parts[1] + "AAA";
    refuses(reader(), TokenType.ID, MALFORMED, String.join(".", parts));
  }

  @Test
  void whereTheSignatureIsMissingTheHintSaysSo() {
    String[] parts = at.mint.accessToken().compact().split("\\.");
    String unsigned = parts[0] + "." + parts[1] + ".";
    String empty = parts[0] + ".." + parts[2];
    assertThat(refuses(at.forAccess(), TokenType.ACCESS, MALFORMED, unsigned).hint())
        .contains("the token is not signed");
    assertThat(refuses(at.forAccess(), TokenType.ACCESS, MALFORMED, empty).hint()).isEmpty();
  }

  @ParameterizedTest(name = "{0} looks like a compact token: {1}")
  @CsvSource({
    "eyJ.a.b, true",
    "ewo.a.b, true",
    "eyJ.a.b.c.d, true",
    "eyJ.a, false",
    "eyJ.a.b.c, false",
    "eza.a.b, false",
    "aey.a.b, false",
    "opaque, false"
  })
  void looks(String text, boolean compact) {
    assertThat(TokenLexer.looksCompact(text)).isEqualTo(compact);
  }
}
