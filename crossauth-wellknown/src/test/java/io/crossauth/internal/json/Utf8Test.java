package io.crossauth.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("UTF-8 is what the JDK's decoder takes for it")
class Utf8Test {

  private static final int[] EDGES = {
    0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
    0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xf8, 0xfe, 0xff
  };

  private static final int[] NONE = {};

  private static boolean isEdge(int b) {
    return Arrays.binarySearch(EDGES, b) >= 0;
  }

  private static boolean ours(byte[] bytes) {
    try {
      Utf8.require(bytes);
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  private static boolean theirs(byte[] bytes) {
    CharBuffer out = CharBuffer.allocate(bytes.length);
    return !StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true).isError();
  }

  private static void same(byte[] bytes) {
    if (ours(bytes) != theirs(bytes)) {
      assertThat(ours(bytes)).as("%s", HexFormat.of().formatHex(bytes)).isEqualTo(theirs(bytes));
    }
  }

  @Test
  @DisplayName("S-29 for each pair of bytes, alone and within ASCII")
  void pairs() {
    for (int first = 0; first < 0x100; first++) {
      same(new byte[] {(byte) first});
      for (int second = 0; second < 0x100; second++) {
        same(new byte[] {(byte) first, (byte) second});
        same(new byte[] {'a', 'b', 'c', (byte) first, (byte) second, 'd', 'e', 'f', 'g', 'h', 'i'});
      }
    }
  }

  @Test
  @DisplayName(
      "S-29 for three and four bytes: every first with every second, and the edges behind them")
  void threeAndFour() {
    for (int first = 0xc0; first < 0x100; first++) {
      for (int second = 0; second < 0x100; second++) {
        for (int third : EDGES) {
          same(new byte[] {(byte) first, (byte) second, (byte) third});
          for (int fourth : isEdge(second) && first >= 0xe0 ? EDGES : NONE) {
            same(new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth});
          }
        }
      }
    }
  }

  @Test
  @DisplayName("S-29 for every character, and for texts of random bytes")
  void charactersAndNoise() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        if (!ours(Character.toString(point).getBytes(StandardCharsets.UTF_8))) {
          assertThat(point).as("a character").isNull();
        }
      }
    }
    Random random = new Random(3_629);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(24)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : 'a');
      }
      same(bytes);
    }
  }
}
