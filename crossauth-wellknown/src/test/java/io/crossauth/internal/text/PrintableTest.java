package io.crossauth.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n", "\r", "\t", "\0", "\u001b", "\u007f", "\u0085", "\u009b", "\u2028", "\u2029",
        "\u202e", "\u200b", "\ufeff", "\ue000", "\ud800", "\u0378"
      })
  void whatForgesLinesOrHidesTextBecomesAQuestionMark(String odd) {
    assertThat(Printable.of("a" + odd + "b", 10)).isEqualTo("a?b");
  }

  @Test
  void lettersOfAllScriptsStay() {
    assertThat(Printable.of("äß 東京 Привет €", 100)).isEqualTo("äß 東京 Привет €");
  }

  @Test
  void whatIsTooLongIsCut() {
    assertThat(Printable.of("abcdef", 6)).isEqualTo("abcdef");
    assertThat(Printable.of("abcdefg", 6)).isEqualTo("abcdef…");
    assertThat(Printable.of("x".repeat(1_000_000), 80)).hasSize(81);
  }
}
