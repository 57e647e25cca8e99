package io.crossauth.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthChallengeTest {

  @Test
  void readsSchemeAndParametersWithoutCase() {
    AuthChallenge challenge =
        one("bEARER Realm=\"a \\\"b\\\", c\" , ERROR = invalid_token,scope=\"a  b a\"");

    assertThat(challenge.is("Bearer")).isTrue();
    assertThat(challenge.isOfTokens()).isTrue();
    assertThat(challenge.parameter("realm")).contains("a \"b\", c");
    assertThat(challenge.parameter("Error")).contains("invalid_token");
    assertThat(challenge.list("scope")).containsExactly("a", "b");
    assertThat(challenge.list("acr_values")).isEmpty();
  }

  @Test
  void tellsTheParametersOfOneChallengeFromThoseOfTheNext() {
    List<AuthChallenge> all =
        AuthChallenge.in(
            List.of(
                "Negotiate, Basic realm=\"x\", charset=UTF-8, Bearer error=\"invalid_token\"",
                "DPoP algs=\"ES256 PS256\", , NTLM TlRMTVNTUAAC=="));

    assertThat(all)
        .extracting(AuthChallenge::scheme)
        .containsExactly("negotiate", "basic", "bearer", "dpop", "ntlm");
    assertThat(all.get(1).parameters()).containsOnlyKeys("realm", "charset");
    assertThat(all.get(2).parameters()).containsOnly(Map.entry("error", "invalid_token"));
    assertThat(all.get(3).parameters()).containsOnlyKeys("algs");
    assertThat(all.get(4).parameters()).isEmpty();
  }

  @Test
  void aChallengeInQuotesIsNone() {
    assertThat(
            AuthChallenge.in(
                List.of("Basic realm=\"x, Bearer resource_metadata=https://evil.example\"")))
        .extracting(AuthChallenge::scheme)
        .containsExactly("basic");
  }

  @Test
  void aSchemeAloneIsAChallenge() {
    assertThat(one("Bearer").parameters()).isEmpty();
    assertThat(one(" Bearer , ").parameters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer error=\"invalid_token\", error=\"other\"",
        "Bearer error=\"a\", ERROR=\"a\"",
        "Bearer error=\"invalid_token",
        "Bearer error=\"invalid_token\\",
        "Bearer error=\"a\"b\"",
        "Bearer error=\"a\" scope=\"b\"",
        "Bearer error_description=The token is over, error=x y",
        "Bearer realm=x, error=",
        "Bearer =x",
        "Bearer a b",
        "Bearer\terror=x",
        "Bearer error=\"a\nb\"",
        "error=\"invalid_token\"",
        "\"Bearer\"",
        "Bearer error=\u00e9",
        "Bearer {}",
      })
  void nothingIsBelievedOfAFieldThatBreaksTheGrammar(String field) {
    assertThat(AuthChallenge.in(List.of(field))).isEmpty();
    assertThat(AuthChallenge.in(List.of(field, "DPoP algs=ES256"))).hasSize(1);
  }

  @Test
  void fieldsAreBounded() {
    assertThat(AuthChallenge.in(List.of("Bearer realm=\"" + "x".repeat(8193) + "\""))).isEmpty();
    assertThat(AuthChallenge.in(List.of("Bearer,".repeat(16)))).hasSize(16);
    assertThat(AuthChallenge.in(List.of("Bearer,".repeat(17)))).isEmpty();
  }

  @Test
  void isFoundAmongHeaderFieldsOfAnyCase() {
    assertThat(
            AuthChallenge.in(Map.of("www-authenticate", List.of("Bearer"), "X", List.of("Bearer"))))
        .hasSize(1);
  }

  @Test
  void itsTextFormHasNoValue() {
    assertThat(one("Bearer realm=\"secret\"")).hasToString("bearer[realm]");
  }

  private static AuthChallenge one(String field) {
    List<AuthChallenge> all = AuthChallenge.in(List.of(field));
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
