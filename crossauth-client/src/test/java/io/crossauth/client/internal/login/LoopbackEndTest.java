package io.crossauth.client.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.login.BrowserOpener;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.testing.OwnThread;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
@DisplayName("A command-line login ends once, with its port closed,")
class LoopbackEndTest {

  private final LoopbackScene scene = new LoopbackScene();

  private static String code(CompletableFuture<OAuthTokenResponse> waiting) throws Exception {
    Throwable failure = catchThrowable(() -> waiting.get(30, TimeUnit.SECONDS)).getCause();
    return ((CrossauthException) failure).code();
  }

  @Test
  @DisplayName("N4 when nobody comes back in time")
  void when_nobody_comes_back() throws Exception {
    scene.options = scene.options.withPatience(Duration.ofSeconds(90));
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    assertThat(scene.scheduler.delays).containsExactly(Duration.ofSeconds(90));
    scene.scheduler.runLater();

    assertThat(code(waiting)).isEqualTo("login.timeout");
    assertThat(scene.closed()).isTrue();
  }

  @Test
  @DisplayName("N4 when it is cancelled, and ends what others have open")
  void when_it_is_cancelled() throws Exception {
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    try (Socket silent = scene.connect()) {
      // Served after the silent one, so that one has been taken.
      scene.send(scene.get("/"));
      waiting.cancel(true);

      assertThat(scene.closed()).isTrue();
      assertThat(catchThrowable(() -> assertThat(silent.getInputStream().read()).isEqualTo(-1)))
          .satisfiesAnyOf(
              e -> assertThat(e).isNull(), e -> assertThat(e).isInstanceOf(IOException.class));
      assertThat(scene.scheduler.waiting()).isZero();
    }
  }

  @Test
  @DisplayName("N4 when the waiting thread is interrupted")
  void when_it_is_interrupted() {
    BrowserOpener interrupting =
        address -> {
          scene.opened.add(address);
          Thread.currentThread().interrupt();
        };

    Throwable thrown =
        catchThrowable(
            () -> scene.login().run(scene.options, interrupting, LoginOptions.scopes("email")));

    assertThat(thrown).isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(scene.closed()).isTrue();
  }

  @Test
  @DisplayName("N4 when the browser cannot be opened, with what the opener throws")
  void when_the_browser_cannot_be_opened() {
    IllegalStateException noBrowser = new IllegalStateException("no browser");
    BrowserOpener broken =
        address -> {
          scene.opened.add(address);
          throw noBrowser;
        };

    assertThatThrownBy(() -> scene.login().run(scene.options, broken, LoginOptions.scopes("email")))
        .isSameAs(noBrowser);
    assertThat(scene.closed()).isTrue();
    assertThat(scene.scheduler.waiting()).isZero();
  }

  @Test
  @DisplayName("N4 when the server's metadata cannot be used")
  void when_the_login_cannot_begin() {
    List<ServerSocket> ports = new ArrayList<>();
    scene.binder =
        (address, port) -> {
          ports.add(LoopbackListener.Binder.system().bind(address, port));
          return ports.get(0);
        };
    scene.logins = scene.logins.withAuthorizeRedirect(URI.create("http://id.example.com/"));

    assertThatThrownBy(scene::start).isInstanceOf(CrossauthException.class);
    assertThat(ports).hasSize(1).allMatch(ServerSocket::isClosed);
  }

  @Test
  @DisplayName("N4 when the port breaks, with an error that says so")
  void when_the_port_breaks() throws Exception {
    scene.binder =
        (address, port) -> {
          ServerSocket real = LoopbackListener.Binder.system().bind(address, port);
          return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
              throw new IOException("out of handles");
            }

            @Override
            public int getLocalPort() {
              return real.getLocalPort();
            }

            @Override
            public void close() throws IOException {
              real.close();
              super.close();
            }
          };
        };
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();

    assertThat(code(waiting)).isEqualTo("transport.broken");
    assertThat(scene.closed()).isTrue();
  }

  @Test
  @DisplayName("N4 when the machine has no loopback address at all")
  void when_there_is_no_loopback_address() {
    scene.binder =
        (address, port) -> {
          throw new IOException("none");
        };

    assertThatThrownBy(scene::start)
        .isInstanceOf(TransportException.class)
        .hasMessageContaining("127.0.0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200|application/json|{\"error\":\"invalid_grant\"}|oauth.invalid_grant",
        "400|text/html|<h1>no</h1>|response.status",
        "200|text/html|<h1>yes</h1>|response.content_type",
        "200|application/json|{\"access_token\":\"a\",\"token_type\":\"mac\"}|response.token_type",
        "200|application/json|\ufeff\ufeff{}|response.not_json",
        "200|application/json;charset=utf-16|{}|response.missing_member",
        "200|application/json|''|response.empty",
        "503|text/html|busy|oauth.temporarily_unavailable"
      })
  @DisplayName("S-29 with an error of its kind, and a page that says so, when the server answers")
  void when_the_server_gives_no_tokens(int status, String type, String body, String code)
      throws Exception {
    scene.transport.reply(status, type, body);
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    String page = scene.send(scene.get(scene.callback()));

    assertThat(page).contains("You are not logged in.").doesNotContain("You are logged in.");
    assertThat(code(waiting)).isEqualTo(code);
    assertThat(scene.transport.calls()).as("a code is sent once").hasSize(1);
    assertThat(scene.closed()).isTrue();
  }

  @Test
  @DisplayName("N4 with the first callback: a second one, while the code is traded, is refused")
  void with_the_first_callback() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    scene.tokens();
    LoopbackScene gated = new LoopbackScene();
    gated.transport.then(
        call -> {
          asked.countDown();
          await(gate);
          return scene.transport.send(call);
        });
    CompletableFuture<OAuthTokenResponse> waiting = gated.start();
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () -> gated.send(gated.get(gated.callback())), OwnThread.FOR_EACH);
    await(asked);

    assertThat(LoopbackScene.status(gated.send(gated.get(gated.callback())))).isEqualTo(400);
    gated.scheduler.runLater();
    assertThat(waiting).as("who has come is not too late").isNotDone();
    gate.countDown();

    assertThat(first.get(30, TimeUnit.SECONDS)).contains("You are logged in.");
    assertThat(waiting.get(30, TimeUnit.SECONDS)).isNotNull();
    assertThat(gated.transport.calls()).hasSize(1);
  }

  @Test
  @DisplayName("with tokens though the browser has not waited for its page")
  void though_the_browser_is_gone() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch gone = new CountDownLatch(1);
    scene.transport.then(
        call -> {
          asked.countDown();
          await(gone);
          return new io.crossauth.http.HttpReply(
              200,
              io.crossauth.http.Headers.of("Content-Type", "application/json"),
              Answers.tokens().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        });
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    try (Socket socket = scene.connect()) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(scene.get(scene.callback()).getBytes());
      await(asked);
    }
    gone.countDown();

    assertThat(waiting.get(30, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  @DisplayName("when it is cancelled while the code is traded: the trade is interrupted")
  void when_it_is_cancelled_in_the_trade() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    AtomicReference<Throwable> seen = new AtomicReference<>();
    scene.transport.then(
        call -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            seen.set(e);
            interrupted.countDown();
          }
          throw new InterruptedCallException("tokens", null);
        });
    CompletableFuture<OAuthTokenResponse> waiting = scene.start();
    CompletableFuture<Void> browser =
        CompletableFuture.runAsync(
            () -> {
              Throwable unused = catchThrowable(() -> scene.send(scene.get(scene.callback())));
            },
            OwnThread.FOR_EACH);
    await(asked);
    waiting.cancel(true);

    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(scene.closed()).isTrue();
    browser.get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({"true,You are logged in.", "false,You are not logged in."})
  @DisplayName("N8 with a page that holds nothing of the login and is kept, framed, run by nobody:")
  void the_page(boolean good, String words) {
    if (good) {
      scene.tokens();
    } else {
      scene.transport.json(400, Answers.error("invalid_grant"));
    }
    CompletableFuture<OAuthTokenResponse> unused = scene.start();
    String page = scene.send(scene.get(scene.callback()));

    assertThat(page)
        .startsWith("HTTP/1.1 200 ")
        .contains(words)
        .contains(
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "X-Content-Type-Options: nosniff",
            "X-Frame-Options: DENY",
            "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'",
            "Connection: close")
        .doesNotContain("code-1", "at-", "code_verifier", scene.parameter("state"));
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing came");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
