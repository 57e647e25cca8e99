package io.crossauth.tokenconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The lexer, held against the rule told in a slower way. */
class TokenLexerTest {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final String[] OTHERS = {
    "=",
    "==",
    "+",
    "/",
    " ",
    "\n",
    "\r\n",
    "\0",
    "?",
    ".",
    "..",
    "\u0080",
    "\u00c1",
    "\u00ff",
    "\u012e",
    "\u0141",
    "\uff21",
    "\ud83d",
    "\ude00",
    "\ud83d\ude00".repeat(20),
    "A="
  };

  private final TokenLexer lexer = new TokenLexer(16 * 1024);
  private final Random random = new Random(7_515);

  @Test
  @DisplayName("S-17 of made and spoilt texts, those with one text for each value are accepted")
  void spoiltTexts() {
    int accepted = 0;
    for (int round = 0; round < 20_000; round++) {
      String text = text();
      boolean good = isGood(text.split("\\.", -1));

      assertThat(isAccepted(text)).as("%s", text).isEqualTo(good);
      accepted += good ? 1 : 0;
    }
    assertThat(accepted).isBetween(1_000, 15_000);
  }

  private boolean isAccepted(String text) {
    try {
      CompactToken token = lexer.read(text);
      String[] parts = text.split("\\.", -1);
      assertThat(token.encrypted()).isEqualTo(parts.length == 5);
      assertThat(token.header()).isEqualTo(Base64.getUrlDecoder().decode(parts[0]));
      if (!token.encrypted()) {
        assertThat(token.payload()).isEqualTo(Base64.getUrlDecoder().decode(parts[1]));
        assertThat(token.signature()).isEqualTo(Base64.getUrlDecoder().decode(parts[2]));
      }
      return true;
    } catch (TokenRejectedException e) {
      assertThat(e.reason()).isEqualTo(RejectionReason.MALFORMED);
      return false;
    }
  }

  private static boolean isGood(String[] parts) {
    boolean good = parts.length == 3 || parts.length == 5;
    for (int i = 0; i < parts.length; i++) {
      good &= parts[i].isEmpty() ? parts.length == 5 && i == 1 : isSegment(parts[i]);
    }
    return good;
  }

  private static boolean isSegment(String text) {
    if (!text.matches("[A-Za-z0-9_-]+\\z") || text.length() % 4 == 1) {
      return false;
    }
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int dots = random.nextInt(10) == 0 ? random.nextInt(7) : 2 + 2 * random.nextInt(2);
    for (int i = 0; i <= dots; i++) {
      byte[] bytes = new byte[random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(40)];
      random.nextBytes(bytes);
      text.append(i == 0 ? "" : ".");
      text.append(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return spoilt(text);
  }

  private String spoilt(StringBuilder text) {
    int place = random.nextInt(text.length() + 1);
    int end = Math.min(text.length(), place + random.nextInt(2));
    return switch (random.nextInt(4)) {
      case 0 -> text.replace(place, end, OTHERS[random.nextInt(OTHERS.length)]).toString();
      case 1 -> text.replace(place, end, "" + DIGITS.charAt(random.nextInt(64))).toString();
      default -> text.toString();
    };
  }
}
