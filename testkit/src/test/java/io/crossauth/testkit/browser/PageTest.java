package io.crossauth.testkit.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageTest {

  private static final URI ADDRESS = URI.create("https://id.example.com/login?session=1");

  @Test
  void findsTheFormByItsFields() {
    Page page =
        page(
            """
            <form action="/search"><input name="q"></form>
            <form action="next" method="post">
              <input name="username"><input type="password" name="password">
            </form>
            """);

    PageForm form = page.formAsking(Question.PASSWORD).orElseThrow();

    assertThat(form.action()).isEqualTo(URI.create("https://id.example.com/next"));
    assertThat(form.method()).isEqualTo("POST");
  }

  @Test
  void asksNothingByHiddenFields() {
    Page page = page("<form><input type='hidden' name='otp' value='1'></form>");

    assertThat(page.formAsking(Question.ONE_TIME_CODE)).isEmpty();
  }

  @Test
  void sendsWhatABrowserSends() {
    Page page =
        page(
            """
            <form action="/a" method="post">
              <input type="hidden" name="execution" value="e&amp;1">
              <input name="username" value="old">
              <input type="checkbox" name="remember">
              <input type="radio" name="device" value="1">
              <input type="radio" name="device" value="2" checked>
              <input name="off" value="x" disabled>
              <input type="submit" name="login" value="Sign in">
              <input type="submit" name="help" value="Help">
            </form>
            """);

    Submission submission =
        page.formAsking(Question.USERNAME).orElseThrow().fill(Question.USERNAME, "alice").submit();

    assertThat(submission.fields())
        .isEqualTo(
            Map.of("execution", "e&1", "username", "alice", "device", "2", "login", "Sign in"));
  }

  @Test
  void sendsTheButtonThatIsPressedAlone() {
    Page page =
        page(
            """
            <form action="/consent" method="post">
              <button name="accept" value="y">Yes</button>
              <input type="submit" name="cancel" value="No">
            </form>
            """);

    PageForm form = page.formAsking(Question.CONSENT).orElseThrow();

    assertThat(form.press("cancel").fields()).isEqualTo(Map.of("cancel", "No"));
  }

  @Test
  void aFormWithoutAnActionGoesToItsPage() {
    Page page = page("<form method=post><input name=user_code></form>");

    assertThat(page.formAsking(Question.USER_CODE).orElseThrow().action()).isEqualTo(ADDRESS);
  }

  @Test
  void knowsTheFormThatGoesElsewhere() {
    Page page =
        page(
            """
            <form method="post" action="https://app.example.com/cb">
              <input type="hidden" name="code" value="c"><noscript><input type="submit"></noscript>
            </form>
            """);

    assertThat(page.formPost(Origin.of(ADDRESS)).orElseThrow().submission().fields())
        .isEqualTo(Map.of("code", "c"));
    assertThat(page.formPost(Origin.of(URI.create("https://app.example.com:443")))).isEmpty();
  }

  @Test
  void aFormToFillIsNoFormPost() {
    Page page = page("<form method=post action='https://x.example.com'><input name=q></form>");

    assertThat(page.formPost(Origin.of(ADDRESS))).isEmpty();
  }

  @Test
  void quotesItsTextButNoQuery() {
    assertThat(page("<title>Sorry</title><p>Invalid <b>request</b>"))
        .hasToString("200 /login \"Sorry Invalid request\"");
  }

  private static Page page(String html) {
    return Page.parse(ADDRESS, 200, html);
  }
}
