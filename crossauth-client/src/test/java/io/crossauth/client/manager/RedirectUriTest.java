package io.crossauth.client.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.manager.ClientManagementException.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A redirect URI")
class RedirectUriTest {

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "https://app.example.com/callback",
        "https://app.example.com",
        "https://app.example.com:8443/callback?tenant=1",
        "HTTPS://app.example.com/callback",
        "https://192.0.2.7/callback",
        "https://[2001:db8::1]/callback",
        "https://app.example.com/a..b/.well-known/x",
        "http://127.0.0.1/callback",
        "http://127.0.0.1:51004/callback",
        "http://[::1]:51004/callback",
        "http://localhost:8080/callback",
        "com.example.app:/callback",
        "com.example.app://callback",
        "com.example.app:/callback?x=1",
      })
  void is_good_and_stays_as_it_is(String uri) {
    assertThat(OAuthClientManager.validateUri(uri)).hasToString(uri);
  }

  @ParameterizedTest(name = "fault 25: {0} is refused")
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "javascript://app.example.com/%0Aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "about:blank",
        "blob:https://app.example.com/1",
        "http://evil@x",
        "https://app.example.com@evil.example/callback",
        "https://user:pass@app.example.com/callback",
        "not a url",
        "",
        " ",
        "callback",
        "/callback",
        "//app.example.com/callback",
        "?code",
      })
  void of_the_original_is_refused(String uri) {
    refused(uri);
  }

  @ParameterizedTest(name = "[{index}] {0}: {1}")
  @CsvSource({
    "https://app.example.com/callback#, no fragment",
    "https://app.example.com/callback#x, no fragment",
    "https://*.example.com/callback, no wildcard",
    "https://app.example.com/*, no wildcard",
    "http://app.example.com/callback, https",
    "http://127.0.0.1.evil.example/callback, https",
    "http://127.1/callback, a host",
    "http://0177.0.0.1/callback, https",
    "http://localhost.evil.example/callback, https",
    "http://[::2]/callback, https",
    "https:callback, a host",
    "https:///callback, a host",
    "https://a_b/callback, a host",
    "https://app.example.com:0/callback, a port",
    "https://app.example.com:65536/callback, a port",
    "https://app.example.com/a/../callback, segments",
    "https://app.example.com/%2E%2e/callback, segments",
    "https://app.example.com/./callback, segments",
    "https://app.example.com/a\\b, expected an address",
    "https://app.example.com/%zz, expected an address",
    "myapp:/callback, another scheme",
    "myapp://callback, another scheme",
    "com.example.app:callback, a path",
    "com.example.app://callback:80/x, no port",
    "com..app:/callback, another scheme",
    "com.example.:/callback, another scheme",
    "com.-example:/callback, another scheme",
    "ws://127.0.0.1/callback, another scheme",
    "https://münchen.example/callback, printable ASCII",
  })
  void that_breaks_a_rule_is_refused_and_the_rule_named(String uri, String rule) {
    assertThat(refused(uri)).hasMessageContaining(rule);
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(strings = {"\t", "\n", "\r\n", "\u0000", " ", "\u200b"})
  void with_a_character_that_hides_is_refused(String hidden) {
    refused("https://app.example.com/" + hidden + "callback");
    refused(hidden + "https://app.example.com/callback");
    refused("java" + hidden + "script:alert(1)");
  }

  @Test
  void of_endless_length_is_refused() {
    String longest = "https://app.example.com/" + "a".repeat(2048 - 24);

    assertThat(OAuthClientManager.validateUri(longest)).hasToString(longest);
    refused(longest + "a");
  }

  @Test
  void that_is_refused_is_not_repeated() {
    assertThat(refused("https://app.example.com/?canary=1#x").getMessage())
        .doesNotContain("canary");
    assertThat(refused("https://app.example.com/?canary= 1").getMessage()).doesNotContain("canary");
  }

  private static ClientManagementException refused(String uri) {
    ClientManagementException[] seen = new ClientManagementException[1];
    assertThatExceptionOfType(ClientManagementException.class)
        .isThrownBy(() -> OAuthClientManager.validateUri(uri))
        .satisfies(
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.INVALID_REDIRECT_URI);
              assertThat(e.code()).isEqualTo("client.invalid_redirect_uri");
              assertThat(e).hasNoCause();
              seen[0] = e;
            });
    return seen[0];
  }
}
