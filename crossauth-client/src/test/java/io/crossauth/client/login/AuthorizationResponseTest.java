package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import java.net.URI;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An authorization response")
class AuthorizationResponseTest {

  private static final String URL = "https://app.example/callback";

  @Test
  void of_a_servlet_request_by_get_is_its_query_alone() {
    AuthorizationResponse response =
        AuthorizationResponse.of(
            "GET", URL, "code=a%2Bb+c&state=s", Map.of("code", new String[] {"of the body"}));

    assertThat(response.address()).hasToString(URL);
    assertThat(response.parameters().all("code")).containsExactly("a+b c");
    assertThat(response.parameters().all("state")).containsExactly("s");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"a|b", "{a}", "^", "`", "a\\b", "\"", "<a>"})
  void of_a_servlet_request_may_have_what_browsers_do_not_encode(String text) {
    AuthorizationResponse get =
        AuthorizationResponse.of("GET", URL, "code=c&scope=" + text, Map.of());
    AuthorizationResponse post =
        AuthorizationResponse.of("POST", URL, "tenant=" + text, Map.of("code", new String[] {"c"}));

    assertThat(get.parameters().all("scope")).containsExactly(text);
    assertThat(get.address()).hasToString(URL);
    assertThat(post.parameters().all("code")).containsExactly("c");
    assertThat(post.address()).hasToString(URL);
    refused(
        () -> AuthorizationResponse.of("POST", URL, "code=c&tenant=" + text, Map.of()),
        "response.response_mode");
  }

  @Test
  void of_a_servlet_request_may_have_its_query_in_its_address() {
    AuthorizationResponse response =
        AuthorizationResponse.of("GET", URL + "?code=c&scope=a|b", null, Map.of());

    assertThat(response.address()).hasToString(URL);
    assertThat(response.parameters().all("code")).containsExactly("c");
  }

  @Test
  void of_a_servlet_request_by_post_is_its_form() {
    AuthorizationResponse response =
        AuthorizationResponse.of(
            "post",
            URL,
            "tenant=1",
            Map.of("code", new String[] {"a"}, "x", new String[] {"1", "2"}));

    assertThat(response.parameters().all("code")).containsExactly("a");
    assertThat(response.parameters().all("x")).containsExactly("1", "2");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"state=s", "code=c", "iss=i", "a=b&error=e", "response=jwt"})
  void by_post_has_nothing_of_a_response_in_its_query(String query) {
    refused(
        () -> AuthorizationResponse.of("POST", URL, query, Map.of("code", new String[] {"a"})),
        "response.response_mode");
    refused(
        () -> AuthorizationResponse.of(URI.create(URL + "?" + query), Form.of("code", "a")),
        "response.response_mode");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"PUT", "HEAD", "", "OPTIONS"})
  void comes_by_get_or_post(String method) {
    refused(
        () -> AuthorizationResponse.of(method, URL, "code=c&state=s", Map.of()),
        "response.response_mode");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {"code=%", "code=a b", "code=%zz", "code=a\nb", "code=a\u00a0b", "a=b#code=zz"})
  void that_is_not_well_encoded_is_refused_without_a_word_of_it(String query) {
    refused(
        () -> AuthorizationResponse.of("GET", URL, query, Map.of()), "response.malformed_query");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"https://app.example/a|b", "https://app.example/zz#zz", "a b"})
  void that_came_to_no_address_is_refused_without_a_word_of_it(String url) {
    refused(
        () -> AuthorizationResponse.of("GET", url, "code=c&state=s", Map.of()),
        "response.malformed_query");
  }

  @Test
  @DisplayName("F-04 in a fragment is what stands there, at the address without it")
  void in_a_fragment_is_what_stands_there() {
    AuthorizationResponse response =
        AuthorizationResponse.ofFragment(URI.create("myapp:/cb?tenant=1#response=a.b.c&x=a+%2B"));

    assertThat(response.parameters().all("response")).containsExactly("a.b.c");
    assertThat(response.parameters().all("x")).containsExactly("a +");
    assertThat(response.parameters().all("tenant")).isEmpty();
    assertThat(response.address()).isEqualTo(URI.create("myapp:/cb"));
    assertThat(AuthorizationResponse.ofFragment(URI.create("myapp:/cb")).parameters().fields())
        .isEmpty();
  }

  @ParameterizedTest(name = "F-04 [{index}] {0}")
  @ValueSource(strings = {"state=s", "code=c", "iss=i", "a=b&error=e", "response=jwt"})
  void in_a_fragment_has_nothing_of_a_response_in_its_query(String query) {
    refused(
        () -> AuthorizationResponse.ofFragment(URI.create(URL + "?" + query + "#response=a")),
        "response.response_mode");
  }

  @Test
  void shows_its_path_alone() {
    assertThat(AuthorizationResponse.of(URI.create(URL + "?code=canary")))
        .hasToString("AuthorizationResponse[/callback]");
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.toString()).doesNotContain("zz", "a b"));
  }
}
