package io.crossauth.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NameCacheTest {

  private final NameCache cache = new NameCache();

  private String name(String name) {
    byte[] text = ("\"" + name + "\"").getBytes(UTF_8);
    return cache.name(text, 1, text.length - 1);
  }

  @Test
  @DisplayName("the names of several providers' tokens do not drive each other out")
  void stay() {
    String[] first = new String[80];
    for (int i = 0; i < first.length; i++) {
      first[i] = name("claim_" + i);
    }
    for (int i = 0; i < first.length; i++) {
      assertThat(name("claim_" + i)).isSameAs(first[i]);
    }
  }

  @Test
  @DisplayName("of more names than there is room for, each is read as it stands")
  void full() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 3_000; i++) {
        assertThat(name("n" + i)).isEqualTo("n" + i);
      }
    }
    assertThat(name("n" + "x".repeat(100))).isEqualTo("n" + "x".repeat(100));
    assertThat(name("Stra\u00dfe")).isEqualTo("Stra\u00dfe");
  }
}
