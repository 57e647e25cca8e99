package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.RegisteredClient;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redirect URI and client secret as a program has them: as plain texts. */
@Timeout(60)
class GivenAsTextTest {

  private static OAuthClientBuilder builder() {
    return OAuthClient.builder("https://id.example.com").clientId("shop");
  }

  @Test
  @DisplayName("a login with both, at a provider that knows them")
  void a_login() {
    try (InProcessProvider provider =
            InProcessProvider.builder()
                .client(
                    RegisteredClient.confidential("shop", "shop-secret")
                        .redirectUris("http://127.0.0.1/callback"))
                .start();
        OAuthClient client =
            OAuthClient.builder(provider.issuer().toString())
                .clientId("shop")
                .clientSecret("shop-secret")
                .redirectUri("http://127.0.0.1:8080/callback")
                .build()) {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
      URI back =
          Browser.create()
              .login(request.uri(), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
              .uri();

      assertThat(
              client
                  .redirectEndpoint(AuthorizationResponse.of(back), request.pending())
                  .accessToken())
          .isNotNull();
    }
  }

  @Test
  @DisplayName("an environment variable that is not set is told as what it is")
  void no_secret() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().clientSecret(System.getenv("CROSSAUTH_NO_SUCH_VARIABLE")))
        .withMessage(
            "clientSecret: expected the secret, found null;"
                + " is the environment variable or property that it comes from set?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().clientSecret(" "))
        .withMessageContaining("clientSecret: expected the secret, found a blank text");
  }

  @ParameterizedTest(name = "{0} is no redirect URI")
  @ValueSource(
      strings = {
        "/callback",
        "http://app.example.com/callback",
        "https://app.example.com/a/../callback",
        "https://user:canary@app.example.com/callback",
        "https://app.example.com/canary callback",
        ":",
        ""
      })
  void no_redirect_uri(String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().redirectUri(uri))
        .withMessageStartingWith("redirectUri: expected")
        .withMessageNotContaining("canary");
  }

  @Test
  @DisplayName("a redirect URI that is none says where it stops being one")
  void where() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().redirectUri("https://app.example.com/a b"))
        .withMessageContaining("at character 26")
        .withNoCause();
  }
}
