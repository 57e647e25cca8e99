package io.crossauth.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiSetTest {

  private final AsciiSet visible = AsciiSet.of(c -> c > ' ' && c <= '~');
  private final AsciiSet letters = AsciiSet.of(Character::isLetter);

  @Test
  @DisplayName("a text of such characters alone is held, and an empty one")
  void held() {
    for (char c = '!'; c <= '~'; c++) {
      assertThat(visible.holdsAll("ab" + c + "cd")).isTrue();
    }
    assertThat(visible.holdsAll("")).isTrue();
    assertThat(letters.holdsAll("abcXYZ")).isTrue();
  }

  @DisplayName(
      "one other character is enough, wherever it stands, and whatever it becomes in Latin-1")
  @ParameterizedTest
  @ValueSource(
      strings = {
        " ",
        "\0",
        "\n",
        "\u007f",
        "\u0080",
        "\u00e9",
        "\u0141",
        "\u0160",
        "\uff21",
        "\ud83d",
        "\ude00",
        "\ud83d\ude00"
      })
  void others(String other) {
    String text = "a?b";
    for (int i = 0; i <= text.length(); i++) {
      assertThat(visible.holdsAll(text.substring(0, i) + other + text.substring(i))).isFalse();
    }
    assertThat(letters.holdsAll("ab" + other)).isFalse();
  }

  @Test
  @DisplayName("a letter beyond ASCII is none of ASCII's, though it may be a letter")
  void beyondAscii() {
    assertThat(letters.holdsAll("\u00e9")).isFalse();
    assertThat(letters.holdsAll("\u0416")).isFalse();
    assertThat(letters.holdsAll("a1")).isFalse();
  }
}
