package io.crossauth.yandex.internal.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.value.Secret;
import io.crossauth.yandex.error.InvalidCredentialsException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Cookies that a person has copied")
class BrowserCookiesTest {

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource({
    "a=1, a=1",
    "Cookie: a=1; b=2, a=1; b=2",
    "COOKIE:a=1, a=1",
    "\ufeff a=1, a=1",
    "'a=1;\r\n b=2', a=1; b=2"
  })
  void are_those_of_a_header(String text, String header) {
    BrowserCookies cookies = BrowserCookies.of(text);

    assertThat(cookies.header()).isEqualTo(Secret.of(header));
    assertThat(cookies.host()).isEqualTo("passport.yandex.ru");
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(strings = {"=1", "a", "# a=1", "a\t=1", "", " ", "cookie: ", "[]", "{}"})
  void are_none_in_another_form(String text) {
    assertThatExceptionOfType(InvalidCredentialsException.class)
        .isThrownBy(() -> BrowserCookies.of(text));
  }

  @Test
  void are_none_where_there_is_nothing() {
    assertThatExceptionOfType(InvalidCredentialsException.class)
        .isThrownBy(() -> BrowserCookies.of(null));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {".yandex.ru", ".yandex.com", ".yandex.com.tr"})
  void of_an_export_are_those_of_its_first_site(String site) {
    BrowserCookies cookies =
        BrowserCookies.of(
            ("[{\"domain\":\".example.com\",\"name\":\"x\",\"value\":\"0\"},"
                    + "{\"domain\":\"SITE\",\"name\":\"a\",\"value\":\"1\"},"
                    + "{\"domain\":\"passportSITE\",\"name\":\"b\",\"value\":\"2\"},"
                    + "{\"domain\":\"SITE\",\"name\":\" \",\"value\":\"3\"},"
                    + "{\"domain\":\".yandex.kz\",\"name\":\"c\",\"value\":\"4\"}]")
                .replace("SITE", site));

    assertThat(cookies.header()).isEqualTo(Secret.of("a=1; b=2"));
    assertThat(cookies.host()).isEqualTo(site);
  }
}
