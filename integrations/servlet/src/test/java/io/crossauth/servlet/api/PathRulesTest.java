package io.crossauth.servlet.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.tokenconsumer.resource.AccessRequirement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRulesTest {

  private static final Rule OPEN = new Rule.Open();

  private final PathRules rules = new PathRules();

  private static Rule named(String scope) {
    return new Rule.Protected(AccessRequirement.scopes(scope));
  }

  private static String name(Rule rule) {
    return rule instanceof Rule.Protected needed
        ? String.join("", needed.requirement().scopes())
        : String.valueOf(rule);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /a, exact",
    "HEAD, /a, exact",
    "POST, /a, below",
    "GET, /a/, null",
    "HEAD, /a/, null",
    "POST, /a/, below",
    "GET, /a/b, one",
    "GET, /a/*, one",
    "GET, /a/b/, null",
    "POST, /a/b/, below",
    "GET, /a/b/c/, null",
    "GET, /a/b/d/, below",
    "GET, /a/b/d, below",
    "GET, /a/b/c, anyC",
    "GET, /a/latest/c, latest",
    "GET, /a/latest/d, latest",
    "POST, /a/latest/d, below",
    "GET, /a/b/c/d, below",
    "TRACE, /a, null",
    "CONNECT, /a, null",
    "get, /a, below",
    "GET, /, null",
    "GET, '', null",
    "GET, /b, null",
    "GET, /A, null",
    "GET, /ab, null"
  })
  void theMostExactPathOfTheMethodCounts(String method, String path, String expected) {
    rules.add("GET", "/a", named("exact"));
    rules.add("/a/**", named("below"));
    rules.add("GET", "/a/*", named("one"));
    rules.add("GET", "/a/*/c", named("anyC"));
    rules.add("GET", "/a/latest/*", named("latest"));

    assertThat(name(rules.find(method, path))).isEqualTo(expected);
  }

  @Test
  void atOnePathTheRuleOfTheMethodCountsBeforeThatOfAll() {
    rules.add("/a", named("all"));
    rules.add("GET", "/a", OPEN);

    assertThat(rules.find("GET", "/a")).isEqualTo(OPEN);
    assertThat(name(rules.find("DELETE", "/a"))).isEqualTo("all");
  }

  @Test
  void aMoreExactRuleOfAllMethodsCountsBeforeOneOfTheMethod() {
    rules.add("GET", "/admin/**", named("read"));
    rules.add("/admin/users", named("admin"));

    assertThat(name(rules.find("GET", "/admin/users"))).isEqualTo("admin");
  }

  @Test
  void everythingIsBelowTheRoot() {
    rules.add("GET", "/**", OPEN);

    assertThat(rules.find("GET", "/")).isEqualTo(OPEN);
    assertThat(rules.find("GET", "/a/b/c")).isEqualTo(OPEN);
  }

  @Test
  void theRootIsTheRootAlone() {
    rules.add("GET", "/", OPEN);

    assertThat(rules.find("GET", "/")).isEqualTo(OPEN);
    assertThat(rules.find("GET", "/a")).isNull();
  }

  @Test
  void methodsAreThoseOfEveryRuleForThePath() {
    rules.add("GET", "/a/*", OPEN);
    rules.add("PUT", "/a/b", OPEN);
    rules.add("DELETE", "/**", OPEN);

    assertThat(rules.methods("/a/b")).containsExactly("DELETE", "GET", "HEAD", "PUT");
    assertThat(rules.methods("/c")).containsExactly("DELETE");
  }

  @Test
  void twoRulesForOneMethodAndPathAreAnError() {
    rules.add("GET", "/a", OPEN);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules.add("GET", "/a", named("x")))
        .withMessageContaining("found two for GET /a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "*",
        "**",
        "/a*",
        "/*a",
        "/a/**/b",
        "/a/***",
        "/a//b",
        "//",
        "/a/../b",
        "/./a",
        "/a;b",
        "/a?b",
        "/a#b",
        "/a%2fb",
        "/100%",
        "/a\\b",
        "/a\u0000"
      })
  void aPathThatNoRequestCouldHaveIsNoPattern(String path) {
    assertThatIllegalArgumentException().isThrownBy(() -> rules.add("GET", path, OPEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "get", "Get", "HEAD", "TRACE", "CONNECT", "*", "GET,POST", "GET POST"})
  void aMethodThatIsNoneIsRefused(String method) {
    assertThatIllegalArgumentException().isThrownBy(() -> rules.add(method, "/a", OPEN));
  }

  /** A long path costs no more than the rules do. */
  @Test
  void aLongPathVisitsEachPlaceOnce() {
    for (int i = 1; i <= 12; i++) {
      rules.add("GET", "/a".repeat(i) + "/end", OPEN);
      rules.add("GET", "/*".repeat(i) + "/end", OPEN);
    }

    assertThat(rules.find("GET", "/a".repeat(4_000))).isNull();
  }
}
