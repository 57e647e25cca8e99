package io.crossauth.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that end where a value, a quote or a mark has only begun. */
class CutOffTest {

  private static final List<String> PIECES =
      List.of(
          "password",
          "authorization",
          "cookie",
          "code",
          "tokens",
          "Bearer",
          "-----BEGIN",
          " PRIVATE KEY-----",
          "{",
          "}",
          "[",
          "]",
          "<",
          ">",
          "\"",
          "'",
          "\\",
          "=",
          ":",
          "://",
          "@",
          "%3D",
          "%",
          "--",
          " ",
          "\n",
          ",",
          "value",
          "1",
          "<![CDATA[",
          "\u0080",
          "\u00e4");

  @Test
  @DisplayName("attack 6: any three pieces of a line, in any order, are read to their end")
  void anyThreePieces() {
    for (String first : PIECES) {
      for (String second : PIECES) {
        for (String third : PIECES) {
          assertThat(Redaction.redact(first + second + third)).isNotNull();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--password ",
        "--authorization\t",
        "--code  ",
        "password",
        "name=\"password\"",
        "a <password x",
        "a <password x <b>y</b>"
      })
  @DisplayName("attack 6: a name without a value stays as it is")
  void nothingBehindAName(String line) {
    assertThat(Redaction.redact(line)).isEqualTo(line);
  }
}
