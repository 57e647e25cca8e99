package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Answers;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A server of the attacker's sends the user on to an honest one, and hopes for its code.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9700#section-4.4">RFC 9700 section 4.4</a>
 */
@DisplayName("A mix-up of servers")
class MixUpTest {

  private static final URI HONEST_CALLBACK = URI.create("http://127.0.0.1/callback/honest");
  private static final URI EVIL_CALLBACK = URI.create("http://127.0.0.1/callback/evil");

  @Nested
  @DisplayName("over real sockets")
  class Real {

    private final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
    private final InProcessProvider honest = InProcessProvider.builder().clock(time).start();
    private final InProcessProvider evil =
        InProcessProvider.builder().clock(time).keySet("evil").start();
    private final ApacheHttpTransport transport =
        ApacheHttpTransport.builder()
            .responseTimeout(Duration.ofSeconds(30))
            .callTimeout(Duration.ofSeconds(60))
            .build();
    private final Browser browser = Browser.builder().clock(time).build();
    private final OAuthClient toHonest = client(honest, HONEST_CALLBACK);
    private final OAuthClient toEvil = client(evil, EVIL_CALLBACK);

    @AfterEach
    void close() {
      toHonest.close();
      toEvil.close();
      transport.close();
      honest.close();
      evil.close();
    }

    /** The user means evil, which sends them on to honest with the state that it was given. */
    private Callback mixedUp(AuthorizationRequest meant) {
      AuthorizationRequest honestly = toHonest.startAuthorizationCodeFlow("openid");
      String victim =
          honestly
              .uri()
              .toString()
              .replace(honestly.pending().state().reveal(), meant.pending().state().reveal());
      return browser.login(
          URI.create(victim), TestUsers.ALICE, TestUsers.password(TestUsers.ALICE));
    }

    @Test
    @DisplayName("B4, S-21: is found by the iss of the answer, and the code goes to nobody")
    void is_found_by_the_issuer() {
      AuthorizationRequest meant = toEvil.startAuthorizationCodeFlow("openid");
      Callback callback = mixedUp(meant);

      assertThat(callback.uri().getPath()).isEqualTo(HONEST_CALLBACK.getPath());
      // Even at the address of the attacker's server, the answer names who made it.
      URI there = URI.create(EVIL_CALLBACK + "?" + callback.uri().getRawQuery());
      refused(
          () -> toEvil.redirectEndpoint(AuthorizationResponse.of(there), meant.pending()),
          "response.issuer_mismatch");
      assertThat(evil.count(Endpoint.TOKEN)).isZero();
      assertThat(honest.count(Endpoint.TOKEN)).isZero();
    }

    @Test
    @DisplayName("B4, S-21: is found by the redirect URI, where the honest server sends no iss")
    void is_found_by_the_redirect_uri() {
      honest.faults().withoutCallbackParameter("iss");
      AuthorizationRequest meant = toEvil.startAuthorizationCodeFlow("openid");
      Callback callback = mixedUp(meant);

      refused(
          () -> toEvil.redirectEndpoint(AuthorizationResponse.of(callback.uri()), meant.pending()),
          "response.redirect_mismatch");
      refused(
          () ->
              toHonest.redirectEndpoint(
                  AuthorizationResponse.of(
                      URI.create(EVIL_CALLBACK + "?" + callback.uri().getRawQuery())),
                  meant.pending()),
          "response.login_mismatch");
      assertThat(evil.count(Endpoint.TOKEN)).isZero();
      assertThat(honest.count(Endpoint.TOKEN)).isZero();
    }

    @Test
    @DisplayName("attack 4: is refused where two providers share a redirect URI and none is named")
    void is_refused_where_a_redirect_uri_is_shared() {
      honest.faults().withoutCallbackParameter("iss");
      evil.faults().withoutCallbackParameter("iss");
      evil.faults()
          .at(Endpoint.DISCOVERY)
          .withoutMember("authorization_response_iss_parameter_supported");
      try (OAuthClient sharing = client(evil, HONEST_CALLBACK)) {
        AuthorizationRequest meant = sharing.startAuthorizationCodeFlow("openid");
        Callback callback = mixedUp(meant);

        refused(
            () ->
                sharing.redirectEndpoint(AuthorizationResponse.of(callback.uri()), meant.pending()),
            "response.issuer_missing");
      }
      assertThat(evil.count(Endpoint.TOKEN)).isZero();
      assertThat(honest.count(Endpoint.TOKEN)).isZero();
    }

    private OAuthClient client(InProcessProvider where, URI callback) {
      return OAuthClient.builder(where.issuer().toString())
          .clientId(TestClients.PUBLIC)
          .redirectUri(callback)
          .transport(transport)
          .platform(time.platform())
          .build();
    }
  }

  @Nested
  @DisplayName("is no worry for a callback that comes to its own address:")
  class Addresses {

    private final FakeTime time = FakeTime.create();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final OAuthClient client =
        OAuthClient.builder(
                OpenIdConfiguration.builder()
                    .authorizationEndpoint("https://id.example.com/authorize")
                    .tokenEndpoint("https://id.example.com/token")
                    .build())
            .clientId("web")
            .redirectUri(URI.create("https://app.example/callback/a%2Fb"))
            .transport(transport)
            .platform(time.platform())
            .build();

    @AfterEach
    void all_answers_were_asked_for() {
      transport.close();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
        strings = {
          "https://app.example/callback/a%2Fb",
          "http://10.0.0.7:8080/callback/a%2Fb",
          "/callback/a%2Fb",
        })
    void is_good(String address) {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("email");
      transport.json(200, Answers.tokens());

      assertThat(client.redirectEndpoint(at(address, request), request.pending())).isNotNull();
    }

    @ParameterizedTest(name = "B4: [{index}] {0} is another")
    @ValueSource(
        strings = {
          "https://app.example/callback/a/b",
          "https://app.example/callback/A%2Fb",
          "https://app.example/callback/a%2Fb/",
          "https://app.example",
          "https://app.example/",
          "/callback/other",
          "/",
          ""
        })
    void is_another(String address) {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("email");

      refused(
          () -> client.redirectEndpoint(at(address, request), request.pending()),
          "response.redirect_mismatch");
    }

    @Test
    void the_one_that_the_login_itself_has_named() {
      AuthorizationRequest request =
          client.startAuthorizationCodeFlow(
              LoginOptions.scopes("email")
                  .withRedirectUri(URI.create("https://app.example/other")));

      refused(
          () ->
              client.redirectEndpoint(
                  at("https://app.example/callback/a%2Fb", request), request.pending()),
          "response.redirect_mismatch");
    }

    @Test
    @DisplayName("the refusal has both paths, without what is secret in the address")
    void both_paths() {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("email");

      assertThatThrownBy(
              () ->
                  client.redirectEndpoint(
                      at("https://app.example/calback", request), request.pending()))
          .hasMessageContaining("redirect URI, /callback/a%2Fb, found it at /calback;")
          .message()
          .doesNotContain("code=");
      assertThatThrownBy(() -> client.redirectEndpoint(at("", request), request.pending()))
          .hasMessageContaining("found it at an address without host and path");
    }

    @Test
    void a_refused_one_uses_up_no_login() {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("email");
      refused(
          () -> client.redirectEndpoint(at("/other", request), request.pending()),
          "response.redirect_mismatch");
      transport.json(200, Answers.tokens());

      assertThat(client.redirectEndpoint(at("/callback/a%2Fb", request), request.pending()))
          .isNotNull();
    }

    private static AuthorizationResponse at(String address, AuthorizationRequest request) {
      return AuthorizationResponse.of(
          URI.create(address + "?code=c&state=" + request.pending().state().reveal()));
    }
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }
}
