package io.crossauth.client.resource.login;

import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.testing.Background;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.provider.InProcessApi;
import io.crossauth.testkit.provider.InProcessProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user at a browser, an API, and the provider whose tokens it takes; only the time is fake. */
final class LoginScene implements AutoCloseable {

  final FakeTime time = new FakeTime(Instant.parse("2026-11-21T10:00:00Z"));
  final InProcessProvider provider = InProcessProvider.builder().clock(time).start();
  final InProcessApi api = provider.startApi("/orders");

  /** A busy machine takes its time. */
  private final ApacheHttpTransport http =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();

  /** Where the user's browser was sent. */
  final List<URI> opened = new CopyOnWriteArrayList<>();

  String issuer() {
    return provider.issuer().toString();
  }

  /** A program that knows the provider, whose user logs in with the browser. */
  ResourceLogin.Builder program() {
    return program(api.uri()).client(issuer(), TestClients.PUBLIC);
  }

  /** A program that knows the address of an API alone. */
  ResourceLogin.Builder program(URI address) {
    return ResourceLogin.at(address)
        .browser(user())
        .transport(http)
        .platform(Background.platform(time));
  }

  /** Alice, who logs in wherever she is sent, each time anew. */
  BrowserOpener user() {
    return address -> {
      opened.add(address);
      Thread browser = new Thread(() -> logIn(address), "browser");
      browser.setDaemon(true);
      browser.start();
    };
  }

  private void logIn(URI address) {
    URI callback =
        Browser.builder()
            .clock(time)
            .build()
            .login(address, TestUsers.ALICE, TestUsers.password(TestUsers.ALICE))
            .uri();
    try {
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(callback).build(), HttpResponse.BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    api.close();
    provider.close();
  }
}
