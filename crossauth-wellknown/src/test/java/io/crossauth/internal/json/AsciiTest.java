package io.crossauth.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
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
  @DisplayName("what does not stand for itself in a string is found at every place, and no more")
  void endOfPlain() {
    for (int b = 0; b < 0x100; b++) {
      boolean plain = b >= ' ' && b != '"' && b != '\\';
      for (int place = 0; place < LONGEST; place++) {
        byte[] text = filled(LONGEST, 0xc3);
        text[place] = (byte) b;
        int expected = plain ? LONGEST : place;
        assertThat(Ascii.endOfPlain(text, 0)).as("%d at %d", b, place).isEqualTo(expected);
        assertThat(Ascii.endOfPlain(text, place)).as("%d at %d", b, place).isEqualTo(expected);
      }
    }
  }
}
