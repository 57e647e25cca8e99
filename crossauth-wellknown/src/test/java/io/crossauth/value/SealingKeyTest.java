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

  @Test
  @DisplayName("opens with the same bytes, however they are written")
  void of_one_key() {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) 0xfb);
    String sealed = SealingKey.of(bytes).seal("x", "test");

    for (Base64.Encoder encoder :
        new Base64.Encoder[] {
          Base64.getEncoder(), Base64.getUrlEncoder(), Base64.getUrlEncoder().withoutPadding()
        }) {
      SealingKey same = SealingKey.of(Secret.of(" " + encoder.encodeToString(bytes) + "\n"));
      assertThat(same.open(sealed, "test")).isEqualTo("x");
      assertThat(same.name()).isEqualTo(SealingKey.of(bytes).name()).hasSize(12);
    }
  }

  @ParameterizedTest(name = "of {0} bytes")
  @ValueSource(ints = {0, 16, 31, 33, 64})
  @DisplayName("is not made with a key of another length")
  void of_other_lengths(int length) {
    byte[] bytes = new byte[length];

    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> SealingKey.of(bytes))
        .withMessage("key: expected 32 bytes, found " + length);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> SealingKey.of(Secret.of("=" + Base64.getEncoder().encodeToString(bytes))))
        .withMessage("key: expected base64 of 32 bytes")
        .withNoCause();
  }

  @Test
  @DisplayName("has a key whose name and text tell it from others and say nothing of it")
  void shown() {
    assertThat(key.name()).matches("[\\w-]{12}").isNotEqualTo(SealingKey.ephemeral().name());
    assertThat(key).hasToString("SealingKey[***]");
  }

  @Test
  @DisplayName("is found by a digest of this key, this purpose and this text alone")
  void digests() {
    String digest = key.digest("bc", "a");

    assertThat(digest).matches("[\\w-]{43}").isEqualTo(key.digest("bc", "a"));
    assertThat(digest)
        .isNotEqualTo(key.digest("c", "ab"))
        .isNotEqualTo(key.digest("bd", "a"))
        .isNotEqualTo(SealingKey.ephemeral().digest("bc", "a"));
  }
}
