package io.crossauth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  @DisplayName("attack 17: names with halves of characters are names of their own")
  void distinct() {
    Set<String> names =
        Set.of(
            Names.of("?"),
            Names.of("\ufffd"),
            Names.of("\ud800"),
            Names.of("\ud801"),
            Names.of("\udc00"),
            Names.of("\ud800\ud800"));

    assertThat(names).hasSize(6).allMatch(name -> name.length() == 43);
  }
}
