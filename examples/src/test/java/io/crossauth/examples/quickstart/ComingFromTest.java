package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LogoutFlow;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.tokenconsumer.resource.Access;
import io.crossauth.tokenconsumer.resource.AccessRequirement;
import io.crossauth.tokenconsumer.resource.OAuthResourceServer;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the pages below docs/coming-from have on the right, at any provider. */
class ComingFromTest extends Playground {

  private final SealingKey key = SealingKey.ephemeral();
  private final Map<String, String> session = new HashMap<>();
  private final UsersBrowser browser = new UsersBrowser();
  private final TokenManager sessions = client.tokenManager(TokenStore.inMemory());
  private final String sessionId = "a session of the application";

  @Test
  void aUserLogsInAndHasASession() {
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .build();

    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    session.put("login", login.pending().seal(key));
    browser.redirect(login.uri());

    URI requestUri = browser.comesBackTo();
    OAuthTokenResponse tokens =
        client.redirectEndpoint(
            AuthorizationResponse.of(requestUri), PendingLogin.open(session.remove("login"), key));
    String user = tokens.idToken().orElseThrow().requireSubject();
    sessions.signedIn(sessionId, tokens);

    assertThat(user).isNotBlank();
    Secret idToken = tokens.idToken().orElseThrow().token();
    LogoutFlow.LogoutRequest logout = client.logout().start(idToken);
    sessions.signedOut(sessionId);
    browser.redirect(logout.uri());

    assertThat(logout.uri().getQuery()).contains("id_token_hint=");
    assertThat(sessions.tokens(sessionId)).isEmpty();
    client.close();
  }

  @Test
  void aServiceCallsAnother() throws Exception {
    try (FaultServer orders = FaultServer.start().always(Reply.json("[]"))) {
      URI ordersApi = orders.uri("");
      HttpClient http = HttpClient.newHttpClient();

      TokenSource service = client.tokenSource("orders:read");
      ResourceClient api = ResourceClient.of(http, service, ordersApi);
      HttpRequest request = HttpRequest.newBuilder(ordersApi.resolve("/orders")).build();
      String answer = api.send(request, BodyHandlers.ofString()).body();

      String token = service.accessToken().reveal();

      assertThat(answer).isEqualTo("[]");
      assertThat(orders.requests().get(0).header("Authorization")).contains("Bearer " + token);
    }
  }

  @Test
  void anApiAsksForAScope() {
    OAuthTokenConsumer consumer = OAuthTokenConsumer.builder(issuer).audience("orders-api").build();
    OAuthResourceServer server = OAuthResourceServer.builder(consumer).realm("orders").build();
    AccessRequirement requirement = AccessRequirement.scopes("orders:read");

    assertThat(answer(server, requirement, token("orders-api", "orders:read"))).isEqualTo("200");
    assertThat(answer(server, requirement, token("another-api", "orders:read")))
        .startsWith("401 Bearer realm=\"orders\"");
    assertThat(answer(server, requirement, token("orders-api", "email")))
        .contains("403", "insufficient_scope");
    consumer.close();
  }

  private static String answer(
      OAuthResourceServer server, AccessRequirement requirement, String bearer) {
    List<String> authorization = List.of("Bearer " + bearer);
    Access access = server.access(authorization, requirement);
    if (access instanceof Access.Denied denied) {
      return denied.challenge().status() + " " + denied.challenge().header();
    }
    return "200";
  }

  @Test
  void anApiChecksATokenByItself() {
    String bearer = token("orders-api", "orders:read");

    OAuthTokenConsumer consumer = OAuthTokenConsumer.builder(issuer).audience("orders-api").build();

    String user = consumer.verify(bearer, TokenType.ACCESS).requireSubject();

    assertThat(user).isEqualTo("subject-of-a-test");
    consumer.close();
  }

  @Test
  void aSessionOfAnotherLibraryIsTakenOver() {
    OAuthTokenResponse before = client.passwordFlow(username, password, "openid").requireTokens();
    String user = before.idToken().orElseThrow().requireSubject();
    String storedRefreshToken = before.refreshToken().orElseThrow().reveal();

    OAuthTokenResponse tokens =
        client.refreshTokenFlow(
            Secret.of(storedRefreshToken),
            TokenExpectations.none().withSubject(user),
            TokenRequestOptions.none());
    sessions.signedIn(sessionId, tokens);

    assertThat(sessions.accessToken(sessionId)).isEqualTo(tokens.accessToken());
    assertThat(tokens.refreshToken()).isPresent();
  }

  @Test
  void aSessionOfSomebodyElseIsNotTakenOver() {
    OAuthTokenResponse before = client.passwordFlow(username, password, "openid").requireTokens();

    assertThatThrownBy(
            () ->
                client.refreshTokenFlow(
                    before.refreshToken().orElseThrow(),
                    TokenExpectations.none().withSubject("bob"),
                    TokenRequestOptions.none()))
        .isInstanceOf(TokenRejectedException.class);
  }

  private String token(String audience, String scope) {
    return provider
        .mint()
        .withAudience(audience)
        .withSubject("subject-of-a-test")
        .accessToken()
        .claim("scope", scope)
        .compact();
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
