package io.crossauth.internal.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AsciiTest {

  private static final int LONGEST = 3 * Long.BYTES + 1;

  private static byte[] filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return bytes;
  }

  @Test
  @DisplayName("S-29 a byte beyond ASCII is seen at every place of texts of every length")
  void beyondAscii() {
    for (int length = 0; length <= LONGEST; length++) {
      assertThat(Ascii.is(filled(length, 0x7f))).isTrue();
      for (int place = 0; place < length; place++) {
        for (int other : new int[] {0x80, 0xc3, 0xff}) {
          byte[] text = filled(length, 0);
          text[place] = (byte) other;
          assertThat(Ascii.is(text)).as("%d of %d", place, length).isFalse();
        }
      }
    }
  }

  @Test
  @DisplayName("the end of a string is found at every place, and nothing else is taken for it")
  void endOfString() {
    for (int filler = 0; filler < 0x80; filler++) {
      if (filler != '"' && filler != '\\') {
        for (int place = 0; place < LONGEST; place++) {
          byte[] text = filled(LONGEST, filler);
          text[LONGEST - 1] = '"';
          text[place] = (byte) (place % 2 == 0 ? '"' : '\\');
          assertThat(Ascii.quoteOrBackslash(text, 0)).isEqualTo(place);
          assertThat(Ascii.quoteOrBackslash(text, place)).isEqualTo(place);
        }
      }
    }
  }

  @Test
  @DisplayName("a string ends behind its first quotation mark that no backslash is for")
  void behindString() {
    byte[] text = "..\"a\",\"\\\"\\\\\",\"twelve chars\\u0022\" \"open\\\"".getBytes(US_ASCII);
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at < text.length; ) {
      int start = Ascii.quote(text, at);
      at = Ascii.afterString(text, start);
      places.add(start);
      places.add(at);
    }

    assertThat(places).containsExactly(2, 5, 6, 12, 13, 33, 34, text.length + 1);
    assertThat(Ascii.quote(text, text.length)).isEqualTo(text.length);
  }

  @Test
  @DisplayName("a name ends where it ends, whatever stands for its characters")
  void behindName() {
    for (String name :
        List.of("", "a", "abc", "\\\"", "\\\\", "a\\\"", "\\u0061b", "\\\"\\\"", "\\\\\\\"")) {
      byte[] text = ("{\"" + name + "\":\"\"}").getBytes(US_ASCII);
      int length = Json.string(text, 1).length();

      assertThat(Ascii.afterName(text, 1, length)).as(name).isEqualTo(name.length() + 3);
    }
  }
}
