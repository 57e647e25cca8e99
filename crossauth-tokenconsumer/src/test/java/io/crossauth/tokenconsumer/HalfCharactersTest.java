package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.internal.Hashes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has no bytes in UTF-8 is never the same as a question mark. */
class HalfCharactersTest {

  private final Checkpoint at = new Checkpoint();

  @Test
  @DisplayName("case A11 a nonce of half a character does not pass for a question mark")
  void nonce() {
    String forged = at.mint.idToken().rawClaim("nonce", "\"\\ud800\"").compact();
    OAuthTokenConsumer consumer = at.forId().build();

    Checkpoint.refused(
        MALFORMED,
        () -> consumer.verify(forged, TokenType.ID, TokenExpectations.none().withNonce("?")));
    consumer.verify(
        at.mint.idToken().claim("nonce", "?").compact(),
        TokenType.ID,
        TokenExpectations.none().withNonce("?"));
  }

  @ParameterizedTest(name = "case A11 half a character in {0}: {1}")
  @CsvSource({
    "sub, '\"\\ud800\"'",
    "aud, '[\"orders-api\",\"\\udc00\"]'",
    "address, '{\"street\":\"\\ud83d\\ud83d\\ude00\"}'",
    "\\ud800, 1",
    "scope, '\"read \\udbff\"'"
  })
  void claims(String name, String value) {
    TokenDraft draft =
        name.startsWith("\\")
            ? at.mint.accessToken().rawPayload("{\"\\ud800\":1}")
            : at.mint.accessToken().rawClaim(name, value);
    refuses(at.forAccess(), TokenType.ACCESS, MALFORMED, draft.compact());
  }

  @ParameterizedTest(name = "case A11 half a character in the header''s {0}")
  @CsvSource({"kid", "typ", "x-unknown"})
  void headers(String name) {
    refuses(
        at.forAccess(),
        TokenType.ACCESS,
        MALFORMED,
        at.mint.accessToken().rawHeader(name, "\"\\udc00\"").compact());
  }

  @ParameterizedTest(name = "case A11 {0} and {1} are the same: {2}")
  @CsvSource({"?, ?, true", "?, !, false", "a, ab, false", "'', '', true", "ä, ä, true"})
  void comparison(String one, String other, boolean same) {
    assertThat(Hashes.same(one, other)).isEqualTo(same);
    assertThat(Hashes.same("\ud800", "?")).isFalse();
    assertThat(Hashes.same("\ud800", "\udc00")).isFalse();
    assertThat(Hashes.same("\ud800", "\ufffd")).isFalse();
  }
}
