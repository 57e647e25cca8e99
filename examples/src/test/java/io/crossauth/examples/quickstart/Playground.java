package io.crossauth.examples.quickstart;

import io.crossauth.client.OAuthClient;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A provider, and what a program would have at hand: its client, a user, a redirect URI. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class Playground {

  final InProcessProvider provider = InProcessProvider.start();
  final String issuer = provider.issuer().toString();
  final String clientId = TestClients.CONFIDENTIAL;
  final Secret secret = Secret.of(TestClients.SECRET);
  final URI callback = URI.create("http://127.0.0.1:8765/callback");
  final String username = TestUsers.ALICE;
  final Secret password = Secret.of(TestUsers.password(TestUsers.ALICE));
  final OAuthClient client =
      OAuthClient.builder(issuer)
          .clientId(clientId)
          .clientSecret(secret)
          .redirectUri(callback)
          .build();

  /** What comes back when the user logs in at this address. */
  final Callback logIn(URI address) {
    return Browser.create().login(address, username, password.reveal());
  }

  @AfterAll
  void end() {
    client.close();
    provider.close();
  }
}
