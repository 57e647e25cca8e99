package io.crossauth.tokenconsumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.internal.CompactToken;
import io.crossauth.tokenconsumer.internal.TokenLexer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every token, tried with seeded chance; the seed is in the name. */
class PropertiesTest {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final Checkpoint at = new Checkpoint();

  @ParameterizedTest(
      name = "what the lexer accepts is exactly what its segments encode to, seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void lexerRoundTrip(long seed) throws IOException {
    Random random = new Random(seed);
    TokenLexer lexer = new TokenLexer(16 * 1024);
    for (int i = 0; i < 5_000; i++) {
      byte[] payload = bytes(random, 1 + random.nextInt(90));
      byte[] signature = bytes(random, 1 + random.nextInt(90));
      String text =
          String.join(
              ".",
              BASE64URL.encodeToString("{\"alg\":\"x\"}".getBytes(StandardCharsets.UTF_8)),
              BASE64URL.encodeToString(payload),
              BASE64URL.encodeToString(signature));
      CompactToken token = lexer.read(text);
      assertThat(token.payload()).isEqualTo(payload);
      assertThat(token.signature()).isEqualTo(signature);
      assertThat(token.encrypted()).isFalse();
      assertThat(new String(token.signed(), 0, token.signedLength(), StandardCharsets.US_ASCII))
          .isEqualTo(text.substring(0, text.lastIndexOf('.')));
    }
  }

  @ParameterizedTest(name = "no two texts decode to the same token, seed {0}")
  @ValueSource(longs = {4, 5})
  void oneTextForEachToken(long seed) {
    Random random = new Random(seed);
    TokenLexer lexer = new TokenLexer(16 * 1024);
    for (int i = 0; i < 20_000; i++) {
      byte[] ascii = bytes(random, 3 + random.nextInt(20));
      StringBuilder text = new StringBuilder("eyJ");
      for (byte b : ascii) {
        text.append(".ABCDEFGQgwxyz0123456789-_=+/ ".charAt(Math.floorMod(b, 30)));
      }
      try {
        CompactToken token = lexer.read(text.toString());
        if (!token.encrypted()) {
          String again =
              text.substring(0, text.indexOf(".") + 1)
                  + BASE64URL.encodeToString(token.payload())
                  + "."
                  + BASE64URL.encodeToString(token.signature());
          assertThat(again).isEqualTo(text.toString());
        }
      } catch (TokenRejectedException e) {
        assertThat(e.reason()).isEqualTo(RejectionReason.MALFORMED);
      }
    }
  }

  @ParameterizedTest(name = "a good token with any one character changed is refused, seed {0}")
  @ValueSource(longs = {6, 7, 8})
  void oneCharacterChanged(long seed) {
    Random random = new Random(seed);
    OAuthTokenConsumer consumer = at.forAccess().build();
    String good = at.mint.withKey(TestKeys.p256()).accessToken().compact();
    for (int i = 0; i < 300; i++) {
      int place = random.nextInt(good.length());
      char other =
          (char) (random.nextInt(4) == 0 ? random.nextInt(0x250) : 45 + random.nextInt(78));
      if (other != good.charAt(place)) {
        String changed = good.substring(0, place) + other + good.substring(place + 1);
        assertThat(consumer.tokenAuthorized(changed, TokenType.ACCESS)).as(changed).isEmpty();
      }
    }
    consumer.verify(good, TokenType.ACCESS);
  }

  @ParameterizedTest(name = "a text of chance is refused, and by our own exception, seed {0}")
  @ValueSource(longs = {9, 10})
  void rubbish(long seed) {
    Random random = new Random(seed);
    OAuthTokenConsumer consumer = at.forAccess().build();
    String[] pieces = {
      ".",
      "..",
      "eyJhbGciOiJSUzI1NiJ9",
      "e30",
      "=",
      "\n",
      "A",
      "eyJhbGciOiJub25lIn0",
      "\u20ac",
      "{",
      "eyJhbGciOiJSUzI1NiIsImtpZCI6InJzYS0xIn0",
      "AAAA",
      "\ud83d"
    };
    for (int i = 0; i < 5_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(9); j >= 0; j--) {
        text.append(pieces[random.nextInt(pieces.length)]);
      }
      assertThat(consumer.tokenAuthorized(text.toString(), TokenType.ACCESS)).isEmpty();
    }
  }

  @ParameterizedTest(
      name = "a token is good from nbf - skew until exp + skew, and at no other time, seed {0}")
  @ValueSource(longs = {11, 12})
  void clockEdges(long seed) {
    Random random = new Random(seed);
    Instant now = at.time.instant();
    for (int i = 0; i < 300; i++) {
      Duration skew = Duration.ofSeconds(random.nextInt(601));
      Instant end = now.plusSeconds(random.nextInt(1_401) - 700);
      Instant start = now.plusSeconds(random.nextInt(1_401) - 700);
      OAuthTokenConsumer consumer = at.forAccess().clockSkew(skew).build();
      boolean good = now.isBefore(end.plus(skew)) && !now.isBefore(start.minus(skew));
      String token =
          at.mint
              .withKey(TestKeys.ed25519())
              .accessToken()
              .claim("exp", end)
              .claim("nbf", start)
              .compact();
      assertThat(consumer.tokenAuthorized(token, TokenType.ACCESS).isPresent())
          .as("skew %s, exp %s, nbf %s", skew, end, start)
          .isEqualTo(good);
    }
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
