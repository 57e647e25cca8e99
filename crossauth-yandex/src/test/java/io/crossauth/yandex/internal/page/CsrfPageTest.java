package io.crossauth.yandex.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrfPageTest {

  @Test
  @DisplayName("Y-30 the hidden field of a form")
  void hiddenField() {
    assertThat(
            CsrfPage.find(
                "<form action=\"/x\"><input type=\"hidden\" name=\"csrf_token\""
                    + " value=\"TOK-A\"></form>"))
        .contains("TOK-A");
  }

  @Test
  @DisplayName("Y-30 a field whose value stands elsewhere is none")
  void valueMustFollow() {
    assertThat(CsrfPage.find("<input name=\"csrf_token\" type=\"hidden\" value=\"TOK-A\">"))
        .isEmpty();
  }

  @Test
  @DisplayName("Y-31 a member of a script's object, in single quotes")
  void scriptMember() {
    assertThat(CsrfPage.find("<script>cfg = { 'csrf_token' : 'TOK-B', 'lang': 'ru' };</script>"))
        .contains("TOK-B");
  }

  @Test
  @DisplayName("Y-32 a member of a JSON object, over several lines too")
  void jsonMember() {
    assertThat(
            CsrfPage.find(
                "<script type=\"application/json\">{\"lang\":\"ru\",\"csrf_token\": \"TOK-C\"}"))
        .contains("TOK-C");
    assertThat(CsrfPage.find("{\"csrf_token\"\n\t: \r\n \"TOK-C\"}")).contains("TOK-C");
  }

  @Test
  @DisplayName("Y-33 a variable of the window")
  void windowVariable() {
    assertThat(CsrfPage.find("<script>window.__CSRF__ = \"TOK-D\";</script>")).contains("TOK-D");
  }

  @Test
  @DisplayName("Y-34 a constant of the script")
  void scriptConstant() {
    assertThat(CsrfPage.find("<script>const __CSRF__ = \"TOK-E\";</script>")).contains("TOK-E");
    assertThat(CsrfPage.find("<script>const __CSRF__=\"TOK-E\";</script>")).contains("TOK-E");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html><body>nothing here</body></html>",
        "",
        "\"csrf_token\" value=\"\"",
        "'csrf_token': ''",
        "\"csrf_token\": \"\"",
        "__CSRF__ = \"\"",
        "__csrf__ = \"TOK\"",
        "\"CSRF_TOKEN\": \"TOK\"",
        "__CSRF__ = \"TOK",
        "'csrf_token': 'TOK",
        "__CSRF__ = \"TOK\r\nX-Evil: 1\"",
        "__CSRF__ = \"ТОК\""
      })
  @DisplayName("Y-35 a page without a token that can be used has none")
  void noToken(String page) {
    assertThat(CsrfPage.find(page)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>window.__CSRF__ = 'TOK';</script>",
        "<script>window.__CSRF__=`TOK`</script>",
        "<script>self.__CSRF__ = \"TOK\"</script>",
        "<script>window['__CSRF__'] = \"TOK\"</script>",
        "<script>x = {'csrf_token': \"TOK\"}</script>",
        "<script>x = {csrf_token: 'TOK'}</script>",
        "<input name='csrf_token' value='TOK'>",
        "<input name=\"csrf_token\" value = 'TOK'>"
      })
  @DisplayName("17-csrf: any quotes that a browser takes")
  void otherQuotes(String page) {
    assertThat(CsrfPage.find(page)).contains("TOK");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "<script>__CSRF__ = \"a\\u003ab\\x2Fc\\/d\"</script>~a:b/c/d",
        "<script>x={\"csrf_token\":\"a\\u{3D}\\\"b\"}</script>~a=\"b",
        "<script>__CSRF__ = 'it\\'s'</script>~it's",
        "<input name=\"csrf_token\" value=\"a&amp;b&#61;&#x2F;&quot;c&plus;\">~a&b=/\"c+",
        "<input name=\"csrf_token\" value=\"a\\u003ab&unknown;\">~a\\u003ab&unknown;"
      })
  @DisplayName("17-csrf: a value is decoded as the place that it stands in has it")
  void decoded(String page, String token) {
    assertThat(CsrfPage.find(page)).contains(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!-- <script>window.__CSRF__ = \"OLD\"</script> --><script>__CSRF__ = \"TOK\"</script>",
        "<script>// window.__CSRF__ = \"OLD\"\nwindow.__CSRF__ = \"TOK\"</script>",
        "<script>/* __CSRF__ = \"OLD\" */ __CSRF__ = \"TOK\"</script>",
        "<script>__CSRF__ /* = \"OLD\" */ = \"TOK\"</script>",
        "<SCRIPT>//x\r__CSRF__ = \"TOK\"</SCRIPT>",
        "<script>var u = \"https://x\"; __CSRF__ = \"TOK\"</script>",
        "<script>var u = '/*', v = `//`; __CSRF__ = \"TOK\" // */</script>",
        "<script>a.replace(/[/\"]'/g, \"//\"); __CSRF__ = \"TOK\"</script>",
        "<script>a = 1 / 2; b = \"x\\\"//\"; __CSRF__ = \"TOK\"</script>",
        "<script>// </script><script>__CSRF__ = \"TOK\"</script>",
        "<script><!-- __CSRF__ = \"OLD\"\n__CSRF__ = \"TOK\"</script>",
        "<input name=\"csrf_token\" value=\"TOK\"><!-- \"csrf_token\" value=\"OLD\""
      })
  @DisplayName("17-csrf: what stands in a comment is not there")
  void comments(String page) {
    assertThat(CsrfPage.find(page)).contains("TOK");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>my__CSRF__ = \"OLD\"</script>",
        "<script>$__CSRF__ = \"OLD\"</script>",
        "<script>other.__CSRF__ = \"OLD\"</script>",
        "<script>mywindow.__CSRF__ = \"OLD\"</script>",
        "<script>if (__CSRF__ == \"OLD\") {}</script>",
        "<script>__CSRF__x = \"OLD\"</script>",
        "<script>x = {my_csrf_token: 'OLD'}</script>",
        "<script>__CSRF__ = \"a\\u000d\\u000aX: y\"</script>",
        "<script>__CSRF__ = \"  \"</script>",
        "<!-- <script>__CSRF__ = \"OLD\"</script>",
        "<script>/* __CSRF__ = \"OLD\"</script>"
      })
  @DisplayName("17-csrf: other names, comparisons, and values that fit into no header are none")
  void noneOfThese(String page) {
    assertThat(CsrfPage.find(page)).isEmpty();
  }

  @Test
  @DisplayName("Y-36 the form's field goes first, wherever it stands")
  void orderOfPlaces() {
    assertThat(
            CsrfPage.find(
                "window.__CSRF__ = \"BBB\" … 'csrf_token': 'DDD' … \"csrf_token\": \"CCC\" …"
                    + " \"csrf_token\" value=\"AAA\""))
        .contains("AAA");
    assertThat(
            CsrfPage.find(
                "window.__CSRF__ = \"BBB\" … \"csrf_token\": \"CCC\" … 'csrf_token': 'DDD'"))
        .contains("DDD");
    assertThat(CsrfPage.find("window.__CSRF__ = \"BBB\" … \"csrf_token\": \"CCC\""))
        .contains("CCC");
  }

  @Test
  @DisplayName("17-csrf: a token may have any printable character")
  void printable() {
    assertThat(CsrfPage.find("<script>__CSRF__ = \"a ~\"</script>")).contains("a ~");
    assertThat(CsrfPage.find("<script>__CSRF__ = \"a\\u007f\"</script>")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "\"a\n", "'a\r"})
  @DisplayName("17-csrf: behind one that is empty or has no end, the next one counts")
  void nextOne(String none) {
    assertThat(CsrfPage.find("<script>__CSRF__ = " + none + "; __CSRF__ = 'TOK'</script>"))
        .contains("TOK");
  }

  @Test
  @DisplayName("17-csrf: escapes go up to the last character that there is")
  void lastCharacter() {
    assertThat(Escapes.ofScript("\\u{10ffff}")).isEqualTo(Character.toString(0x10ffff));
    assertThat(Escapes.ofScript("\\u{110000}")).isEqualTo("\ufffd");
  }
}
