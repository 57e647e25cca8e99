package io.crossauth.examples.demo;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.Form;
import io.crossauth.http.HttpCall;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Login of a command-line program: back to a port of this machine (RFC 8252). */
record CommandLineLoginFlow() implements Flow {

  @Override
  public String name() {
    return "command-line login";
  }

  @Override
  public String event() {
    return "CODE_TO_TOKEN";
  }

  @Override
  public Optional<String> obstacle(Scene scene) {
    return scene.person().isEmpty()
        ? Optional.of("nobody is at a browser")
        : scene.refusalOf("authorization_code");
  }

  @Override
  public String run(Scene scene) {
    OAuthClient client = scene.open(scene.client(TestClients.PUBLIC));
    OAuthTokenResponse tokens =
        client
            .commandLine()
            .run(
                LoopbackOptions.defaults(),
                address ->
                    Platform.system()
                        .scheduler()
                        .schedule(Duration.ZERO, () -> browse(scene, address)),
                LoginOptions.scopes("openid", "email"));
    return scene.check(tokens);
  }

  /** What the user's browser does: logs in, and follows the redirect back to the program. */
  static void browse(Scene scene, URI address) {
    Form callback = scene.person().orElseThrow().logIn(address);
    String back = Form.parse(address.getRawQuery()).first("redirect_uri").orElseThrow();
    scene.transport().exchange(HttpCall.get(URI.create(back + "?" + callback.encode())));
  }
}
