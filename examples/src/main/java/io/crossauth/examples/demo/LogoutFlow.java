package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.LogoutFlow.LogoutRequest;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.TestClients;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.util.Optional;

/** Logout at the provider and back (OpenID Connect RP-Initiated Logout 1.0). */
record LogoutFlow() implements Flow {

  private static final URI BYE = URI.create("http://127.0.0.1/bye");

  @Override
  public String name() {
    return "logout at the provider";
  }

  @Override
  public String event() {
    return "LOGOUT";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    if (scene.account().isEmpty()) {
      return Optional.of("no account is known");
    }
    return scene.metadata().find(MetadataField.END_SESSION_ENDPOINT).isEmpty()
        ? Optional.of("the server has no logout endpoint")
        : Optional.empty();
  }

  @Override
  public String run(Scene scene) {
    Scene.Account account = scene.account().orElseThrow();
    OAuthClient client = scene.open(scene.client(TestClients.CONFIDENTIAL));
    OAuthTokenResponse tokens =
        client.passwordFlow(account.name(), account.password(), "openid").requireTokens();
    LogoutRequest logout = client.logout().start(tokens.idToken().orElseThrow().token(), BYE);
    // A browser would go there and come back; this one takes down where it is sent.
    HttpReply reply = scene.transport().exchange(HttpCall.get(logout.uri()));
    URI back =
        reply
            .headers()
            .first("Location")
            .map(URI::create)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "expected the way back, found HTTP " + reply.status()));
    client.logout().finish(Form.parse(back.getRawQuery()), logout.state());
    try {
      client.refreshTokenFlow(tokens);
    } catch (OAuthErrorException e) {
      return "state checked; the session is over: " + e.error();
    }
    throw new IllegalStateException("expected the session to be over, but its tokens are good");
  }
}
