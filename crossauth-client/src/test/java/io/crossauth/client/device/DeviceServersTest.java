package io.crossauth.client.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.platform.Platform;
import io.crossauth.platform.Scheduler;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Polling loops against servers on sockets that do what servers do. */
@Execution(ExecutionMode.CONCURRENT)
class DeviceServersTest {

  private static final Reply PENDING = Reply.json(DeviceScene.pending()).status(400);
  private static final Reply TOKENS = Reply.json(DeviceScene.tokens());

  private final DeviceScene scene = new DeviceScene();
  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport door = door(Duration.ofSeconds(30));
  private final ApacheHttpTransport hasty = door(Duration.ofSeconds(1));

  private static ApacheHttpTransport door(Duration patience) {
    return ApacheHttpTransport.builder()
        .connectTimeout(Duration.ofSeconds(10))
        .responseTimeout(patience)
        .callTimeout(patience.multipliedBy(2))
        .build();
  }

  @AfterEach
  void close() {
    door.close();
    hasty.close();
    server.close();
  }

  static Stream<Arguments> failuresThatPass() {
    Reply page = Reply.html("<h1>out of order</h1>");
    Duration slowly = Duration.ofMillis(40);
    return Stream.of(
        Arguments.of("hangs before headers", Behaviour.hangBeforeHeaders()),
        Arguments.of("hangs in headers", Behaviour.hangInHeaders(TOKENS)),
        Arguments.of("hangs in the body", Behaviour.hangInBody(TOKENS)),
        Arguments.of("drips headers", Behaviour.dripHeaders(TOKENS, slowly)),
        Arguments.of("drips the body", Behaviour.dripBody(TOKENS, slowly)),
        Arguments.of("drips for ever", Behaviour.dripBodyForever(slowly)),
        Arguments.of("resets the connection", Behaviour.resetBeforeHeaders()),
        Arguments.of("resets in the body", Behaviour.resetInBody(TOKENS)),
        Arguments.of("closes without a word", Behaviour.closeBeforeHeaders()),
        Arguments.of("closes in the body", Behaviour.closeInBody(TOKENS)),
        Arguments.of("says 500 in HTML", Behaviour.reply(page.status(500))),
        Arguments.of("says 502 in HTML", Behaviour.reply(page.status(502))),
        Arguments.of("says 503 in HTML", Behaviour.reply(page.status(503))),
        Arguments.of("says 504 and nothing", Behaviour.reply(Reply.of(504))),
        Arguments.of("says 429 and nothing", Behaviour.reply(Reply.of(429))));
  }

  @ParameterizedTest(name = "goes on when the server {0}, and asks half as often")
  @MethodSource("failuresThatPass")
  void goesOn(String name, Behaviour failure) {
    server.next(Behaviour.reply(Reply.json(DeviceScene.code(600))), failure, failure);
    server.next(PENDING, TOKENS);

    OAuthTokenResponse tokens = scene.client(server, hasty).deviceCodeFlow(scene.prompt);

    assertThat(tokens.accessToken().reveal()).isEqualTo(DeviceScene.ACCESS_TOKEN);
    assertThat(scene.waits()).containsExactly(5L, 10L, 20L, 5L);
    assertThat(server.requests()).hasSize(5);
  }

  static Stream<Arguments> failuresThatStay() {
    return Stream.of(
        Arguments.of("a page", Behaviour.reply(Reply.html("<h1>log in</h1>")), "response."),
        Arguments.of("404", Behaviour.reply(Reply.html("gone").status(404)), "response."),
        Arguments.of("a redirect", Behaviour.reply(Reply.redirect(302, "/x")), "response."),
        Arguments.of("{}", Behaviour.reply(Reply.json("{}")), "response."),
        Arguments.of("too much", Behaviour.hugeBody(1 << 20), "transport.too_large"));
  }

  @ParameterizedTest(name = "stops when the server answers {0}")
  @MethodSource("failuresThatStay")
  void stops(String name, Behaviour failure, String code) {
    server.next(Behaviour.reply(Reply.json(DeviceScene.code(600))), failure);

    assertThatExceptionOfType(CrossauthException.class)
        .isThrownBy(() -> scene.client(server, door).deviceCodeFlow(scene.prompt))
        .satisfies(e -> assertThat(e.code()).startsWith(code));
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aServerThatIsAwayForeverEndsWithTheCode() {
    server.next(Reply.json(DeviceScene.code(100))).always(Behaviour.resetOnConnect());

    assertThatExceptionOfType(LoginTimeoutException.class)
        .isThrownBy(() -> scene.client(server, door).deviceCodeFlow(scene.prompt))
        .satisfies(e -> assertThat(e.code()).isEqualTo("device.expired"));
    assertThat(scene.waits()).containsExactly(5L, 10L, 20L, 40L, 25L);
  }

  @Test
  void aServerThatSaysPendingForEverEndsWithTheCode() {
    server.next(Reply.json(DeviceScene.code(900))).always(PENDING);

    assertThatExceptionOfType(LoginTimeoutException.class)
        .isThrownBy(() -> scene.client(server, door).deviceCodeFlow(scene.prompt))
        .satisfies(e -> assertThat(e.code()).isEqualTo("device.expired"));
    assertThat(server.requests()).hasSize(1 + 179);
  }

  @Nested
  class RetryAfter {

    @ParameterizedTest(name = "{0} with 40 seconds is waited for")
    @MethodSource("io.crossauth.client.device.DeviceServersTest#busy")
    void inSeconds(String name, Reply busy) {
      server.next(Reply.json(DeviceScene.code(600)), busy.header("Retry-After", "40"));
      server.next(PENDING, TOKENS);

      scene.client(server, door).deviceCodeFlow(scene.prompt);

      assertThat(scene.waits()).startsWith(5L, 40L).hasSize(3);
      assertThat(scene.waits().get(2)).isLessThanOrEqualTo(10L);
    }

    @ParameterizedTest(name = "{0} with a date in 40 seconds is waited for")
    @MethodSource("io.crossauth.client.device.DeviceServersTest#busy")
    void asDate(String name, Reply busy) {
      String date =
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              scene.time.instant().plusSeconds(45).atOffset(ZoneOffset.UTC));
      server.next(Reply.json(DeviceScene.code(600)), busy.header("Retry-After", date));
      server.next(PENDING, TOKENS);

      scene.client(server, door).deviceCodeFlow(scene.prompt);

      assertThat(scene.waits()).startsWith(5L, 40L).hasSize(3);
    }

    @Test
    void thatIsShorterThanTheBackOffDoesNotShortenIt() {
      server.next(Reply.json(DeviceScene.code(600)), Reply.unavailable("1"), TOKENS);

      scene.client(server, door).deviceCodeFlow(scene.prompt);

      assertThat(scene.waits()).containsExactly(5L, 10L);
    }

    @Test
    void thatIsLongerThanTheCodeLivesEndsWithTheCode() {
      server.next(Reply.json(DeviceScene.code(60)), Reply.unavailable("3600"));

      assertThatExceptionOfType(LoginTimeoutException.class)
          .isThrownBy(() -> scene.client(server, door).deviceCodeFlow(scene.prompt))
          .satisfies(e -> assertThat(e.code()).isEqualTo("device.expired"));
      assertThat(scene.waits()).containsExactly(5L, 55L);
    }
  }

  static Stream<Arguments> busy() {
    return Stream.of(
        Arguments.of("429 in HTML", Reply.html("slow").status(429)),
        Arguments.of("503 in HTML", Reply.html("down").status(503)),
        Arguments.of("503 and nothing", Reply.of(503)),
        Arguments.of("429 too_many_requests", error("too_many_requests").status(429)),
        Arguments.of("503 temporarily_unavailable", error("temporarily_unavailable").status(503)),
        Arguments.of("429 slow_down", error("slow_down").status(429)),
        Arguments.of("400 authorization_pending", PENDING));
  }

  private static Reply error(String name) {
    return Reply.json(DeviceScene.error(name));
  }

  @Test
  void aServerThatCannotBeReachedGivesNoCode() {
    server.close();

    assertThatExceptionOfType(TransportException.class)
        .isThrownBy(() -> scene.client(server, door).deviceCodeFlow(scene.prompt))
        .satisfies(e -> assertThat(e.retryable()).isTrue());
    assertThat(scene.prompt.seen).isEmpty();
  }

  @Nested
  class ByAFuture {

    /** Real threads, and no waiting. */
    private final Platform impatient =
        Platform.system()
            .withScheduler(
                new Scheduler() {
                  @Override
                  public void sleep(Duration time) {
                    throw new AssertionError("a thread was held");
                  }

                  @Override
                  public Task schedule(Duration delay, Runnable work) {
                    return Scheduler.system().schedule(Duration.ZERO, work);
                  }
                });

    @Test
    void itGoesOnOverFailuresToo() {
      server.next(Behaviour.reply(Reply.json(DeviceScene.code(600))));
      server.next(Behaviour.resetBeforeHeaders(), Behaviour.reply(Reply.unavailable("1")));
      server.next(PENDING, TOKENS);
      OAuthClient client = client();

      CompletableFuture<OAuthTokenResponse> login =
          client.device().start(client.startDeviceCodeFlow(), code -> {});

      assertThat(login.join().accessToken().reveal()).isEqualTo(DeviceScene.ACCESS_TOKEN);
    }

    @Test
    @DisplayName("D10 cancelling interrupts a poll that hangs")
    void cancelInterruptsAPoll() throws Exception {
      server.next(Reply.json(DeviceScene.code(600))).always(Behaviour.hangBeforeHeaders());
      try (ApacheHttpTransport patient =
          ApacheHttpTransport.builder()
              .responseTimeout(Duration.ofMinutes(1))
              .callTimeout(Duration.ofMinutes(1))
              .build()) {
        OAuthClient client =
            scene.builder(DeviceScene.at(server), patient).platform(impatient).build();
        CountDownLatch over = new CountDownLatch(1);
        DevicePrompt prompt =
            new DevicePrompt() {
              @Override
              public void show(OAuthDeviceAuthorizationResponse code) {}

              @Override
              public void finished() {
                over.countDown();
              }
            };

        CompletableFuture<OAuthTokenResponse> login =
            client.device().start(client.startDeviceCodeFlow(), prompt);
        assertThat(server.awaitRequests(2, Duration.ofSeconds(20))).isTrue();
        login.cancel(true);

        assertThat(over.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
        assertThat(server.awaitHungUp(Duration.ofSeconds(20))).isTrue();
      }
    }

    @Test
    void aRefusalIsTheCauseOfItsFailure() {
      server.next(Reply.json(DeviceScene.code(600)), error("access_denied"));
      OAuthClient client = client();

      CompletableFuture<OAuthTokenResponse> login =
          client.device().start(client.startDeviceCodeFlow(), code -> {});

      assertThatThrownBy(login::join)
          .cause()
          .isInstanceOfSatisfying(
              OAuthErrorException.class, e -> assertThat(e.error()).isEqualTo("access_denied"));
    }

    private OAuthClient client() {
      return scene.builder(DeviceScene.at(server), door).platform(impatient).build();
    }
  }
}
