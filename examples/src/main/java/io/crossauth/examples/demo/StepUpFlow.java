package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.testkit.TestClients;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An API that wants a newer login, and gets it (RFC 9470). */
record StepUpFlow() implements Flow {

  private static final String SESSION = "alice";

  @Override
  public String name() {
    return "step-up: the API wants a newer login";
  }

  @Override
  public String event() {
    return "CODE_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return Optional.empty();
  }

  @Override
  public String run(Scene scene) {
    Person person = scene.person().orElseThrow();
    OAuthClient client =
        scene.open(scene.client(TestClients.CONFIDENTIAL).redirectUri(person.callback()));
    List<LoginOptions> logins = new ArrayList<>();
    try (FreshLoginApi api = FreshLoginApi.start(scene);
        TokenManager sessions = client.tokenManager(TokenStore.inMemory())) {
      sessions.signedIn(SESSION, logIn(client, person, LoginOptions.scopes("openid")));
      api.later();
      int status =
          ResourceClient.of(HttpClient.newHttpClient(), sessions.source(SESSION), api.origin())
              .send(
                  HttpRequest.newBuilder(api.origin().resolve("/pay")).build(),
                  BodyHandlers.discarding(),
                  challenge -> {
                    LoginOptions options = challenge.login(LoginOptions.scopes("openid"));
                    logins.add(options);
                    sessions.signedIn(SESSION, logIn(client, person, options));
                    api.now();
                  })
              .statusCode();
      if (status != 204 || logins.size() != 1) {
        throw new IllegalStateException(
            "expected 204 after one login, found " + status + " after " + logins.size());
      }
      return "401, a login with max_age="
          + logins.get(0).maxAge().orElseThrow().toSeconds()
          + ", 204";
    } catch (IOException e) {
      throw new IllegalStateException("the API cannot be reached: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the API", e);
    }
  }

  private static OAuthTokenResponse logIn(OAuthClient client, Person person, LoginOptions options) {
    AuthorizationRequest login = client.startAuthorizationCodeFlow(options);
    return client.redirectEndpoint(
        AuthorizationResponse.of(person.callback(), person.logIn(login.uri())), login.pending());
  }
}
