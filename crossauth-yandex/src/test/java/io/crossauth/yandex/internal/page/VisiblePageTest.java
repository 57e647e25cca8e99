package io.crossauth.yandex.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a page is blank for a browser; blanks are written as underscores here. */
@DisplayName("Of a page")
class VisiblePageTest {

  private static String visible(String page) {
    return VisiblePage.of(unescaped(page)).toString().replace(' ', '_').replace("\n", "\\n");
  }

  private static String unescaped(String page) {
    return page.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a<!--b-->c                      | a________c",
        "a<!---->c                       | a_______c",
        "a<!--b<!--c-->d-->e             | a_____________d-->e",
        "a<!--b                          | a_____",
        "a<b>//c</b>/*d*/                | a<b>//c</b>/*d*/",
        "<                               | <",
        "a<!-b                           | a<!-b",
        "<!--a--><!--b-->                | ________________"
      })
  void a_comment_of_html_is_blank(String page, String seen) {
    assertThat(visible(page)).isEqualTo(seen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "<script>/*a*/b</script>         | <script>_____b</script>",
        "<SCRIPT>/*a*/b</SCRIPT>c        | <SCRIPT>_____b</SCRIPT>c",
        "<script\\tx>/*a*/b              | <script\tx>_____b",
        "<script/>/*a*/b                 | <script/>_____b",
        "<script x='//'>/*a*/b           | <script x='//'>_____b",
        "<scripts>/*a*/b                 | <scripts>/*a*/b",
        "<script                         | <script",
        "<script>                        | <script>",
        "<script>a</script>/*b*/         | <script>a</script>/*b*/",
        "<script>a</script><!--b-->      | <script>a</script>________",
        "<script>a</script><script>//b   | <script>a</script><script>___"
      })
  void a_script_is_what_stands_between_its_tags(String page, String seen) {
    assertThat(visible(page)).isEqualTo(seen.replace(' ', '_'));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a//b\\nc                        | a___\\nc",
        "a//b\\rc                        | a___\rc",
        "a//b*/c\\nd                     | a______\\nd",
        "a/*b\\nc*/d                     | a_______d",
        "a/**/b                          | a____b",
        "a/*/b*/c                        | a______c",
        "a/***/b                         | a_____b",
        "a/*b                            | a___",
        "a//b</script>c                  | a___</script>c",
        "a//b</script                    | a___</script",
        "a/*b</script>c*/                | a___</script>c*/",
        "a<!--b\\nc                      | a_____\\nc",
        "a<b                             | a<b",
        "//a\\n//b\\nc                   | ___\\n___\\nc",
        "a/b//c                          | a/b___"
      })
  void a_comment_of_a_script_is_blank(String script, String seen) {
    assertThat(visible("<script>" + script)).isEqualTo("<script>" + seen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'//a'//b                        | '//a'___",
        "\"//a\"//b                      | \"//a\"___",
        "`//a\\n//b`//c                  | `//a\\n//b`___",
        "'\\'//a'//b                     | '\\'//a'___",
        "'\\\\'//b                       | '\\\\'___",
        "'a\\n//b                        | 'a\\n___",
        "\"a\\r//b                       | \"a\r___",
        "'a\"//b'//c                     | 'a\"//b'___",
        "''//a                           | ''___",
        "'a</script>/*b*/                | 'a</script>/*b*/",
        "'a\\                            | 'a\\"
      })
  void a_comment_is_none_within_a_string(String script, String seen) {
    assertThat(visible("<script>" + script)).isEqualTo("<script>" + seen);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "x=/'/;//a                       | x=/'/;___",
        "x=/[/']/;//a                    | x=/[/']/;___",
        "x=/\\/'/;//a                    | x=/\\/'/;___",
        "x=/[\\]/']/;//a                 | x=/[\\]/']/;___",
        "x=/[[]/;'//a'                   | x=/[[]/;'//a'",
        "x=/]/;'//a'                     | x=/]/;'//a'",
        "x=/'\\n//a                      | x=/'\\n___",
        "x=/'\\r//a                      | x=/'\r___",
        "/'/;//a                         | /'/;___",
        "x=(/'/);//a                     | x=(/'/);___",
        "a/'//b'                         | a/'//b'",
        "a)/'//b'                        | a)/'//b'",
        "x=/a</script>/*b*/              | x=/a</script>/*b*/",
        "x=/a                            | x=/a"
      })
  void a_comment_is_none_within_a_regular_expression(String script, String seen) {
    assertThat(visible("<script>" + script)).isEqualTo("<script>" + seen);
  }

  @Test
  void a_regular_expression_may_stand_behind_a_blank() {
    assertThat(visible("<script>x = /'/; //a")).isEqualTo("<script>x_=_/'/;____");
  }

  @Test
  void a_division_may_stand_behind_a_blank() {
    assertThat(visible("<script>x /'//a'")).isEqualTo("<script>x_/'//a'");
  }

  @Test
  void nothing_moves() {
    CharSequence page = VisiblePage.of("a<!--b-->c");

    assertThat(page.length()).isEqualTo(10);
    assertThat(page.charAt(9)).isEqualTo('c');
    assertThat(page.charAt(1)).isEqualTo(' ');
    assertThat(page.subSequence(8, 10)).hasToString(" c");
  }
}
