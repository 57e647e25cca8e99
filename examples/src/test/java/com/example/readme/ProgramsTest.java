package com.example.readme;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.OAuthClient;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The programs of the README. */
class ProgramsTest {

  private static final String CALLBACK = "http://127.0.0.1:8765/callback";
  private static final Pattern USER_CODE = Pattern.compile("\"user_code\"\\s*:\\s*\"([^\"]+)\"");

  private final InProcessProvider provider = InProcessProvider.start();
  private final String issuer = provider.issuer().toString();

  @AfterEach
  void end() {
    provider.close();
  }

  @Test
  void anApiChecksAToken() {
    String bearer =
        provider
            .mint()
            .withAudience("orders-api")
            .accessToken()
            .claim("scope", "orders:read")
            .compact();

    try (OAuthTokenConsumer consumer =
        OAuthTokenConsumer.builder(issuer).audience("orders-api").build()) {
      assertThat(CheckToken.user(consumer, bearer)).isEqualTo("alice");
    }
  }

  @Test
  void aWebApplicationLogsAUserIn() {
    WebLogin pages = new WebLogin(issuer, TestClients.CONFIDENTIAL, TestClients.SECRET, CALLBACK);
    Map<String, String> session = new HashMap<>();

    URI address = pages.begin(session);
    URI comesBack = Browser.create().login(address, TestUsers.ALICE, password()).uri();

    assertThat(pages.end(session, comesBack)).isNotBlank();
    assertThat(session).isEmpty();
  }

  @Test
  void aServiceCallsAnother() throws Exception {
    try (FaultServer orders = FaultServer.start().always(Reply.json("[]"));
        OAuthClient client =
            OAuthClient.builder(issuer)
                .clientId(TestClients.CONFIDENTIAL)
                .clientSecret(TestClients.SECRET)
                .build()) {
      assertThat(CallOrders.orders(client, orders.uri("/orders"))).isEqualTo("[]");
      assertThat(orders.requests().get(0).header("Authorization").orElseThrow())
          .startsWith("Bearer ");
    }
  }

  @Test
  void aCommandLineLogsAUserIn() {
    try (ApacheHttpTransport http = ApacheHttpTransport.create();
        OAuthClient client =
            OAuthClient.builder(issuer)
                .clientId(TestClients.DEVICE)
                .transport(approving(http))
                .build()) {
      assertThat(LogIn.user(client)).isNotBlank();
    }
  }

  /** A user who is very quick. */
  private HttpTransport approving(HttpTransport http) {
    return call -> {
      HttpReply reply = http.send(call);
      Matcher code = USER_CODE.matcher(new String(reply.body(), StandardCharsets.UTF_8));
      if (code.find()) {
        provider.approveDevice(code.group(1), TestUsers.ALICE);
      }
      return reply;
    };
  }

  private static String password() {
    return TestUsers.password(TestUsers.ALICE);
  }
}
