package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.http.Form;
import io.crossauth.testkit.TestClients;
import io.crossauth.wellknown.MetadataField;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A login whose request travels in another way than in the query: pushed (RFC 9126), signed (RFC
 * 9101), or both.
 *
 * @param name what it is called
 * @param signed whether it is signed
 * @param pushed whether it is pushed
 */
record RequestFlow(String name, boolean signed, boolean pushed) implements Flow {

  private static final String CLIENT = TestClients.KEY_CLIENTS.get(1);

  /** One row for each way. */
  static List<Flow> all() {
    return List.of(
        new RequestFlow("code + PKCE, pushed request", false, true),
        new RequestFlow("code + PKCE, signed request", true, false),
        new RequestFlow("code + PKCE, signed and pushed", true, true));
  }

  @Override
  public String event() {
    return "CODE_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return pushed
            && scene.metadata().find(MetadataField.PUSHED_AUTHORIZATION_REQUEST_ENDPOINT).isEmpty()
        ? Optional.of("the server takes no pushed requests")
        : Optional.empty();
  }

  @Override
  public String run(Scene scene) {
    Person person = scene.person().orElseThrow();
    OAuthClientBuilder builder = scene.client(CLIENT).redirectUri(person.callback());
    if (pushed) {
      builder.pushedRequests();
    }
    if (signed) {
      builder.signedRequests(JwtSigner.ofJwk(scene.privateJwk(CLIENT)));
    }
    OAuthClient client = scene.open(builder);
    AuthorizationRequest login = client.startAuthorizationCodeFlow("openid", "email");
    expectInTheBrowser(login);
    return scene.check(
        client.redirectEndpoint(
            AuthorizationResponse.of(person.callback(), person.logIn(login.uri())),
            login.pending()));
  }

  private void expectInTheBrowser(AuthorizationRequest login) {
    Set<String> expected =
        pushed
            ? Set.of("client_id", "request_uri")
            : Set.of("client_id", "response_type", "scope", "request");
    List<String> found =
        Form.parse(login.uri().getRawQuery()).fields().stream().map(Form.Field::name).toList();
    if (found.size() != expected.size() || !expected.containsAll(found)) {
      throw new IllegalStateException("expected " + expected + " in the browser, found " + found);
    }
  }
}
