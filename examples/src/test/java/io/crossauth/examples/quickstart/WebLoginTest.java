package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Form;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A web application that logs a user in. */
class WebLoginTest extends Playground {

  private final SealingKey key = SealingKey.ephemeral();
  private final Session session = new Session();
  private final UsersBrowser browser = new UsersBrowser();

  @Test
  void theUserIsLoggedIn() {
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .build();

    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    session.put("login", login.pending().seal(key));
    browser.redirect(login.uri());

    assertThat(session.toString()).doesNotContain(login.pending().state().reveal());
    URI requestUri = browser.comesBackTo();
    OAuthTokenResponse tokens =
        client.redirectEndpoint(
            AuthorizationResponse.of(requestUri), PendingLogin.open(session.take("login"), key));
    String user = tokens.idToken().orElseThrow().requireSubject();

    assertThat(user).isNotBlank();
    client.close();
  }

  @Test
  void aCallbackIsGoodOnce() {
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid");
    URI requestUri = logIn(login.uri()).uri();
    client.redirectEndpoint(AuthorizationResponse.of(requestUri), login.pending());

    assertThatThrownBy(
            () -> client.redirectEndpoint(AuthorizationResponse.of(requestUri), login.pending()))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("first callback");
  }

  @Test
  void aLoginCanBeOfOneBrowser() {
    String sessionCookie = "0f3b9d6c-5c1e-4b7e-9f0a-2f8a6a1f4f10";

    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(
            LoginOptions.scopes("openid").withBrowser(Secret.of(sessionCookie)));

    URI requestUri = logIn(login.uri()).uri();
    assertThatThrownBy(
            () -> client.redirectEndpoint(AuthorizationResponse.of(requestUri), login.pending()))
        .isInstanceOf(InvalidResponseException.class);
    OAuthTokenResponse tokens =
        client.redirectEndpoint(
            AuthorizationResponse.of(requestUri).withBrowser(sessionCookie), login.pending());

    assertThat(tokens.idToken()).isPresent();
  }

  @Test
  void aLoginCanAskForMore() {
    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(
            LoginOptions.scopes("openid")
                .withMaxAge(Duration.ofMinutes(5))
                .withResponseMode("form_post"));

    Callback callback = logIn(login.uri());
    URI requestUri = callback.uri();
    String body = callback.form();
    OAuthTokenResponse tokens =
        client.redirectEndpoint(
            AuthorizationResponse.of(requestUri, Form.parse(body)), login.pending());

    assertThat(tokens.idToken()).isPresent();
  }

  /** A session of the kind that every web framework has. */
  private static final class Session {

    private final Map<String, String> values = new HashMap<>();

    void put(String name, String value) {
      values.put(name, value);
    }

    String take(String name) {
      return values.remove(name);
    }

    @Override
    public String toString() {
      return values.toString();
    }
  }

  private final class UsersBrowser {

    private URI address;

    void redirect(URI to) {
      address = to;
    }

    URI comesBackTo() {
      return logIn(address).uri();
    }
  }
}
