package io.crossauth.tokenconsumer.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strictly base64url, held against the JDK's decoder, which forgives some. */
class Base64UrlTest {

  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private final Random random = new Random(4_648);

  private String text(int bytes) {
    byte[] random = new byte[bytes];
    this.random.nextBytes(random);
    return BASE64URL.encodeToString(random);
  }

  private static byte[] segment(String text, int from, int to) {
    return Base64Url.decodeOrNull(text.getBytes(ISO_8859_1), from, to);
  }

  @Test
  @DisplayName("texts of every length have the bytes that the JDK finds")
  void lengths() {
    for (int bytes = 0; bytes < 960; bytes++) {
      String text = text(bytes);

      assertThat(Base64Url.decode(text)).isEqualTo(Base64.getUrlDecoder().decode(text));
    }
  }

  @Test
  @DisplayName("a segment ends where it is said to")
  void segments() {
    for (int round = 0; round < 200; round++) {
      String before = text(random.nextInt(600));
      String text = before + "." + text(random.nextInt(600)) + ".";
      int from = before.length() + 1;

      assertThat(segment(text, from, text.length() - 1))
          .isEqualTo(Base64.getUrlDecoder().decode(text.substring(from, text.length() - 1)));
    }
  }

  @DisplayName("S-17 no other character is taken for a digit, wherever it stands")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "=",
        "+",
        "/",
        ".",
        " ",
        "\n",
        "\0",
        "?",
        "\u0080",
        "\u00c1",
        "\u0141",
        "\uff21",
        "\ud83d",
        "\ud83d\ude00"
      })
  void otherCharacters(String other) {
    String good = text(300);
    for (int i = 0; i < good.length(); i++) {
      assertThat(Base64Url.decode(good.substring(0, i) + other + good.substring(i + 1))).isNull();
    }
  }

  @Test
  @DisplayName("S-17 padding is refused, at the end of four characters as anywhere else")
  void padding() {
    String good = text(300);
    for (int i = 0; i + 4 <= good.length(); i++) {
      for (String end : new String[] {"A=", "=="}) {
        String padded = good.substring(0, i + 2) + end + good.substring(i + 4);

        assertThat(Base64Url.decode(padded)).isNull();
      }
    }
    assertThat(Base64Url.decode("QQ==")).isNull();
    assertThat(Base64Url.decode("QUI=")).isNull();
  }
}
