package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.TransportException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("A command-line login at localhost")
class LocalhostLoginTest {

  private final LoopbackScene scene = new LoopbackScene();

  private CompletableFuture<OAuthTokenResponse> start() {
    scene.options = LoopbackOptions.defaults().withLocalhost();
    return scene.start();
  }

  @ParameterizedTest(name = "case C10 a browser that goes to {0}")
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void is_open_on_both_addresses(String address) throws Exception {
    scene.tokens();
    CompletableFuture<OAuthTokenResponse> waiting = start();
    assertThat(scene.redirectUri().getHost()).isEqualTo("localhost");

    try (Socket socket =
        new Socket(InetAddress.getByName(address), scene.redirectUri().getPort())) {
      socket
          .getOutputStream()
          .write(scene.get(scene.callback()).getBytes(StandardCharsets.ISO_8859_1));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(LoopbackScene.status(answer)).isEqualTo(200);
    }

    assertThat(waiting.get(20, TimeUnit.SECONDS).accessToken().reveal()).isEqualTo("at-1");
    for (String each : new String[] {"127.0.0.1", "::1"}) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> new Socket(InetAddress.getByName(each), scene.redirectUri().getPort()).close());
    }
  }

  @ParameterizedTest(name = "case C10 a port that is taken on {0} alone")
  @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0"})
  void does_not_begin_where_another_listens(String address) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(address))) {
      scene.options = LoopbackOptions.defaults().withLocalhost().withPort(other.getLocalPort());

      TransportException e = catchThrowableOfType(TransportException.class, scene::start);

      assertThat(e).hasMessageContaining("in use");
      assertThat(scene.opened).isEmpty();
    }
  }

  @ParameterizedTest(name = "case C10 a machine without {0}")
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void takes_the_other_where_a_family_is_missing(String missing) throws Exception {
    InetAddress none = InetAddress.getByName(missing);
    scene.binder =
        (address, port) -> {
          if (address.equals(none)) {
            throw new BindException("Cannot assign requested address");
          }
          return LoopbackListener.Binder.system().bind(address, port);
        };

    CompletableFuture<OAuthTokenResponse> waiting = start();

    assertThat(scene.redirectUri().getHost()).isEqualTo("localhost");
    assertThat(waiting.cancel(true)).isTrue();
  }

  @Test
  @DisplayName("case C10 a port of the system's choice that is taken on the other family is left")
  void looks_for_a_port_that_is_free_on_both() throws Exception {
    InetAddress six = InetAddress.getByName("::1");
    int[] refused = {0};
    scene.binder =
        (address, port) -> {
          if (address.equals(six) && port != 0 && refused[0]++ < 3) {
            throw new BindException("Address already in use");
          }
          return LoopbackListener.Binder.system().bind(address, port);
        };

    CompletableFuture<OAuthTokenResponse> waiting = start();

    assertThat(refused[0]).isEqualTo(4);
    assertThat(waiting.cancel(true)).isTrue();
  }

  @ParameterizedTest(name = "case C10 {0} is still no host")
  @ValueSource(strings = {"localhost.", "LOCALHOST", "0.0.0.0", "example.com", ""})
  void takes_no_other_name(String host) {
    LoopbackOptions usual = LoopbackOptions.defaults();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () ->
                new LoopbackOptions(
                    host, 0, usual.path(), usual.patience(), usual.success(), usual.failure()));
  }

  @ParameterizedTest(name = "case C20 {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "cookies | GET /callback?code=c HTTP/1.1~Cookie: %s | 16 KiB of header fields (cookies",
        "another path | GET /favicon.ico HTTP/1.1~Host: %h | one of /favicon.ico",
        "another host | GET /callback HTTP/1.1~Host: evil.example | one to another host",
        "form_post | POST /callback HTTP/1.1~Host: %h | one by POST",
        "no state | GET /callback?code=c HTTP/1.1~Host: %h | without the state of this login",
        "another state | GET /callback?code=c&state=x HTTP/1.1~Host: %h | without the state",
        "no HTTP | HELO | no request of HTTP/1.1",
      })
  void says_what_came_when_the_callback_never_comes(String what, String request, String told) {
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    String bytes =
        request
                .replace("~", "\r\n")
                .replace("%s", "a=" + "x".repeat(17_000))
                .replace("%h", scene.redirectUri().getAuthority())
            + "\r\n\r\n";
    String unused = scene.send(bytes) + scene.send(bytes);

    LoginTimeoutException e = timeout(waiting);

    assertThat(e.getMessage()).contains("2 requests that were not its callback", told);
    assertThat(e.getMessage()).doesNotContain("code=c").hasSizeLessThan(400);
  }

  @Test
  @DisplayName("case C20 a path that forges a line is printable and cut")
  void says_it_in_one_line() {
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    String unused = scene.send(scene.get("/" + "x".repeat(5000)));

    assertThat(timeout(waiting).getMessage()).hasSizeLessThan(400);
  }

  @Test
  @DisplayName("case C20 nobody is still nobody")
  void says_that_nobody_came() {
    assertThat(timeout(scene.start()).getMessage()).contains("found that nobody came");
  }

  private LoginTimeoutException timeout(CompletableFuture<OAuthTokenResponse> waiting) {
    scene.scheduler.runLater();
    CompletionException e = catchThrowableOfType(CompletionException.class, waiting::join);
    assertThat(e.getCause()).isInstanceOf(LoginTimeoutException.class);
    return (LoginTimeoutException) e.getCause();
  }
}
