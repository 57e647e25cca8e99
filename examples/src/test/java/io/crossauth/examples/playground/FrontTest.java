package io.crossauth.examples.playground;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.platform.Platform;
import io.crossauth.testkit.provider.InProcessProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What other pages and other programs can do at the playground's port. */
@DisplayName("At the playground's port")
class FrontTest {

  private static InProcessProvider provider;
  private static Playground playground;

  @BeforeAll
  static void start() {
    provider = InProcessProvider.start();
    playground = Playground.start(provider, Platform.system(), 0);
  }

  @AfterAll
  static void stop() {
    playground.close();
    provider.close();
  }

  private static String own() {
    return "localhost:" + playground.uri().getPort();
  }

  /** The whole answer to a request of these lines. */
  private static String answer(String line, String... fields) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getByName("127.0.0.1"), playground.uri().getPort())) {
      socket.setSoTimeout(60_000);
      String request =
          line
              + " HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n"
              + String.join("\r\n", fields)
              + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void the_page_has_no_script_but_its_own_and_no_frame() throws IOException {
    assertThat(answer("GET /bearer/", "Host: " + own()))
        .startsWith("HTTP/1.1 200")
        .contains(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
            "frame-ancestors 'none'",
            "Cache-Control: no-store",
            "X-Content-Type-Options: nosniff")
        .doesNotContain("style=\"", "onclick", "Access-Control");
  }

  @Test
  void the_first_page_is_that_without_dpop() throws IOException {
    assertThat(answer("GET /", "Host: " + own())).contains("303", "Location: /bearer/");
    assertThat(answer("GET /else", "Host: " + own())).startsWith("HTTP/1.1 404");
  }

  @Test
  void nobody_comes_in_by_another_name() throws IOException {
    String port = ":" + playground.uri().getPort();

    for (String name : new String[] {"evil.example" + port, "127.0.0.1" + port, "localhost"}) {
      assertThat(answer("GET /bearer/", "Host: " + name)).startsWith("HTTP/1.1 421");
      assertThat(answer("GET /dpop/wire", "Host: " + name)).startsWith("HTTP/1.1 421");
    }
    assertThat(answer("POST /bearer/backchannel-logout", "Host: 127.0.0.1" + port))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void a_form_of_another_page_is_refused() throws IOException {
    for (String path : new String[] {"clear", "try?what=STATE", "call?what=READ", "logout"}) {
      String line = "POST /bearer/" + path;
      assertThat(answer(line, "Host: " + own(), "Origin: https://evil.example"))
          .startsWith("HTTP/1.1 403");
      assertThat(answer(line, "Host: " + own(), "Origin: null")).startsWith("HTTP/1.1 403");
    }
  }

  @Test
  void nothing_is_tried_or_called_without_a_session() throws IOException {
    for (String path : new String[] {"try?what=STATE", "call?what=READ"}) {
      assertThat(answer("POST /bearer/" + path, "Host: " + own(), "Origin: http://" + own()))
          .contains("303", "Location: /bearer/\r\n");
    }
    assertThat(answer("GET /bearer/tried?state=x&code=y", "Host: " + own()))
        .contains("303", "Location: /bearer/\r\n");
    assertThat(answer("GET /bearer/stepped-up", "Host: " + own())).contains("401");
  }
}
