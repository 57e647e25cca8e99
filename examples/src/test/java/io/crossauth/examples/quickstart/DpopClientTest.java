package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.resource.ResourceAccess;
import io.crossauth.client.resource.ResourceCall;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.DpopResource;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens that are bound to a key of the login, at an API that asks for nonces. */
class DpopClientTest extends Playground {

  private final DpopResource api = provider.startResource().demandNonces();
  private final URI address = api.uri("/orders?page=1");
  private final URI ordersApi = address.resolve("/");
  private final HttpClient http = HttpClient.newHttpClient();
  private final TokenStore store = TokenStore.inMemory();
  private final String session = "alice";

  @AfterEach
  void stop() {
    api.close();
  }

  private AuthorizationResponse answer(AuthorizationRequest login) {
    return AuthorizationResponse.of(logIn(login.uri()).uri());
  }

  @Test
  void aLoginWithAKeyOfItsOwn() throws Exception {
    OAuthClient client =
        OAuthClient.builder(issuer)
            .clientId(clientId)
            .clientSecret(secret)
            .redirectUri(callback)
            .dpop()
            .build();
    TokenManager sessions = client.tokenManager(store);

    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    sessions.signedIn(session, client.redirectEndpoint(answer(login), login.pending()));

    ResourceClient orders = ResourceClient.of(http, sessions.source(session), ordersApi);
    HttpResponse<String> response =
        orders.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(api.requests()).hasSize(2).allMatch(sent -> sent.header("DPoP").isPresent());
    byAnyClient(sessions);
    client.close();
  }

  private void byAnyClient(TokenManager sessions) throws Exception {
    ResourceCall call = ResourceAccess.of(sessions.source(session), ordersApi).call("GET", address);
    HttpResponse<String> answer;
    do {
      HttpRequest.Builder next = HttpRequest.newBuilder(address);
      call.headers().forEach(next::setHeader);
      answer = http.send(next.build(), BodyHandlers.ofString());
    } while (call.wantsAnother(answer.statusCode(), answer.headers().map()));

    assertThat(answer.statusCode()).isEqualTo(200);
    RecordedRequest last = api.requests().get(api.requests().size() - 1);
    assertThat(last.header("Authorization").orElseThrow()).startsWith("DPoP ");
  }
}
