package io.crossauth.client.internal.login;

import static io.crossauth.client.internal.login.LoopbackScene.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.http.Form;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not the callback, each followed by the callback, which must still be taken. */
@Timeout(60)
@DisplayName("The port of a command-line login refuses, and goes on waiting:")
class LoopbackRefusalsTest {

  private final LoopbackScene scene = new LoopbackScene();
  private CompletableFuture<OAuthTokenResponse> waiting;

  @BeforeEach
  void a_login_waits() {
    waiting = scene.start();
  }

  @AfterEach
  void the_login_can_still_end() throws Exception {
    assertThat(waiting).isNotDone();
    assertThat(scene.transport.calls()).isEmpty();
    scene.tokens();

    assertThat(status(scene.send(scene.get(scene.callback())))).isEqualTo(200);
    waiting.get(30, TimeUnit.SECONDS);
    assertThat(scene.closed()).isTrue();
    scene.transport.close();
  }

  private String query() {
    return scene.callback().substring("/callback".length());
  }

  private String host() {
    return scene.redirectUri().getAuthority();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/favicon.ico",
        "/",
        "/callback/",
        "/Callback",
        "//callback",
        "//evil/callback",
        "/%63allback",
        "/./callback",
        "/x/../callback",
        "/callback;a=b",
        "/callback%3f"
      })
  @DisplayName("N4 another path, with 404:")
  void another_path(String path) {
    assertThat(status(scene.send(scene.get(path + query())))).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "localhost:{port}",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1:{port}.evil.example",
        "127.1:{port}",
        "alice@127.0.0.1:{port}",
        "[::1]:{port}",
        "''"
      })
  @DisplayName("N4 another Host, with 421:")
  void another_host(String host) {
    String named = host.replace("{port}", "" + scene.redirectUri().getPort());

    assertThat(
            status(
                scene.send("GET " + scene.callback() + " HTTP/1.1\r\nHost: " + named + "\r\n\r\n")))
        .isEqualTo(421);
  }

  @Test
  @DisplayName("N4 no Host at all")
  void no_host() {
    assertThat(status(scene.send("GET " + scene.callback() + " HTTP/1.0\r\n\r\n"))).isEqualTo(421);
  }

  @ParameterizedTest
  @CsvSource({"own,evil", "evil,own", "own,own"})
  @DisplayName("N4 two Host headers, in whatever order:")
  void two_hosts(String first, String second) {
    String headers =
        "Host: %s\r\nhost: %s\r\n"
            .formatted(first, second)
            .replace("own", host())
            .replace("evil", "evil.example");

    assertThat(status(scene.send("GET " + scene.callback() + " HTTP/1.1\r\n" + headers + "\r\n")))
        .isEqualTo(421);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "HEAD", "PUT", "OPTIONS", "DELETE", "TRACE"})
  @DisplayName("N4 another method, with 405:")
  void another_method(String method) {
    String request =
        method + " " + scene.callback() + " HTTP/1.1\r\nHost: " + host() + "\r\n\r\na=b";

    assertThat(scene.send(request)).startsWith("HTTP/1.1 405 ").contains("Allow: GET");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://127.0.0.1/callback{q} HTTP/1.1",
        "GET {p}{q}",
        "GET  {p}{q} HTTP/1.1",
        "GET {p}{q} HTTP/1.1 ",
        "get {p}{q} HTTP/1.1",
        "GET {p}{q}#x HTTP/1.1",
        "GET {p}{q}\tx HTTP/1.1",
        "GET {p}{q}\u00e9 HTTP/1.1",
        "GET {p}{q} HTTP/2.0",
        "PRI * HTTP/2.0",
        "CONNECT 127.0.0.1:80 HTTP/1.1",
        "\u0016\u0003\u0001\u0002"
      })
  @DisplayName("N4 what is no request of a browser, with 400:")
  void no_request(String line) {
    String first = line.replace("{p}", "/callback").replace("{q}", query());

    assertThat(status(scene.send(first + "\r\nHost: " + host() + "\r\n\r\n"))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {" folded", "no colon", "a b: c", ": x", "Host : x"})
  @DisplayName("N4 headers that two readers could read in two ways, with 400:")
  void odd_headers(String header) {
    String request =
        "GET " + scene.callback() + " HTTP/1.1\r\nHost: " + host() + "\r\n" + header + "\r\n\r\n";

    assertThat(status(scene.send(request))).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?",
        "?code=code-1",
        "?code=code-1&state=",
        "?code=code-1&state=x",
        "?code=code-1&state={s}x",
        "?code=code-1&state={s}&state={s}",
        "?code=code-1&state=x&state={s}",
        "?code=%zz&state={s}",
        "?error=access_denied",
        "?error=access_denied&state=x"
      })
  @DisplayName("N4 a callback without the state of this login, errors too, with 400:")
  void another_state(String query) {
    String target = "/callback" + query.replace("{s}", Form.encode(scene.parameter("state")));

    assertThat(status(scene.send(scene.get(target)))).isEqualTo(400);
  }

  @Test
  @DisplayName("N4 a request that is larger than any browser's, with 400")
  void too_large() {
    assertThat(status(scene.send(scene.get(scene.callback() + "&x=" + "y".repeat(20_000)))))
        .isEqualTo(400);
  }

  @Test
  @DisplayName("N4 a header without end, with 400")
  void header_without_end() throws Exception {
    byte[] more = "y".repeat(LoopbackConnection.MOST_BYTES).getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = scene.connect()) {
      socket.getOutputStream().write("GET / HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(more);

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  @DisplayName("N4 a connection that ends in the middle, with 400")
  void half_a_request() throws Exception {
    try (Socket socket = scene.connect()) {
      socket.getOutputStream().write("GET /call".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();

      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  @DisplayName("attack 14, N4: of connections that say nothing, 32 stay, and the oldest goes first")
  void silent_connections() throws Exception {
    List<Socket> silent = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      silent.add(scene.connect());
    }
    assertThat(status(scene.send(scene.get("/favicon.ico")))).isEqualTo(404);

    assertThat(silent.get(0).getInputStream().read()).isEqualTo(-1);
    assertThat(still_open(silent.get(1))).isTrue();
    close(silent);
  }

  @ParameterizedTest
  @ValueSource(ints = {33, 40, 100})
  @DisplayName("attack 14: however many connections say nothing, the callback is answered:")
  void floods_of_silence(int count) throws Exception {
    List<Socket> silent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      silent.add(scene.connect());
    }

    assertThat(status(scene.send(scene.get("/favicon.ico")))).isEqualTo(404);
    assertThat(still_open(silent.get(count - 1))).isTrue();
    close(silent);
  }

  @Test
  @DisplayName("attack 14: half a request is as good as none")
  void halves() throws Exception {
    List<Socket> half = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Socket socket = scene.connect();
      socket.getOutputStream().write("GET /callback".getBytes(StandardCharsets.US_ASCII));
      half.add(socket);
    }

    assertThat(status(scene.send(scene.get("/favicon.ico")))).isEqualTo(404);
    close(half);
  }

  /** Nothing comes, and no end either: the connection waits for its request. */
  private static boolean still_open(Socket socket) throws IOException {
    socket.setSoTimeout(50);
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  private static void close(List<Socket> sockets) throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  @Test
  @DisplayName("N4 a request that comes drop by drop, when ten seconds are over")
  void a_request_drop_by_drop() throws Exception {
    try (Socket client = scene.connect()) {
      client.getOutputStream().write('G');
      // The first drop has been read when a second connection has been served.
      assertThat(status(scene.send(scene.get("/")))).isEqualTo(404);
      scene.time.advance(LoopbackConnection.PATIENCE.plus(Duration.ofMillis(1)));
      client.getOutputStream().write('E');
      client.getOutputStream().flush();

      assertThat(client.getInputStream().read()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("N8 refusals too are not kept, framed, run or referred from, and repeat nothing")
  void refusals_repeat_nothing() {
    String answer = scene.send(scene.get("/<script>alert(1)" + query()));

    assertThat(answer)
        .startsWith("HTTP/1.1 404 ")
        .contains("Cache-Control: no-store", "Referrer-Policy: no-referrer", "text/plain")
        .doesNotContain("script", "code-1", scene.parameter("state"));
  }

  @Test
  @DisplayName("N4 a reader that waits for its deadline is told so")
  void a_reader_waits_for_its_deadline() throws IOException {
    try (Socket client = scene.connect();
        LoopbackConnection connection = new LoopbackConnection(client, scene.time)) {
      scene.time.advance(LoopbackConnection.PATIENCE);

      assertThatThrownBy(connection::read).isInstanceOf(SocketTimeoutException.class);
    }
  }
}
