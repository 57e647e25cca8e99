package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.session.SessionIndex;
import io.crossauth.client.session.TokenStore;
import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.provider.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several things at once. */
@DisplayName("While something is under way")
class UnderWayTest {

  private final Scene scene = new Scene();
  private final FaultServer api = FaultServer.start();
  private final ExecutorService tabs = Executors.newCachedThreadPool();

  @AfterEach
  void close() throws Exception {
    tabs.shutdownNow();
    scene.close();
    api.close();
  }

  @ParameterizedTest
  @EnumSource
  void a_logout_during_a_refresh_leaves_no_tokens_behind(Container container) throws Exception {
    api.always(Reply.of(200));
    TokenStore store = TokenStore.inMemory();
    Scene.App app =
        scene.start(
            container,
            b ->
                b.sessions(store, SessionIndex.inMemory())
                    .routes(ApiRoute.of("/api", api.uri("/v1"), "GET")));
    RawBrowser browser = app.browser();
    scene.login(browser);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    List<String> brought = new CopyOnWriteArrayList<>();
    scene
        .provider
        .faults()
        .at(Endpoint.TOKEN)
        .editJson(
            tokens -> {
              brought.add(String.valueOf(tokens.get("refresh_token")));
              asked.countDown();
              awaited(gate);
              return tokens;
            });
    scene.time.advance(Duration.ofMinutes(20));

    RawBrowser tab = browser.at(app.port);
    Future<Answer> call = tabs.submit(() -> tab.script("GET", "/api/1"));
    awaited(asked);
    assertThat(browser.script("POST", "/logout").status()).isEqualTo(200);
    gate.countDown();

    assertThat(call.get(45, TimeUnit.SECONDS).status()).isEqualTo(401);
    assertThat(api.requests()).isEmpty();
    assertThat(revoked(1)).containsExactly(brought.get(0));
  }

  private static void awaited(CountDownLatch latch) {
    try {
      assertThat(latch.await(45, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> revoked(int howMany) throws InterruptedException {
    int others = scene.provider.requests().size() - scene.provider.count(Endpoint.REVOCATION);
    boolean unused = scene.provider.awaitRequests(others + howMany, Duration.ofSeconds(5));
    return scene.provider.requests(Endpoint.REVOCATION).stream()
        .map(request -> request.formParameter("token").orElse(""))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void four_callbacks_at_once_are_one_login(Container container) throws Exception {
    Scene.App app = scene.start(container, b -> b.protect("/account"));
    RawBrowser browser = app.browser();
    Answer begun = browser.visit("/login");
    Callback callback = scene.atProvider(URI.create(begun.header("location")), TestUsers.ALICE);
    CountDownLatch start = new CountDownLatch(1);
    List<RawBrowser> all = new ArrayList<>();
    List<Future<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RawBrowser tab = browser.at(app.port);
      all.add(tab);
      answers.add(
          tabs.submit(
              () -> {
                awaited(start);
                return tab.visitFromElsewhere(Scene.target(callback));
              }));
    }
    start.countDown();

    int logins = 0;
    for (int i = 0; i < 4; i++) {
      Answer answer = answers.get(i).get(45, TimeUnit.SECONDS);
      assertThat(answer.status()).isIn(200, 400, 403);
      boolean in = answer.all("set-cookie").stream().anyMatch(f -> f.contains("session="));
      assertThat(in).isEqualTo(answer.status() == 200);
      logins += in ? 1 : 0;
    }
    assertThat(logins).isEqualTo(1);
  }

  private Scene.App withRoute(Container container) {
    return scene.start(
        container, b -> b.routes(ApiRoute.of("/api", api.uri("/v1"), "GET", "POST")));
  }

  private static String request(RawBrowser browser, String line, String... fields) {
    String cookie = "__Host-Http-session";
    return line
        + " HTTP/1.1\r\nHost: a\r\nX-Requested-By: page\r\nCookie: "
        + cookie
        + "="
        + browser.cookies().get(cookie)
        + "\r\n"
        + Stream.of(fields).map(field -> field + "\r\n").collect(Collectors.joining())
        + "\r\n";
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  @ParameterizedTest
  @EnumSource
  void a_slow_reader_gets_all_and_keeps_nobody_waiting(Container container) throws Exception {
    String body = "0123456789".repeat(300_000);
    api.next(Reply.of(200).body(body));
    api.always(Reply.of(204));
    RawBrowser browser = withRoute(container).browser();
    scene.login(browser);
    try (Socket socket = new Socket()) {
      socket.setReceiveBufferSize(4_096);
      socket.setSoTimeout(15_000);
      socket.connect(new InetSocketAddress("127.0.0.1", browser.port()));
      write(socket, request(browser, "GET /api/big", "Connection: close"));
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readNBytes(12), StandardCharsets.ISO_8859_1))
          .isEqualTo("HTTP/1.1 200");

      assertThat(browser.script("GET", "/api/small").status()).isEqualTo(204);

      String rest = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(rest.length()).isGreaterThan(body.length());
      assertThat(rest).endsWith(body.substring(body.length() - 100));
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_reader_that_goes_away_disturbs_no_other(Container container) throws Exception {
    api.next(Reply.of(200).body("x".repeat(30_000_000)));
    api.always(Reply.of(204));
    RawBrowser browser = withRoute(container).browser();
    scene.login(browser);
    try (Socket socket = new Socket("127.0.0.1", browser.port())) {
      write(socket, request(browser, "GET /api/big"));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
    }

    assertThat(browser.script("GET", "/api/small").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @EnumSource
  void a_writer_that_stops_midway_has_sent_the_api_nothing_whole(Container container)
      throws Exception {
    api.always(Reply.of(204));
    RawBrowser browser = withRoute(container).browser();
    scene.login(browser);
    try (Socket socket = new Socket("127.0.0.1", browser.port())) {
      socket.setSoTimeout(15_000);
      write(socket, request(browser, "POST /api/1", "Content-Length: 100000"));
      write(socket, "x".repeat(90_000));

      assertThat(browser.script("GET", "/api/2").status())
          .as("meanwhile others go by")
          .isEqualTo(204);
      socket.shutdownOutput();
      int unused = socket.getInputStream().readAllBytes().length;
    }
    assertThat(api.requests()).extracting(RecordedRequest::method).containsExactly("GET");
  }
}
