package io.crossauth.yandex.internal.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The field Set-Cookie")
class SetCookieTest {

  private static final URI PAGE = URI.create("https://passport.yandex.ru/auth/session/?a=b");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static Optional<Cookie> read(String header) {
    return SetCookie.read(header, PAGE, NOW);
  }

  @Test
  void may_be_8_KiB_long_and_no_longer() {
    String longest = "a=" + "x".repeat(8 * 1024 - 2);

    assertThat(read(longest)).isPresent();
    assertThat(read(longest + "x")).isEmpty();
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(strings = {"a=1 ~", "a~=1", "a a=1"})
  void may_have_any_printable_character(String header) {
    assertThat(read(header)).isPresent();
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(strings = {"a=1\u001f2", "a=1\u007f2", "a\u001fa=1", "a\u007fa=1"})
  void has_no_other_character_in_name_and_value(String header) {
    assertThat(read(header)).isEmpty();
  }

  @Test
  void has_a_value_up_to_the_first_semicolon() {
    Cookie cookie = read(" a = b=c ; Path=/ ").orElseThrow();

    assertThat(cookie.name()).isEqualTo("a");
    assertThat(cookie.value()).isEqualTo("b=c");
    assertThat(cookie.path()).isEqualTo("/");
  }

  @Test
  void counts_by_the_last_attribute_of_a_name() {
    Cookie cookie = read("a=1; Path=/one; path = /two ; =x; HttpOnly").orElseThrow();

    assertThat(cookie.path()).isEqualTo("/two");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "https://passport.yandex.ru, /",
    "https://passport.yandex.ru/, /",
    "https://passport.yandex.ru/a, /",
    "https://passport.yandex.ru/a/, /a",
    "https://passport.yandex.ru/a/b, /a"
  })
  void is_for_the_folder_of_the_page_where_it_names_no_path(String page, String path) {
    assertThat(SetCookie.read("a=1; Path=b", URI.create(page), NOW).map(Cookie::path))
        .contains(path);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "__Host-a=1; Path=/",
        "__Host-a=1; Path=/auth; Secure",
        "__Host-a=1; Secure",
        "__Host-a=1; Path=/; Secure; Domain=passport.yandex.ru",
        "__hOST-a=1; Path=/",
        "__Secure-a=1",
        "__sECURE-a=1"
      })
  void keeps_what_its_name_promises(String header) {
    assertThat(read(header)).isEmpty();
  }

  @Test
  void of_a_public_suffix_is_for_that_host_alone() {
    Optional<Cookie> cookie =
        SetCookie.read("a=1; Domain=github.io", URI.create("https://github.io/"), NOW);

    assertThat(cookie.map(Cookie::hostOnly)).contains(true);
    assertThat(cookie.map(Cookie::domain)).contains("github.io");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Max-Age=9999999999", "Max-Age=-9999999999"})
  void may_have_an_age_of_ten_digits(String age) {
    long seconds = Long.parseLong(age.substring(8));

    assertThat(read("a=1; " + age).map(Cookie::expires)).contains(NOW.plusSeconds(seconds));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"Max-Age=10000000000", "Max-Age=1.5", "Max-Age=+1", "Max-Age=", "x=1"})
  void has_no_end_by_an_age_that_is_none(String age) {
    assertThat(read("a=1; " + age).orElseThrow().expires()).isNull();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "06 nov 69 01:02:03        | 2069-11-06T01:02:03Z",
        "06 nov 70 01:02:03        | 1970-11-06T01:02:03Z",
        "06 nov 99 01:02:03        | 1999-11-06T01:02:03Z",
        "06 nov 00 01:02:03        | 2000-11-06T01:02:03Z",
        "06 nov 1601 01:02:03      | 1601-11-06T01:02:03Z",
        "06 dec 2030 01:02:03      | 2030-12-06T01:02:03Z",
        "06 jan 2030 01:02:03      | 2030-01-06T01:02:03Z",
        "6 nov 2030 1:2:3          | 2030-11-06T01:02:03Z",
        "06 nov 2030 01:02:03 04:05:06 | 2030-11-06T01:02:03Z",
        "06 nov dec 2030 01:02:03  | 2030-11-06T01:02:03Z",
        "06 nov 2030 1999 01:02:03 | 2030-11-06T01:02:03Z",
        "06 nov 07 01:02:03        | 2007-11-06T01:02:03Z",
        "06 x nov 2030 01:02:03    | 2030-11-06T01:02:03Z",
        "06th november 2030x 01:02:03Z | 2030-11-06T01:02:03Z"
      })
  void reads_its_date_as_browsers_do(String date, Instant end) {
    assertThat(CookieDate.read(date)).contains(end);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "06 nov 100 01:02:03",
        "06 no 2030 01:02:03",
        "06 nov 2030 01:02",
        "06 nov 2030 25:02:03",
        "06 nov 20300 01:02:03",
        "006 nov 2030 01:02:03"
      })
  void has_no_date_that_is_none(String date) {
    assertThat(CookieDate.read(date)).isEmpty();
  }

  @Test
  void takes_its_name_from_nowhere_else() {
    assertThat(read("a; b=1")).isEmpty();
    assertThat(read(" =1")).isEmpty();
  }

  @Test
  void compares_the_path_of_an_address_without_one_as_that_of_the_root() {
    assertThat(Cookie.path(URI.create("https://yandex.ru"))).isEqualTo("/");
    assertThat(Cookie.path(URI.create("mailto:a@yandex.ru"))).isEqualTo("/");
  }
}
