package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.MALFORMED;
import static io.crossauth.error.RejectionReason.TOO_LARGE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final Checkpoint at = new Checkpoint();
  private final String good = at.mint.accessToken().compact();

  private TokenRejectedException malformed(String token) {
    return refuses(at.forAccess(), TokenType.ACCESS, MALFORMED, token);
  }

  private TokenRejectedException tooLarge(String token) {
    return refuses(at.forAccess(), TokenType.ACCESS, TOO_LARGE, token);
  }

  @Test
  @DisplayName("S-11 claims nested 32 deep pass, 33 deep are malformed, 5,000 deep too")
  void nesting() {
    at.access(at.mint.accessToken().rawClaim("deep", nested(31)));
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawClaim("deep", nested(32)));
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawClaim("deep", nested(5_000)));
  }

  @Test
  @DisplayName("S-11 a header nested 33 deep is malformed")
  void nestedHeader() {
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawHeader("deep", nested(33)));
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  @ParameterizedTest(name = "S-11 a number written as {0} harms nobody")
  @ValueSource(strings = {"1e999999999", "1e-999999999", "1e99999999999", "-0.0e2147483647"})
  void hugeNumbers(String number) {
    OAuthTokenConsumer consumer = at.forAccess().build();
    for (String claim : new String[] {"exp", "iat", "nbf", "other"}) {
      String token = at.mint.accessToken().rawClaim(claim, number).compact();
      // Whatever the verdict, it is a quick one of ours.
      consumer.tokenAuthorized(token, TokenType.ACCESS);
    }
    String digits = "9".repeat(5_000);
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawClaim("n", digits));
  }

  @ParameterizedTest(name = "S-12 a text of {0} dots is refused by its size")
  @ValueSource(ints = {1_000_000, 16_000_000})
  void millionsOfDots(int dots) {
    tooLarge(".".repeat(dots));
    tooLarge(good + ".".repeat(dots));
  }

  @Test
  @DisplayName("S-12 many dots within the size are malformed")
  void manyDots() {
    malformed(".".repeat(16_000));
    malformed(good + ".".repeat(1_000));
  }

  @Test
  @DisplayName("S-13 a token of 16 KiB passes, one character more is too large")
  void tokenSize() {
    String fits = at.mint.accessToken().claim("pad", pad(16 * 1024)).compact();
    assertThat(fits.length()).isBetween(16 * 1024 - 3, 16 * 1024);
    at.forAccess().build().verify(fits, TokenType.ACCESS);

    TokenRejectedException refusal =
        tooLarge(at.mint.accessToken().claim("pad", pad(16 * 1024) + "xxxx").compact());
    assertThat(refusal.expected()).contains("at most 16384 characters");
  }

  @Test
  @DisplayName("S-13 the limit can be set up to 64 KiB")
  void settableSize() {
    String large = at.mint.accessToken().claim("pad", pad(64 * 1024)).compact();
    at.forAccess().maxTokenLength(64 * 1024).build().verify(large, TokenType.ACCESS);
    tooLarge(large);
    refuses(at.forAccess().maxTokenLength(100), TokenType.ACCESS, TOO_LARGE, good);
    assertThatThrownBy(() -> at.forAccess().maxTokenLength(64 * 1024 + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> at.forAccess().maxTokenLength(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** Padding that brings the token just up to a size. */
  private String pad(int size) {
    int base = at.mint.accessToken().claim("pad", "").compact().length();
    return "x".repeat((size - base) * 3 / 4 - 2);
  }

  @Test
  @DisplayName("S-13 a header segment of 4 KiB passes, a longer one is too large")
  void headerSize() {
    at.access(at.mint.accessToken().header("pad", "x".repeat(2_900)));
    TokenRejectedException refusal =
        at.refusesAccess(TOO_LARGE, at.mint.accessToken().header("pad", "x".repeat(3_100)));
    assertThat(refusal.claim()).contains("header");
  }

  @Test
  @DisplayName("S-16 a duplicate member in claims or header is malformed")
  void duplicates() {
    String claims = "{\"iss\":\"a\",\"aud\":\"b\",\"aud\":\"" + Checkpoint.API + "\"}";
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawPayload(claims));
    at.refusesAccess(
        MALFORMED, at.mint.accessToken().rawPayload("{\"a\":{\"b\":1,\"\\u0062\":2}}"));
    String header = "{\"alg\":\"RS256\",\"kid\":\"rsa-1\",\"alg\":\"RS256\"}";
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawHeader(header));
  }

  @Test
  @DisplayName("S-17 only one text stands for a token: no other last digit is accepted")
  void lastDigits() {
    // Signatures of 256 bytes end in a digit with four unused bits, of 64 bytes too.
    for (String token :
        new String[] {good, at.mint.withKey(TestKeys.p256()).accessToken().compact()}) {
      char last = token.charAt(token.length() - 1);
      String stem = token.substring(0, token.length() - 1);
      int value = DIGITS.indexOf(last);
      for (int bits = 1; bits < 16; bits++) {
        malformed(stem + DIGITS.charAt(value | bits));
      }
    }
  }

  @Test
  @DisplayName("S-17 unused bits in header and payload are refused too")
  void lastDigitsOfOtherSegments() {
    String[] parts = good.split("\\.");
    for (int i = 0; i < 2; i++) {
      for (String filler : new String[] {"", " ", "  "}) {
        // One of three lengths leaves bits over.
        String json = (i == 0 ? "{\"alg\":\"RS256\"" : "{\"a\":1") + filler + "}";
        String segment =
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
        if (segment.length() % 4 != 0) {
          char last = segment.charAt(segment.length() - 1);
          String spoiled =
              segment.substring(0, segment.length() - 1) + DIGITS.charAt(DIGITS.indexOf(last) | 1);
          malformed(
              i == 0
                  ? spoiled + "." + parts[1] + "." + parts[2]
                  : parts[0] + "." + spoiled + "." + parts[2]);
        }
      }
    }
  }

  @ParameterizedTest(name = "S-17 a token with {0} after, before or in it is malformed")
  @ValueSource(
      strings = {
        "\n", "\r\n", " ", "\t", "=", "==", "!", "\u0000", "+", "/", "%", "\u00e9", "\uff21", "."
      })
  void trailingJunk(String junk) {
    malformed(good + junk);
    malformed(junk + good);
    int dot = good.indexOf('.');
    malformed(good.substring(0, dot) + junk + good.substring(dot));
    malformed(good.substring(0, dot + 3) + junk + good.substring(dot + 3));
  }

  @ParameterizedTest(name = "S-17 characters of two halves in segment {0} are malformed")
  @ValueSource(ints = {0, 1, 2})
  void surrogates(int index) {
    String[] parts = good.split("\\.");
    // More of them than there are characters behind: as bytes they are half as many.
    parts[index] = "\ud83d\ude00".repeat(500) + parts[index];
    malformed(String.join(".", parts));
    malformed(String.join(".", parts) + ".AAAA.AAAA");
  }

  @ParameterizedTest(name = "S-17 {0} is malformed")
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "...",
        "....",
        ".....",
        "a",
        "a.b",
        "a.b.c.d",
        "a.b.c.d.e.f",
        "null"
      })
  void otherShapes(String text) {
    malformed(text);
  }

  @Test
  @DisplayName("S-17 an empty header, payload or signature is malformed")
  void emptySegments() {
    String[] parts = good.split("\\.");
    malformed("." + parts[1] + "." + parts[2]);
    malformed(parts[0] + ".." + parts[2]);
    malformed(parts[0] + "." + parts[1] + ".");
  }

  @Test
  @DisplayName("S-17 a segment of one digit over is malformed")
  void impossibleLength() {
    malformed(good + "A".repeat(3));
    malformed(good.replaceFirst("\\.", "AAAAA."));
  }

  @Test
  @DisplayName("J6 claims and header are UTF-8, and nothing else")
  void onlyUtf8() {
    TokenDraft token = at.mint.accessToken();
    byte[] latin = "{\"name\":\"Zo\u00eb\"}".getBytes(StandardCharsets.ISO_8859_1);
    at.refusesAccess(MALFORMED, token.rawPayload(latin));
    at.refusesAccess(MALFORMED, token.rawPayload("{\"a\":1}".getBytes(StandardCharsets.UTF_16)));
    at.refusesAccess(
        MALFORMED, token.rawPayload("\ufeff{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
    byte[] overlong = {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'};
    at.refusesAccess(MALFORMED, token.rawPayload(overlong));
    byte[] surrogate = {'{', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', ':', '1', '}'};
    at.refusesAccess(MALFORMED, token.rawPayload(surrogate));
    assertThat(at.access(token.claim("name", "Zo\u00eb \ud83d\ude00")).string("name"))
        .contains("Zo\u00eb \ud83d\ude00");
  }

  @ParameterizedTest(name = "J3 a payload that is {0} is malformed")
  @ValueSource(
      strings = {
        "[]",
        "1",
        "null",
        "\"text\"",
        " ",
        "{",
        "{}{}",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{a:1}",
        "{\"a\":1}x",
        "/**/{}"
      })
  void otherPayloads(String json) {
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawPayload(json));
  }

  @ParameterizedTest(name = "J3 a header that is {0} is malformed")
  @ValueSource(
      strings = {
        "[]",
        "1",
        "null",
        "{",
        "{}",
        "{\"alg\":1}",
        "{\"alg\":null}",
        "{\"alg\":\"\"}",
        "{\"alg\":[\"RS256\"]}",
        "{\"kid\":\"rsa-1\"}",
        "{\"alg\":\"RS256\",\"typ\":1}"
      })
  void otherHeaders(String json) {
    at.refusesAccess(MALFORMED, at.mint.accessToken().rawHeader(json));
  }

  @Test
  @DisplayName("J12 the JSON forms of a JWS are refused where the compact form is expected")
  void jsonForms() {
    String[] parts = good.split("\\.");
    malformed(
        "{\"payload\":\""
            + parts[1]
            + "\",\"protected\":\""
            + parts[0]
            + "\",\"signature\":\""
            + parts[2]
            + "\"}");
    malformed(
        "{\"payload\":\""
            + parts[1]
            + "\",\"signatures\":[{\"protected\":\""
            + parts[0]
            + "\",\"signature\":\""
            + parts[2]
            + "\"}]}");
  }

  @Test
  @DisplayName("J12 a JWS is not read as a JWE, nor a JWE as a JWS")
  void kindsOfTokenStayApart() {
    at.refusesAccess(MALFORMED, at.mint.accessToken().header("enc", "A256GCM"));
    malformed(good + ".AAAA.AAAA");
  }

  @Test
  @DisplayName("a token with Bearer before it gets a hint")
  void bearerLeftOn() {
    assertThat(malformed("Bearer " + good).hint().orElseThrow()).contains("Bearer");
  }
}
