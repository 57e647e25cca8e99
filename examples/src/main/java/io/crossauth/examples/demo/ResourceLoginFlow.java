package io.crossauth.examples.demo;

import io.crossauth.client.resource.login.ResourceLogin;
import io.crossauth.examples.resourceserver.OrdersApi;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** An API of which the address is known: its 401 leads to a login, and that to its answer. */
record ResourceLoginFlow() implements Flow {

  @Override
  public String name() {
    return "from an API's address to a token";
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
    String issuer = scene.metadata().issuer().orElseThrow();
    try (OrdersApi api = OrdersApi.start(issuer, TestClients.AUDIENCE);
        ResourceLogin login =
            ResourceLogin.at(api.uri())
                .client(issuer, TestClients.PUBLIC)
                .scopes("openid")
                .browser(
                    address ->
                        Platform.system()
                            .scheduler()
                            .schedule(
                                Duration.ZERO, () -> CommandLineLoginFlow.browse(scene, address)))
                .transport(scene.transport())
                .build()) {
      HttpReply reply = login.send(HttpCall.get(api.uri()));
      String text = new String(reply.body(), StandardCharsets.UTF_8);
      if (reply.status() != 200 || !text.contains("\"orders\"")) {
        throw new IllegalStateException("expected the orders, found HTTP " + reply.status());
      }
      return "the API asked, the user logged in, the orders came";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
