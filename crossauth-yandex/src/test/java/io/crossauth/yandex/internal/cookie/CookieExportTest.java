package io.crossauth.yandex.internal.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.yandex.error.InvalidCredentialsException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An export of cookies")
class CookieExportTest {

  private static List<Cookie> cookies(String members) {
    return CookieExport.cookies(
        "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\"yandex.ru\"" + members + "}]");
  }

  @Test
  void comes_back_as_it_was_written() {
    List<Cookie> cookies =
        List.of(
            new Cookie("a", "1 ~", "yandex.ru", false, "/x", Instant.ofEpochSecond(5)),
            new Cookie("b", "", "passport.yandex.ru", true, "/", null));

    assertThat(CookieExport.cookies(CookieExport.write(cookies))).isEqualTo(cookies);
  }

  @Test
  void has_a_dot_before_a_domain_that_is_for_more_than_its_host() {
    assertThat(
            CookieExport.write(
                List.of(
                    new Cookie("a", "1", "yandex.ru", false, "/", null),
                    new Cookie("b", "2", "yandex.ru", true, "/", null))))
        .contains("\".yandex.ru\"", "\"yandex.ru\"");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        ",\"name\":\"\"",
        ",\"name\":\"a;b\"",
        ",\"name\":\"a\\u001f\"",
        ",\"value\":\"1;2\"",
        ",\"value\":\"1\\r\\nX: y\"",
        ",\"value\":\"\\u007f\"",
        ",\"domain\":\"example.com\"",
        ",\"domain\":\"notyandex.ru\"",
        ",\"domain\":1"
      })
  void has_none_that_a_jar_cannot_hold(String member) {
    String name = member.substring(1, member.indexOf(':'));
    String object =
        "{\"name\":\"a\",\"value\":\"1\",\"domain\":\"yandex.ru\"}"
            .replaceFirst(name + ":\"[^\"]*\"", member.substring(1).replace("\\", "\\\\"));

    assertThat(CookieExport.cookies("[" + object + "]")).isEmpty();
    assertThat(cookies("")).hasSize(1);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "/x | /x", "x | /", "'' | /",
      })
  void has_a_path_that_begins_at_the_root(String path, String kept) {
    assertThat(cookies(",\"path\":\"" + path + "\""))
        .extracting(Cookie::path)
        .containsExactly(kept);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource({
    "yandex.ru, , true",
    ".yandex.ru, , false",
    "yandex.ru, false, false",
    ".yandex.ru, true, true"
  })
  void says_whether_a_cookie_is_for_its_host_alone(String domain, Boolean flag, boolean alone) {
    String object =
        "[{\"name\":\"a\",\"value\":\"1\",\"domain\":\""
            + domain
            + "\""
            + (flag == null ? "" : ",\"hostOnly\":" + flag)
            + "}]";

    assertThat(CookieExport.cookies(object))
        .singleElement()
        .satisfies(cookie -> assertThat(cookie.hostOnly()).isEqualTo(alone))
        .satisfies(cookie -> assertThat(cookie.domain()).isEqualTo("yandex.ru"));
  }

  @Test
  void may_have_an_end_with_a_fraction() {
    assertThat(cookies(",\"expirationDate\":5.75"))
        .extracting(Cookie::expires)
        .containsExactly(Instant.ofEpochSecond(5));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"9223372036854775807", "\"5\"", "null"})
  void has_no_end_that_is_none(String end) {
    assertThat(cookies(",\"expirationDate\":" + end))
        .extracting(Cookie::expires)
        .containsOnlyNulls();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"{}", "{\"cookies\":1}", "1", "[", "\"a\""})
  void is_an_array(String text) {
    assertThatExceptionOfType(InvalidCredentialsException.class)
        .isThrownBy(() -> CookieExport.cookies(text));
  }

  @Test
  void may_be_an_object_with_the_array() {
    assertThat(
            CookieExport.cookies(
                "{\"cookies\":[1,{\"name\":\"a\",\"value\":\"1\",\"domain\":\"yandex.ru\"}]}"))
        .extracting(Cookie::name)
        .containsExactly("a");
  }
}
