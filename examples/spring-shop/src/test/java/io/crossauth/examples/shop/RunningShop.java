package io.crossauth.examples.shop;

import io.crossauth.client.OAuthClient;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;

/** The shop before a provider of the process, and those who come to it. */
final class RunningShop implements AutoCloseable {

  final InProcessProvider provider = InProcessProvider.start();
  final Shop shop;

  RunningShop() throws IOException {
    shop =
        Shop.start(
            "--server.port=" + freePort(),
            "--spring.main.banner-mode=off",
            "--logging.level.root=warn",
            "--shop.issuer=" + provider.issuer(),
            "--shop.client-id=" + TestClients.SHOP,
            "--SHOP_SECRET=" + TestClients.SECRET,
            "--orders.audience=" + TestClients.AUDIENCE,
            "--orders.client-id=" + TestClients.EXCHANGE,
            "--ORDERS_SECRET=" + TestClients.SECRET,
            "--delivery.audience=" + TestClients.ORDERS);
  }

  /** Its address is needed for the redirect URI, so it is chosen before. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  RawBrowser browser() {
    return new RawBrowser(URI.create(shop.address()).getPort());
  }

  /** Goes to a page that wants a login; the address at the provider that it leads to. */
  URI sentTo(RawBrowser browser, String page) {
    Answer begun = browser.visit(page);
    if (begun.status() != 303) {
      throw new AssertionError("expected the way to a login, found " + begun);
    }
    return URI.create(browser.visit(begun.header("location")).header("location"));
  }

  /** Goes to a page that wants a login, and logs alice in; the answer to the callback. */
  Answer logIn(RawBrowser browser) {
    String user = TestUsers.ALICE;
    Callback back =
        Browser.create().login(sentTo(browser, "/orders"), user, TestUsers.password(user));
    return browser.visitFromElsewhere(back.uri().getRawPath() + "?" + back.uri().getRawQuery());
  }

  /** An access token of alice that the shop would get, with these scopes. */
  String token(String... scopes) {
    try (OAuthClient client =
        OAuthClient.builder(provider.issuer().toString())
            .clientId(TestClients.SHOP)
            .clientSecret(Secret.of(TestClients.SECRET))
            .build()) {
      Secret password = Secret.of(TestUsers.password(TestUsers.ALICE));
      return client
          .passwordFlow(TestUsers.ALICE, password, scopes)
          .requireTokens()
          .accessToken()
          .reveal();
    }
  }

  @Override
  public void close() {
    shop.close();
    provider.close();
  }
}
