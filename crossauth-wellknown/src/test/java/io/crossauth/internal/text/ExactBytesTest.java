package io.crossauth.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactBytesTest {

  private static final String[] PIECES = {
    "?", "\ufffd", "\ud800", "\ud83d", "\udc00", "\ude00", "a", "\u00e9", "\u2713", "\u0000"
  };

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "\u00fcber \u2713", "\ud83d\ude00 x \ud800\udc00", "?"})
  @DisplayName("attack 17: whole characters are UTF-8")
  void whole(String text) {
    assertThat(ExactBytes.of(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("attack 17: no two strings have the same bytes, halves of characters or not")
  void distinct() {
    List<String> all = new ArrayList<>(List.of(""));
    for (int length = 0; length < 3; length++) {
      for (String start : List.copyOf(all)) {
        for (String piece : PIECES) {
          all.add(start + piece);
        }
      }
    }
    Set<String> texts = new HashSet<>(all);
    Set<String> bytes = new HashSet<>();
    for (String text : texts) {
      bytes.add(new String(ExactBytes.of(text), StandardCharsets.ISO_8859_1));
    }

    assertThat(bytes).hasSameSizeAs(texts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "\udfff", "a\ud800", "\ud800\ud800", "\udc00\ud800"})
  @DisplayName("attack 17: a secret with half a character equals itself alone")
  void secrets(String text) {
    assertThat(Secret.of(text))
        .isEqualTo(Secret.of(text))
        .isNotEqualTo(Secret.of(text.replaceAll("[\ud800-\udfff]", "?")))
        .isNotEqualTo(Secret.of(text.replaceAll("[\ud800-\udfff]", "\ufffd")));
  }
}
