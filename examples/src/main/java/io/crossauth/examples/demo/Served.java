package io.crossauth.examples.demo;

import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestProvider;
import io.crossauth.testkit.TestUsers;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Keeps a provider up, and says what is there. */
record Served(TestProvider provider, PrintStream out) {

  void untilStopped() {
    out.println();
    out.println("issuer    " + provider.issuer());
    out.println();
    out.println("client                    secret");
    client(TestClients.CONFIDENTIAL, TestClients.SECRET, "code, password, client credentials, …");
    client(TestClients.PUBLIC, "(public)", "code with PKCE, password");
    client(TestClients.SERVICE, TestClients.SECRET, "client credentials");
    client(TestClients.PASSWORD, TestClients.SECRET, "password");
    client(TestClients.DEVICE, "(public)", "device");
    client(TestClients.SHORT, TestClients.SECRET, "tokens that live two seconds");
    TestClients.ALGORITHM_CLIENTS.forEach(
        id -> client(id, TestClients.SECRET, "tokens signed by the algorithm in the name"));
    out.println("Redirect URIs: http://127.0.0.1:<any port>/…");
    out.println();
    out.println("user      password");
    List.of(TestUsers.ALICE, TestUsers.BOB).forEach(user -> user(user, ""));
    user(TestUsers.MFA, "TOTP secret " + TestUsers.TOTP_SECRET);
    out.println();
    out.println("Access tokens are for " + TestClients.AUDIENCE + ". Stop it with Ctrl-C.");
    out.flush();
    await();
  }

  private void client(String id, String secret, String what) {
    out.printf("%-24s  %-12s  %s%n", id, secret, what);
  }

  private void user(String name, String more) {
    out.printf("%-8s  %-16s  %s%n", name, TestUsers.password(name), more);
  }

  /** Until the process is told to end. */
  static void await() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
