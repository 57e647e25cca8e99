package io.crossauth.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathTest {

  @ParameterizedTest
  @CsvSource({
    "/, /",
    "/a/b, /a/b",
    "/a/, /a/",
    "/a..b/...x, /a..b/...x",
    "/.../a, /.../a",
    "/.well-known/x, /.well-known/x",
    "/%61, /a",
    "/caf%C3%A9, /café",
    "/caf%c3%a9, /café",
    "/a%20b, '/a b'",
    "/100%25, /100%",
    "/100%25zz, /100%zz",
    "/a:b@c!$&'()*+=, '/a:b@c!$&''()*+='",
    "/%F0%9F%98%80, /\uD83D\uDE00"
  })
  void aPathIsDecodedOnce(String sent, String path) {
    assertThat(RequestPath.decoded(sent.replace("''", "'"))).isEqualTo(path.replace("''", "'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "a",
        "//",
        "/a//b",
        "/.",
        "/..",
        "/a/./b",
        "/a/../b",
        "/a/..",
        "/%2e",
        "/a%2E%2e/b",
        "/a;b",
        "/a%3Bb",
        "/a%2fb",
        "/a%2Fb",
        "/a\\b",
        "/a%5cb",
        "/a%00",
        "/a%1f",
        "/a%7F",
        "/a%0D%0Ab",
        "/a%c2%85",
        "/a%2",
        "/a%",
        "/a%g0",
        "/a%\uff12e",
        "/a%252e",
        "/a%2561",
        "/a%c0%af",
        "/a%e0%80%af",
        "/a%ed%a0%80",
        "/a%ff",
        "/a%c3",
        "/café",
        "/a b",
        "/a\u0000",
        "/a?b",
        "/a#b",
        "/a|b",
        "/a\"b"
      })
  void whatOthersCouldReadInAnotherMannerIsNone(String sent) {
    assertThat(RequestPath.decoded(sent)).isNull();
  }
}
