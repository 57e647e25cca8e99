package com.example.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.crossauth.client.OAuthClient;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.RegisteredClient;
import io.crossauth.value.SealingKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The program of docs/tasks/log-users-in.md, with a browser that takes its cookies. */
class ShopTest {

  private final FaultServer api = FaultServer.start().always(Reply.json("{\"orders\":[]}"));
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new TreeMap<>();
  private InProcessProvider provider;
  private ApacheHttpTransport transport;
  private OAuthClient client;
  private HttpServer shop;
  private URI home;

  @BeforeEach
  void start() throws IOException {
    int port = freePort();
    home = URI.create("http://127.0.0.1:" + port + "/");
    provider = provider(home);
    transport = ApacheHttpTransport.builder().responseTimeout(Duration.ofSeconds(20)).build();
    client =
        OAuthClient.builder(provider.issuer().toString())
            .clientId("shop")
            .clientSecret("shop-secret")
            .redirectUri(home.resolve("/callback"))
            .transport(transport)
            .build();
    shop = new Shop(client, home, api.uri("/orders"), SealingKey.ephemeral()).start(port);
  }

  @AfterEach
  void stop() {
    shop.stop(0);
    client.close();
    transport.close();
    api.close();
    provider.close();
  }

  /** A provider with the client of the shop, which asks its users for their consent. */
  private static InProcessProvider provider(URI home) {
    RegisteredClient shop =
        RegisteredClient.confidential("shop", "shop-secret")
            .redirectUris(home.resolve("/callback").toString())
            .postLogoutRedirectUris(home.toString());
    return InProcessProvider.builder().client(shop).consent().start();
  }

  @Test
  void aUserLogsInSeesTheOrdersAndLogsOut() throws Exception {
    logIn();

    assertThat(get("/").body()).contains("You are alice").contains("log out");
    assertThat(get("/orders").body()).contains("{\"orders\":[]}");
    RecordedRequest call = api.requests().get(0);
    assertThat(call.header("Authorization").orElseThrow()).startsWith("Bearer ");

    HttpResponse<String> logout = post("/logout");
    assertThat(logout.headers().firstValue("Location").orElseThrow())
        .startsWith(provider.uri(Endpoint.END_SESSION).toString())
        .contains("id_token_hint=")
        .contains("post_logout_redirect_uri=");
    assertThat(get("/").body()).contains("log in");
    assertThat(get("/orders").headers().firstValue("Location")).contains("/login");
  }

  @Test
  void twoTabsDoNotDisturbEachOther() throws Exception {
    URI first = callbackOf(locationOf("/login"));
    URI second = callbackOf(locationOf("/login"));
    assertThat(cookies.keySet()).filteredOn(name -> name.startsWith("__Host-login-")).hasSize(2);

    assertThat(get(first.toString()).statusCode()).isEqualTo(303);
    assertThat(get(second.toString()).statusCode()).isEqualTo(303);

    assertThat(cookies.keySet()).containsExactly("__Host-session");
  }

  @Test
  void aTokenThatIsOverIsRenewed() throws Exception {
    provider.faults().at(Endpoint.TOKEN).next(1).member("expires_in", 0);
    logIn();

    assertThat(get("/orders").body()).contains("{\"orders\":[]}");

    assertThat(provider.requests(Endpoint.TOKEN))
        .extracting(request -> request.formParameter("grant_type").orElse(""))
        .containsExactly("authorization_code", "refresh_token");
  }

  @Test
  void whatTheApiRefusesIsSaid() throws Exception {
    logIn();
    api.always(Reply.json(403, "{}"));
    assertThat(get("/orders").body()).contains("The API answered 403.");

    api.close();
    assertThat(get("/orders").statusCode()).isEqualTo(502);
  }

  @Test
  void aCallbackOfAnotherBrowserIsRefusedWithAPage() throws Exception {
    URI callback = callbackOf(locationOf("/login"));
    cookies.clear();

    HttpResponse<String> answer = get(callback.toString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.headers().firstValue("Location")).isEmpty();
    assertThat(cookies).isEmpty();
  }

  @Test
  void aLinkLogsNobodyOut() throws Exception {
    logIn();

    assertThat(get("/logout").headers().firstValue("Location")).contains(home.toString());

    assertThat(get("/").body()).contains("log out");
  }

  @Test
  void aUserWhoSaysNoIsTold() throws Exception {
    String password = TestUsers.password(TestUsers.ALICE);
    URI login = locationOf("/login");
    URI refused = Browser.create().refuse(login, TestUsers.ALICE, password).uri();

    assertThat(get(refused.toString()).statusCode()).isEqualTo(400);
  }

  private void logIn() throws Exception {
    HttpResponse<String> answer = get(callbackOf(locationOf("/login")).toString());
    assertThat(answer.headers().firstValue("Location")).contains(home.toString());
  }

  private URI locationOf(String path) throws Exception {
    return URI.create(get(path).headers().firstValue("Location").orElseThrow());
  }

  private static URI callbackOf(URI login) {
    String password = TestUsers.password(TestUsers.ALICE);
    return Browser.create().login(login, TestUsers.ALICE, password).uri();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(home.resolve(path)));
  }

  private HttpResponse<String> post(String path) throws Exception {
    return send(
        HttpRequest.newBuilder(home.resolve(path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
    }
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    answer.headers().allValues("Set-Cookie").forEach(this::keep);
    return answer;
  }

  private void keep(String cookie) {
    assertThat(cookie).contains("; Path=/; Secure; HttpOnly; SameSite=Lax");
    String[] pair = cookie.substring(0, cookie.indexOf(';')).split("=", 2);
    if (cookie.endsWith("Max-Age=0")) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
