package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.introspection.Introspection;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.BackChannelLogout;
import io.crossauth.client.login.ClaimsRequest;
import io.crossauth.client.login.FrontChannelLogout;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LogoutFlow;
import io.crossauth.client.login.ThirdPartyLogin;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.Form;
import io.crossauth.testkit.TestClients;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.VerifiedToken;
import io.crossauth.value.Secret;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What comes after a login, and what a login can ask for. */
class AfterLoginTest extends Playground {

  private final URI home = URI.create("https://app.example/");

  private OAuthTokenResponse login() {
    return client.passwordFlow(username, password, "openid").requireTokens();
  }

  @Test
  void tokensAreRevoked() {
    OAuthTokenResponse tokens = login();
    Secret accessToken = tokens.accessToken();

    client.revoke(tokens);
    Introspection answer = client.introspect(accessToken);

    assertThat(answer.active()).isFalse();
  }

  @Test
  void opaqueTokensAreLookedUp() {
    OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(issuer)
            .audience("orders-api")
            .opaqueTokens(client.introspection().opaqueTokenCheck())
            .build();

    assertThat(consumer.acceptsOpaqueTokens()).isTrue();
    assertThat(consumer.tokenAuthorized("nobody-knows-it", TokenType.ACCESS)).isEmpty();
    consumer.close();
  }

  @Test
  void aUserLogsOut() {
    OAuthTokenResponse tokens = login();
    Secret idToken = tokens.idToken().orElseThrow().token();

    LogoutFlow.LogoutRequest logout = client.logout().start(idToken, home);

    assertThat(logout.uri().toString()).contains("id_token_hint");
    Form query = Form.of("state", logout.state().reveal());
    client.logout().finish(query, logout.state());
  }

  @Test
  void theProviderTellsOfALogout() {
    VerifiedToken login = login().idToken().orElseThrow();
    String body =
        "logout_token="
            + provider
                .mint()
                .withClientId(TestClients.CONFIDENTIAL)
                .withSubject(login.requireSubject())
                .logoutToken()
                .claim("sid", login.string("sid").orElseThrow())
                .compact();

    BackChannelLogout logout = client.logout().backChannel(Form.parse(body));
    boolean over = logout.ends(login);

    assertThat(over).isTrue();
    Form query = Form.of("iss", issuer).plus("sid", "session-1");
    FrontChannelLogout ending = client.logout().frontChannel(query);
    assertThat(ending.ends("session-1")).isTrue();
  }

  @Test
  void aLoginAsksForClaims() {
    AuthorizationRequest login =
        client.startAuthorizationCodeFlow(
            LoginOptions.scopes("openid")
                .withClaims(ClaimsRequest.none().idToken("email").essentialInIdToken("auth_time")));

    assertThat(login.uri().getQuery()).contains("auth_time");
  }

  @Test
  void somebodyElseAsksForALogin() {
    Form query = Form.of("iss", issuer).plus("login_hint", "alice");

    ThirdPartyLogin asked = client.thirdPartyLogin(query, ThirdPartyLogin.sameOrigin(home));
    AuthorizationRequest login = client.startAuthorizationCodeFlow(asked.options("openid"));

    assertThat(login.uri().getQuery()).contains("login_hint=alice");
  }
}
