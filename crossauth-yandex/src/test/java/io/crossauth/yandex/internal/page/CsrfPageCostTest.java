package io.crossauth.yandex.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often the search for a token looks at a character of a large page. */
class CsrfPageCostTest {

  // The shape counts and not the size: one pass for each character would be 32,768 looks at each.
  private static final int PAGE = 64 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {"<!--", "<script>/*", "<script>'", "<script>`", "<script>/[", "<script>a=/x", "<"})
  @DisplayName("17-csrf: an endless comment, string or expression costs one pass too")
  void linearComments(String begin) {
    for (String filler : new String[] {"*", "-", "<", "\\", "/", "</scrip", "<!-- -->", "\""}) {
      Counted page = new Counted(begin + filler.repeat(PAGE / filler.length()));

      assertThat(CsrfPage.find(page)).isEmpty();
      assertThat(page.looks).isLessThan(40L * page.length());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"csrf_token\"",
        "\"csrf_token\" ",
        "\"csrf_token\" value=\"\"",
        "\"csrf_token\"value=x",
        "\"csrf_token\" : \"\"",
        "'csrf_token'",
        "'csrf_token' : ''",
        "'csrf_token': x",
        "__CSRF__",
        "__CSRF__ = x",
        "__CSRF__ = \"\"",
        "_",
        " ",
        "\"",
        "'",
        "\"c",
        "__CSRF_"
      })
  @DisplayName("Y-37 a hostile page of two mebibytes costs a few looks at each character")
  void linear(String piece) {
    assertThat(looks(piece, 2 * 1024 * 1024, "")).isLessThan(24L * 2 * 1024 * 1024);
    for (String tail : new String[] {"", "__CSRF__ = \"x", "'csrf_token': 'x"}) {
      long whole = looks(piece, 2 * PAGE, tail);
      long half = looks(piece, PAGE, tail);

      assertThat(whole).isLessThan(24L * 2 * PAGE);
      assertThat(whole).isLessThan(2 * half + 1000);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"csrf_token\"",
        "'csrf_token'",
        "__CSRF__",
        "\"csrf_token\" value=\"",
        "'csrf_token':'"
      })
  @DisplayName("Y-37 so does one endless run after the name")
  void linearAfterTheName(String name) {
    for (String filler : new String[] {" ", "\n", "x", "="}) {
      String page = name + filler.repeat(PAGE);
      Counted counted = new Counted(page);

      assertThat(CsrfPage.find(counted)).isEmpty();
      assertThat(counted.looks).isLessThan(24L * page.length());
    }
  }

  private static long looks(String piece, int length, String tail) {
    Counted page = new Counted(piece.repeat(length / piece.length()) + tail);
    assertThat(CsrfPage.find(page)).isEmpty();
    return page.looks;
  }

  /** Counts how often somebody looks at a character. */
  private static final class Counted implements CharSequence {

    private final String text;
    private long looks;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      looks++;
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
