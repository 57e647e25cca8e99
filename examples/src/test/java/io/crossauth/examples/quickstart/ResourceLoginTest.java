package io.crossauth.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.resource.ResourceClient;
import io.crossauth.client.resource.login.ResourceLogin;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.provider.InProcessApi;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A program that knows the address of an API, and nothing else. */
class ResourceLoginTest extends Playground {

  private final InProcessApi orders = provider.startApi("/orders");
  private final URI api = orders.uri();
  private final String clientId = TestClients.PUBLIC;
  private final List<String> shown = new ArrayList<>();

  @AfterAll
  void stop() {
    orders.close();
  }

  @Test
  void theUserIsLoggedInWhenTheApiWantsIt() {
    BrowserOpener browser = this::open;

    ResourceLogin.Builder program = ResourceLogin.at(api).client(issuer, clientId).browser(browser);
    program.allowPrivateAddresses();

    try (ResourceLogin login = program.build()) {
      HttpReply reply = login.send(HttpCall.get(api));

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @Test
  void theUserAllowsAServerAndTheProgramRegistersItself() throws Exception {
    ResourceLogin.Builder program =
        ResourceLogin.at(api)
            .allow(server -> askUser("May " + server + " log you in for " + api + "?"))
            .clientMetadataDocument(URI.create("https://tool.example.com/client.json"))
            .registeredAs("A tool")
            .scopes("openid", "email")
            .browser(this::open);
    program.allowPrivateAddresses();

    try (ResourceLogin login = program.build()) {
      assertThat(login.send(HttpCall.get(api)).status()).isEqualTo(200);
      assertThat(shown).hasSize(1);

      HttpClient http = HttpClient.newHttpClient();

      ResourceClient client = ResourceClient.of(http, login.tokens(), api.resolve("/"));

      HttpRequest request = HttpRequest.newBuilder(api).build();
      assertThat(client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aTestHasAnApiOfItsOwn() {
    try (InProcessApi api = provider.startApi("/api").requireScopes("email");
        ResourceLogin login =
            ResourceLogin.at(api.uri())
                .client(provider.issuer().toString(), TestClients.PUBLIC)
                .browser(this::open)
                .allowPrivateAddresses()
                .build()) {
      assertThat(login.send(HttpCall.get(api.uri())).status()).isEqualTo(200);
      assertThat(api.calls()).isEqualTo(2);
    }
  }

  private boolean askUser(String question) {
    return shown.add(question);
  }

  /** A user who logs in wherever the browser is sent. */
  private void open(URI address) {
    Thread browser = new Thread(() -> comeBack(logIn(address).uri()), "browser");
    browser.setDaemon(true);
    browser.start();
  }

  private static void comeBack(URI callback) {
    try {
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(callback).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
