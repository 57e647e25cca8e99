package io.crossauth.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {

  @ParameterizedTest
  @ValueSource(strings = {"ru", "RU", "com", "co.uk", "com.tr", "github.io", "localhost"})
  void belowThemAnybodyMayRegister(String domain) {
    assertThat(PublicSuffixes.contains(domain)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"yandex.ru", "Yandex.RU", "passport.yandex.ru", "yandex.com.tr"})
  void aRegisteredNameIsNone(String domain) {
    assertThat(PublicSuffixes.contains(domain)).isFalse();
  }
}
