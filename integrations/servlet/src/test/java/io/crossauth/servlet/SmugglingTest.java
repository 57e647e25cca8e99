package io.crossauth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.servlet.testing.Answer;
import io.crossauth.servlet.testing.Container;
import io.crossauth.servlet.testing.RawBrowser;
import io.crossauth.servlet.testing.Scene;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Between browser, proxy and API")
class SmugglingTest {

  private final Scene scene = new Scene();
  private final FaultServer api = FaultServer.start();

  @AfterEach
  void close() throws Exception {
    scene.close();
    api.close();
  }

  private RawBrowser browser(Container container, URI target) {
    RawBrowser browser =
        scene
            .start(
                container,
                b ->
                    b.protect("/account")
                        .routes(ApiRoute.of("/api", target, "GET", "POST").withLimits(20, 1_000)))
            .browser();
    scene.login(browser);
    return browser;
  }

  /** A request of a script of the application, and whatever else. */
  private static String request(RawBrowser browser, String line, String rest) {
    StringBuilder cookies = new StringBuilder("Cookie: a=b");
    browser.cookies().forEach((name, value) -> cookies.append("; " + name + "=" + value));
    return line
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nX-Requested-By: page\r\n"
        + cookies
        + "\r\n"
        + rest;
  }

  @ParameterizedTest
  @EnumSource
  void a_get_brings_no_content_that_could_be_a_request_of_its_own(Container container) {
    api.always(Reply.of(204));
    RawBrowser browser = browser(container, api.uri("/v1"));
    String inner = "GET /v1/admin HTTP/1.1\r\n\r\n";
    String length = "Content-Length: " + inner.length() + "\r\n\r\n" + inner;
    String chunked =
        "Transfer-Encoding: chunked\r\n\r\n1a\r\n" + inner.substring(0, 26) + "\r\n0\r\n\r\n";

    for (String rest : List.of(length, chunked)) {
      for (String method : List.of("GET", "HEAD")) {
        Answer answer = browser.raw(request(browser, method + " /api/1", rest), "HEAD");
        assertThat(answer.status()).as(method + " " + rest).isEqualTo(400);
      }
    }
    assertThat(api.requests()).isEmpty();
    assertThat(browser.raw(request(browser, "GET /api/1", "\r\n"), "GET").status()).isEqualTo(204);
  }

  @ParameterizedTest
  @EnumSource
  void a_chunked_body_that_breaks_off_has_no_end_at_the_api(Container container) throws Exception {
    api.always(Reply.of(204));
    RawBrowser browser = browser(container, api.uri("/v1"));
    String chunked = "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";

    for (String rest : List.of(chunked + "zz\r\n", chunked + "14\r\n" + "x".repeat(20) + "\r\n")) {
      Answer answer = browser.raw(request(browser, "POST /api/1", rest), "POST");
      assertThat(answer.status()).as(rest).isIn(400, 413);
    }
    assertThat(api.awaitHungUp(Duration.ofSeconds(20))).isTrue();
    assertThat(api.requests()).isEmpty();

    browser.raw(request(browser, "POST /api/2", chunked + "0\r\nX-Trailer: 1\r\n\r\n"), "POST");
    assertThat(api.requests()).extracting(RecordedRequest::bodyText).containsExactly("hello");
    assertThat(api.requests().get(0).header("X-Trailer")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void what_comes_behind_an_answer_is_no_answer_to_the_next_call(Container container)
      throws Exception {
    String other = "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nanother";
    for (String first :
        List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" + other,
            "HTTP/1.1 204 No Content\r\nContent-Length: 2\r\n\r\nok" + other)) {
      try (Talkative upstream = new Talkative(first)) {
        RawBrowser browser = browser(container, upstream.uri());

        assertThat(browser.script("GET", "/api/1").status()).as(first).isIn(200, 204);
        assertThat(browser.script("GET", "/api/2").body()).as(first).isEqualTo("good");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void what_is_no_status_is_no_answer(Container container) throws Exception {
    for (String line : List.of("101 Switching Protocols", "099 Odd", "999 Odd", "600 Odd", "x")) {
      String first = "HTTP/1.1 " + line + "\r\nContent-Length: 2\r\n\r\nok";
      try (Talkative upstream = new Talkative(first)) {
        RawBrowser browser = browser(container, upstream.uri());

        assertThat(browser.script("GET", "/api/1").status()).as(line).isEqualTo(503);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fields_before_and_behind_the_answer_are_nobodys(Container container) throws Exception {
    String early = "HTTP/1.1 103 Early Hints\r\nLink: </evil.js>; rel=preload\r\n\r\n";
    String last = "2\r\nok\r\n0\r\nSet-Cookie: evil=1\r\n\r\n";
    String folded = "ETag: a\r\n Set-Cookie: evil=1\r\n";
    try (Talkative upstream =
        new Talkative(
            early
                + "HTTP/1.1 200 OK\r\n"
                + folded
                + "Set-Cookie : evil=1\r\nTransfer-Encoding: chunked\r\n\r\n"
                + last)) {
      Answer answer = browser(container, upstream.uri()).script("GET", "/api/1");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("ok");
      assertThat(answer.find("set-cookie")).isEmpty();
      assertThat(answer.find("link")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void fields_that_a_container_may_read_in_two_ways_bring_nothing(Container container) {
    api.always(Reply.of(204));
    RawBrowser browser = browser(container, api.uri("/v1"));
    int seen = 0;
    for (String field :
        List.of(
            "Accept: a\r\n Authorization: Bearer evil",
            "Accept: a\rAuthorization: Bearer evil",
            "Accept: a\nAuthorization: Bearer evil",
            "Authorization : Bearer evil",
            "Accept: a\0b",
            "Acc\u00e9pt: a",
            "Content-Length: 0\r\nContent-Length: 5")) {
      int status = browser.raw(request(browser, "GET /api/1", field + "\r\n\r\n"), "GET").status();
      assertThat(status).as(field).isIn(204, 400);
      seen += status == 204 ? 1 : 0;
    }
    assertThat(api.requests()).hasSize(seen);
    assertThat(api.requests())
        .allSatisfy(request -> assertThat(request.headers().get("authorization")).hasSize(1))
        .allSatisfy(
            request ->
                assertThat(request.header("Authorization").orElse("")).startsWith("Bearer eyJ"));
  }

  @ParameterizedTest
  @EnumSource
  void trace_gives_nothing_back(Container container) {
    RawBrowser browser = browser(container, api.uri("/v1"));

    for (String path : List.of("/account", "/open", "/api/1", "/login")) {
      Answer answer = browser.send("TRACE", path);
      assertThat(answer.status()).as(path).isEqualTo(405);
      assertThat(answer.body()).as(path).doesNotContain("__Host-");
    }
  }

  /** Answers the first call with these bytes, and all that come later, on any connection, well. */
  private static final class Talkative implements AutoCloseable {

    private final ServerSocket server;
    private final byte[] first;
    private volatile boolean said;

    Talkative(String first) throws IOException {
      this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
      this.first = first.getBytes(StandardCharsets.ISO_8859_1);
      Thread accepting = new Thread(this::accept, "talkative");
      accepting.setDaemon(true);
      accepting.start();
    }

    URI uri() {
      return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
      while (!server.isClosed()) {
        try {
          Socket socket = server.accept();
          // The next call may come before the connection of the last one is closed.
          Thread talking = new Thread(() -> talk(socket), "talkative");
          talking.setDaemon(true);
          talking.start();
        } catch (IOException e) {
          // The end.
        }
      }
    }

    private void talk(Socket accepted) {
      try (Socket socket = accepted) {
        InputStream in = socket.getInputStream();
        while (behindHead(in)) {
          byte[] good =
              "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"
                  .getBytes(StandardCharsets.ISO_8859_1);
          socket.getOutputStream().write(said ? good : first);
          said = true;
        }
      } catch (IOException e) {
        // Whoever has called went away.
      }
    }

    /** Whether a request without a body has come. */
    private static boolean behindHead(InputStream in) throws IOException {
      int blank = 0;
      for (int c = in.read(); c >= 0; c = in.read()) {
        blank = c == '\n' ? blank + 1 : c == '\r' ? blank : 0;
        if (blank == 2) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }
}
