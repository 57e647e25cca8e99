package io.crossauth.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameCacheTest {

  private final NameCache cache = new NameCache();

  private String name(String name) {
    byte[] text = ("\"" + name + "\"").getBytes(UTF_8);
    NameCache.Known known = cache.find(cache.start(), text, 1, text.length - 1);
    return known == null ? null : known.name();
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
    assertThat(name("x".repeat(64))).isEqualTo("x".repeat(64));
    assertThat(name("x".repeat(65))).isNull();
    assertThat(name("Stra\u00dfe")).isEqualTo("Stra\u00dfe");
  }

  private NameCache.Known find(NameCache.Known before, String name) {
    byte[] text = (name + "\"").getBytes(UTF_8);
    return cache.find(before, text, 0, text.length - 1);
  }

  private String guess(NameCache.Known before, String text) {
    NameCache.Known known = cache.guess(before, text.getBytes(UTF_8), 0);
    return known == null ? null : known.name();
  }

  /** As a reader does: a name that is no guess is looked for. */
  private void read(NameCache.Known before, String name) {
    if (guess(before, name + "\"") == null) {
      find(before, name);
    }
  }

  @Test
  @DisplayName("of two names that come behind another again and again, each is guessed")
  void twoGuesses() {
    NameCache.Known issuer = find(cache.start(), "iss");
    for (int i = 0; i < 1_000; i++) {
      read(cache.start(), "iss");
      read(issuer, "subject_type");
      read(issuer, "aud");
    }

    assertThat(guess(cache.start(), "iss\":")).isEqualTo("iss");
    assertThat(guess(issuer, "subject_type\":")).isEqualTo("subject_type");
    assertThat(guess(issuer, "aud\":")).isEqualTo("aud");
    assertThat(guess(issuer, "exp\":")).isNull();
  }

  @DisplayName("a guess is right only where the name stands to its last byte and the text goes on")
  @ParameterizedTest
  @ValueSource(strings = {"a", "sub", "seven77", "eight888", "preferred_username", "Stra\u00dfe"})
  void wholeNamesAlone(String name) {
    for (int i = 0; i < 1_000; i++) {
      read(cache.start(), name);
    }

    assertThat(guess(cache.start(), name + "\"")).isEqualTo(name);
    assertThat(guess(cache.start(), name)).isNull();
    assertThat(guess(cache.start(), name.substring(1) + "\"")).isNull();
    assertThat(guess(cache.start(), name + "x\"")).isNull();
    assertThat(guess(cache.start(), name + "\\\"\"")).isNull();
    for (int i = 0; i < name.length(); i++) {
      String other = name.substring(0, i) + '~' + name.substring(i + 1);
      assertThat(guess(cache.start(), other + "\"")).isNull();
    }
  }

  @Test
  @DisplayName("a guess whose name has lost its place is none, or the name that stands there")
  void lostPlaces() {
    NameCache.Known before = find(cache.start(), "before");
    for (int i = 0; i < 1_000; i++) {
      read(before, "behind");
    }
    assertThat(guess(before, "behind\":1")).isEqualTo("behind");
    for (int i = 0; i < 20_000; i++) {
      find(cache.start(), "n" + i);
      assertThat(guess(before, "behind\":1")).isIn("behind", null);
      assertThat(guess(before, "n" + i + "\":1")).isIn("n" + i, null);
    }
  }
}
