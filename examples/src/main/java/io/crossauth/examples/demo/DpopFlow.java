package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import io.crossauth.wellknown.MetadataField;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;

/**
 * Tokens that are bound to a key of the login (RFC 9449), and what is done with them.
 *
 * @param name what it is called
 * @param event what the provider's log shows
 * @param use what is done with the tokens
 */
record DpopFlow(String name, String event, Use use) implements Flow {

  /** What is done with the tokens of a login; what came of it. */
  @FunctionalInterface
  private interface Use {

    String of(OAuthTokenResponse tokens, OAuthClient client, Scene scene);
  }

  /** One row for each use. */
  static List<Flow> all() {
    return List.of(
        new DpopFlow("DPoP: code + PKCE", "CODE_TO_TOKEN", DpopFlow::read),
        new DpopFlow(
            "DPoP: refresh",
            "REFRESH_TOKEN",
            (tokens, client, scene) -> read(client.refreshTokenFlow(tokens), client, scene)),
        new DpopFlow(
            "DPoP: userinfo",
            "USER_INFO_REQUEST",
            (tokens, client, scene) -> "sub " + client.userInfoEndpoint(tokens).subject()),
        new DpopFlow("DPoP: resource, stolen token", "CODE_TO_TOKEN", DpopFlow::steal));
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.metadata().find(MetadataField.DPOP_SIGNING_ALG_VALUES_SUPPORTED).isPresent()
        ? Optional.empty()
        : Optional.of("the server does not know DPoP");
  }

  @Override
  public String run(Scene scene) {
    Person person = scene.person().orElseThrow();
    OAuthClient client =
        scene.open(scene.client(TestClients.DPOP).redirectUri(person.callback()).dpop());
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    OAuthTokenResponse tokens =
        client.redirectEndpoint(
            AuthorizationResponse.of(person.callback(), person.logIn(login.uri())),
            login.pending());
    if (!tokens.tokenType().equalsIgnoreCase("DPoP")) {
      throw new IllegalStateException("expected a bound token, found " + tokens.tokenType());
    }
    return use.of(tokens, client, scene);
  }

  /** The token at an API that asks for a proof, with a nonce of its own. */
  private static String read(OAuthTokenResponse tokens, OAuthClient client, Scene scene) {
    return at(
        scene,
        (http, api) -> {
          try (TokenManager sessions = client.tokenManager(TokenStore.inMemory())) {
            sessions.signedIn("alice", tokens);
            ResourceClient orders = ResourceClient.of(http, sessions.source("alice"), api.origin());
            HttpRequest request = HttpRequest.newBuilder(api.orders()).build();
            expect(200, orders.send(request, BodyHandlers.ofString()).statusCode());
          }
          return TokenCheck.idToken(tokens.idToken()) + "access by proof";
        });
  }

  /** The token without its key: what it is worth to whoever finds it. */
  private static String steal(OAuthTokenResponse tokens, OAuthClient client, Scene scene) {
    return at(
        scene,
        (http, api) -> {
          for (String scheme : List.of("Bearer", "DPoP")) {
            HttpRequest request =
                HttpRequest.newBuilder(api.orders())
                    .header("Authorization", scheme + " " + tokens.accessToken().reveal())
                    .build();
            expect(401, http.send(request, BodyHandlers.discarding()).statusCode());
          }
          String unused = read(tokens, client, scene);
          return "200 with a proof, 401 without";
        });
  }

  private static void expect(int expected, int found) {
    if (found != expected) {
      throw new IllegalStateException("expected " + expected + " of the API, found " + found);
    }
  }

  /** Calls of an API. */
  @FunctionalInterface
  private interface Calls {

    String of(HttpClient http, BoundApi api) throws IOException, InterruptedException;
  }

  private static String at(Scene scene, Calls calls) {
    try (BoundApi api = BoundApi.start(scene.metadata())) {
      return calls.of(HttpClient.newHttpClient(), api);
    } catch (IOException e) {
      throw new IllegalStateException("the API cannot be reached: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the API", e);
    }
  }
}
