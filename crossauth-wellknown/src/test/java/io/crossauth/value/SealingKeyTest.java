package io.crossauth.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.InvalidResponseException;
import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A sealed text")
class SealingKeyTest {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final SealingKey key = SealingKey.ephemeral();

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "ab", "abc", "abcd", "\u2713"})
  @DisplayName("attack 17: opens in one form alone, whatever its last character is")
  void one_form(String plain) {
    String sealed = key.seal(plain, "test");
    assertThat(key.open(sealed, "test")).isEqualTo(plain);

    char last = sealed.charAt(sealed.length() - 1);
    for (char other : DIGITS.toCharArray()) {
      if (other != last) {
        refused(sealed.substring(0, sealed.length() - 1) + other);
      }
    }
    for (String more : new String[] {"=", "==", "A", " ", "\n", "\r\n", "%3D"}) {
      refused(sealed + more);
    }
    refused(" " + sealed);
    refused(sealed.replace('-', '+').replace('_', '/') + "+");
  }

  @Test
  @DisplayName("attack 17: for one session opens for no other, whatever its name is made of")
  void names() {
    String sealed = key.seal("x", "session \ud800");

    assertThat(key.open(sealed, "session \ud800")).isEqualTo("x");
    for (String other : new String[] {"session ?", "session \ufffd", "session \ud801"}) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> key.open(sealed, other));
    }
  }

  private void refused(String sealed) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> key.open(sealed, "test"))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.sealed"));
  }

  @Test
  @DisplayName("attack 17: of any length below that of a tag is refused by its type")
  void short_ones() {
    for (int length = 0; length < 60; length++) {
      byte[] bytes = new byte[length];
      if (length > 0) {
        bytes[0] = 1;
      }
      refused(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
  }
}
