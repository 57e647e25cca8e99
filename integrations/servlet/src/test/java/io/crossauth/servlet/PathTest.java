package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.internal.LocalPath;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A protected path")
class PathTest {

  private static final List<String> TRICKS =
      List.of(
          "/account/orders",
          "/account",
          "/account/",
          "/%61ccount/orders",
          "/acc%6Funt",
          "//account/orders",
          "/./account/orders",
          "/x/../account/orders",
          "/open/..;/account/orders",
          "/open/%2e%2e/account/orders",
          "/open/..%2faccount/orders",
          "/open/%252e%252e/account",
          "/account;jsessionid=1/orders",
          "/account%3b/orders",
          "/account;",
          "/;/account/orders",
          "\\account\\orders",
          "/open/..\\account",
          "/account%2forders",
          "/account%00",
          "/account/%00",
          "/%c1%a1ccount",
          "/account//orders",
          "/account/.",
          "/account?x=/open",
          "/account/orders?a;b",
          "/account%20/../account",
          "http://127.0.0.1/account",
          "/account/%",
          "/account%",
          "/accoun%uff54");

  private final Scene scene = new Scene();

  @AfterEach
  void close() throws Exception {
    scene.close();
  }

  @ParameterizedTest
  @EnumSource
  void is_reached_by_nobody_who_is_not_logged_in(Container container) {
    Scene.App app = scene.start(container, builder -> builder.protect("/account/*"));
    RawBrowser browser = app.browser();

    for (String trick : TRICKS) {
      for (String method : List.of("GET", "HEAD", "POST", "OPTIONS", "BREW")) {
        Answer answer = browser.send(method, trick, "Accept: text/html");
        assertThat(answer.status())
            .as(method + " " + trick)
            .isIn(303, 400, 401, 403, 404, 405, 501);
        assertThat(answer.body()).as(method + " " + trick).doesNotContain("application");
      }
    }
    assertThat(browser.visit("/open").body()).startsWith("application");
    System.out.println(container + ": " + TRICKS.size() + " paths by 5 methods");
  }

  @Test
  void is_decoded_once() {
    assertThat(LocalPath.parse("/100%25.txt").orElseThrow().decoded()).isEqualTo("/100%.txt");
    assertThat(LocalPath.parse("/%C3%A4/").orElseThrow().decoded()).isEqualTo("/ä/");
    assertThat(LocalPath.parse("/a%2Eb").orElseThrow().decoded()).isEqualTo("/a.b");
    assertThat(LocalPath.parse("/a%2Eb").orElseThrow().sameElsewhere()).isFalse();
    assertThat(LocalPath.parse("/100%25").orElseThrow().sameElsewhere()).isFalse();
    assertThat(LocalPath.parse("/%2525")).isEmpty();
    assertThat(LocalPath.parse("")).isEmpty();
    assertThat(LocalPath.parse("a")).isEmpty();
    assertThat(LocalPath.parse("/" + "a".repeat(4_096))).isEmpty();
  }
}
