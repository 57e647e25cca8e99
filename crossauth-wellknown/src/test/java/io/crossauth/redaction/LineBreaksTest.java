package io.crossauth.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds of what a terminal obeys. */
class LineBreaksTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 0x1b, 0x1f, 0x7f, 0x80, 0x9f, 0x202a, 0x202e, 0x2066, 0x2069})
  void controlsAreEscaped(int c) {
    assertThat(Redaction.redact("a" + (char) c + "b")).isEqualTo("a\\u%04xb".formatted(c));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x0a, 0x0b, 0x0c, 0x0d, 0x85, 0x2028, 0x2029})
  void breaksAreBars(int c) {
    assertThat(Redaction.redact("a" + (char) c + "b")).isEqualTo("a | b");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x09, 0x20, 0x7e, 0xa0, 0x2027, 0x202f, 0x2065, 0x206a})
  void othersStay(int c) {
    assertThat(Redaction.redact("a" + (char) c + "b")).isEqualTo("a" + (char) c + "b");
  }
}
