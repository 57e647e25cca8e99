package io.crossauth.tokenconsumer.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pieces, held against the JDK's decoder, which sees the whole at once. */
class Base64PiecesTest {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final Random random = new Random(4_648);

  private String text(int bytes) {
    byte[] random = new byte[bytes];
    this.random.nextBytes(random);
    return BASE64URL.encodeToString(random);
  }

  private static byte[] decoded(String text) {
    return new Base64Pieces().decodeOrNull(text, 0, text.length());
  }

  @Test
  @DisplayName("texts of every length up to five pieces have the bytes that the JDK finds")
  void lengths() {
    for (int bytes = 0; bytes < 960; bytes++) {
      String text = text(bytes);

      assertThat(decoded(text)).isEqualTo(Base64.getUrlDecoder().decode(text));
      assertThat(Base64Url.decode(text)).isEqualTo(Base64.getUrlDecoder().decode(text));
    }
  }

  @Test
  @DisplayName("one decoder for several segments leaves nothing of one in the next")
  void severalSegments() {
    Base64Pieces decoder = new Base64Pieces();
    for (int round = 0; round < 200; round++) {
      String before = text(random.nextInt(600));
      String text = before + "." + text(random.nextInt(600)) + ".";
      int from = before.length() + 1;

      assertThat(decoder.decodeOrNull(text, from, text.length() - 1))
          .isEqualTo(Base64.getUrlDecoder().decode(text.substring(from, text.length() - 1)));
    }
  }

  @DisplayName("S-17 no other character is taken for a digit, wherever it stands")
  @ParameterizedTest
  @ValueSource(
      strings = {"=", "+", "/", ".", " ", "\n", "\0", "?", "\u0080", "\u00c1", "\u0141", "\uff21"})
  void otherCharacters(String other) {
    String good = text(3 * Base64Pieces.DIGITS / 2);
    for (int i = 0; i < good.length(); i++) {
      assertThat(decoded(good.substring(0, i) + other + good.substring(i + 1))).isNull();
    }
  }

  @Test
  @DisplayName("S-17 padding at the end of a piece is refused, as it is anywhere")
  void padding() {
    String piece = text(3 * Base64Pieces.DIGITS / 4);
    for (String end : new String[] {"A=", "=="}) {
      String padded = piece.substring(0, Base64Pieces.DIGITS - 2) + end;

      assertThat(decoded(padded)).isNull();
      assertThat(decoded(padded + piece)).isNull();
      assertThat(decoded(piece + padded + "AAAA")).isNull();
    }
  }
}
