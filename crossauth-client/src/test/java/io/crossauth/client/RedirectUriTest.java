package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Metadata;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a code may come back to. */
class RedirectUriTest {

  private static OAuthClientBuilder builder() {
    return OAuthClient.builder(Metadata.ISSUER).clientId("web");
  }

  @ParameterizedTest(name = "attack 12 {0} is no redirect URI: {1}")
  @CsvSource({
    "http://app.example.com/cb, http of another host",
    "HTTP://APP.EXAMPLE.COM/cb, http of another host",
    "http://10.0.0.5/cb, http of another host",
    "http://localhost.example.com/cb, http of another host",
    "http://127.0.0.1.example.com/cb, http of another host",
    "http://0.0.0.0/cb, http of another host",
    "http://[::2]/cb, http of another host",
    "https://canary@app.example.com/cb, user info",
    "https://user:canary@app.example.com/cb, user info",
    "https://app.example.com@evil.example/cb, user info",
    "http://@localhost/cb, user info",
    "com.example.app://canary@host/cb, user info",
    "https://app.example.com/a/../cb, segments",
    "https://app.example.com/.., segments",
    "https://app.example.com/./cb, segments",
    "https://app.example.com/a/%2e%2E/cb, segments",
    "https://app.example.com/a/.%2e/cb, segments",
    "https://app.example.com/a%2f..%2Fcb, segments",
    "https://app.example.com/a%5C..%5ccb, segments",
    "https://app.example.com/a/..;x=1/cb, segments",
    "com.example.app:/a/../cb, segments",
    "https:cb, a host",
    "https:///cb, a host",
    "https://app.example.com:0/cb, a port",
    "https://app.example.com:70000/cb, a port",
    "https://app.example.com/cb#x, a fragment",
    "/cb, an absolute address"
  })
  void refused(String uri, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().redirectUri(URI.create(uri)))
        .withMessageStartingWith("redirectUri: ")
        .withMessageContaining(rule)
        .withMessageNotContaining("canary");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LoginOptions.scopes("openid").withRedirectUri(URI.create(uri)))
        .withMessageContaining(rule);
  }

  @ParameterizedTest(name = "attack 12 {0} is a redirect URI")
  @ValueSource(
      strings = {
        "https://app.example.com/cb",
        "https://app.example.com:8443/cb?tenant=a",
        "https://app.example.com",
        "http://localhost:3000/cb",
        "http://127.0.0.1/cb",
        "http://127.9.9.9:1/cb",
        "http://[::1]:8080/cb",
        "com.example.app:/cb",
        "https://app.example.com/a..b/.../%2fcb"
      })
  void accepted(String uri) {
    assertThat(LoginOptions.scopes("openid").withRedirectUri(URI.create(uri)).redirectUri())
        .contains(URI.create(uri));
    assertThat(builder().redirectUri(URI.create(uri))).isNotNull();
  }

  @Test
  @DisplayName("attack 12 plain http has a switch, named by the refusal, that takes nothing else")
  void theSwitch() {
    URI plain = URI.create("http://app.example.com/cb");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().redirectUri(plain))
        .withMessageContaining("unsafePlainHttpRedirectUri");

    // The hint, followed.
    assertThat(builder().unsafePlainHttpRedirectUri(plain)).isNotNull();
    assertThat(LoginOptions.scopes("openid").withUnsafePlainHttpRedirectUri(plain).redirectUri())
        .contains(plain);
    for (String odd :
        new String[] {
          "http://user@app.example.com/cb", "http://app.example.com/../cb", "ftp://app.example/cb"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().unsafePlainHttpRedirectUri(URI.create(odd)));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> LoginOptions.scopes("openid").withUnsafePlainHttpRedirectUri(URI.create(odd)));
    }
  }
}
