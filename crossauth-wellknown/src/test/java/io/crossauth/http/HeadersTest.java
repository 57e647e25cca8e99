package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeadersTest {

  private final Headers headers = Headers.of("A", "1").plus("b", "2").plus("a", "3");

  private static List<String> fields(Headers headers) {
    List<String> fields = new ArrayList<>();
    headers.forEach((name, value) -> fields.add(name + ":" + value));
    return fields;
  }

  @Test
  void keepsOrderAndRepetitions() {
    assertThat(fields(headers)).containsExactly("A:1", "b:2", "a:3");
    assertThat(headers.all("a")).containsExactly("1", "3");
    assertThat(headers.first("A")).contains("1");
    assertThat(headers.first("c")).isEmpty();
    assertThat(headers.all("c")).isEmpty();
    assertThat(headers.names()).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void replacesAndRemovesInAnyCase() {
    assertThat(fields(headers.with("a", "4"))).containsExactly("b:2", "a:4");
    assertThat(fields(headers.without("B"))).containsExactly("A:1", "a:3");
    assertThat(fields(headers)).hasSize(3);
  }

  @Test
  void othersOverride() {
    Headers others = Headers.of("A", "x").plus("a", "y").plus("c", "z");

    assertThat(fields(headers.overriddenBy(others))).containsExactly("b:2", "A:x", "a:y", "c:z");
    assertThat(fields(headers.overriddenBy(Headers.none()))).isEqualTo(fields(headers));
  }

  @Test
  @DisplayName("S-28 the text form has no values")
  void textForm() {
    assertThat(Headers.of("Authorization", "Bearer canary")).hasToString("[Authorization]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nX: y", "a\nb", "a\0", "\u007f", "\u0001", "a\u560ab", "€"})
  @DisplayName("a value that would smuggle in another header is refused, and not repeated")
  void badValues(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Headers.of("X", value))
        .withMessageContaining("header X")
        .withMessageNotContaining(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:", "a\r\n", "(a)", "ä", "a\0", "a/b", "{a}"})
  void badNames(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Headers.of(name, "1"));
  }

  @Test
  void goodOnesPass() {
    assertThat(Headers.of("!#$%&'*+-.^_`|~09azAZ", "\t äÿ").names()).hasSize(1);
  }
}
