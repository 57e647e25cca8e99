package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.fault.SilentPort;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An interruption and a close end calls at once. Times are long here: a late end fails. */
class InterruptionTest {

  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport transport = slow().maxConnections(1, 1).build();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private static ApacheHttpTransport.Builder slow() {
    Duration late = Outcomes.PATIENCE.multipliedBy(2);
    return ApacheHttpTransport.builder()
        .connectTimeout(late)
        .responseTimeout(late)
        .callTimeout(late);
  }

  private static void assertInterrupted(Outcomes.Started<HttpReply> call) throws Exception {
    long begin = System.nanoTime();
    call.thread().interrupt();

    assertThat(call.failure()).isInstanceOf(InterruptedCallException.class);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Outcomes.PATIENCE);
  }

  private Outcomes.Started<HttpReply> begun(Behaviour behaviour) throws Exception {
    server.next(behaviour);
    var call =
        Outcomes.start(
            () -> {
              try {
                return transport.send(HttpCall.get(server.uri("/")));
              } catch (InterruptedCallException e) {
                assertThat(Thread.currentThread().isInterrupted()).as("flag").isTrue();
                throw e;
              }
            });
    assertThat(server.awaitRequests(1, Outcomes.PATIENCE)).isTrue();
    return call.awaitWithin("blockingRead");
  }

  @Test
  @DisplayName("a wait for the head of the answer ends, and the connection with it")
  void head() throws Exception {
    assertInterrupted(begun(Behaviour.hangBeforeHeaders()));

    assertThat(server.awaitHungUp(Outcomes.PATIENCE)).isTrue();
    server.always(Reply.json("{}"));
    assertThat(transport.send(HttpCall.get(server.uri("/"))).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a wait for the body ends")
  void body() throws Exception {
    assertInterrupted(
        begun(Behaviour.hangInBody(Reply.json("{\"a\":1}"))).awaitWithin("readExactly"));
  }

  @Test
  @DisplayName("a wait for a connection of the pool ends")
  void pool() throws Exception {
    var first = begun(Behaviour.hangBeforeHeaders());
    var second =
        Outcomes.start(() -> transport.send(HttpCall.get(server.uri("/"))))
            .awaitWithin("lease")
            .awaitWithin("park");

    assertInterrupted(second);
    assertInterrupted(first);
  }

  @Test
  @DisplayName("a wait for a server to accept ends")
  void connecting() throws Exception {
    try (SilentPort silent = SilentPort.hold()) {
      assertInterrupted(
          Outcomes.start(() -> transport.send(HttpCall.get(silent.uri("/"))))
              .awaitWithin("blockingConnect"));
    }
  }

  @Test
  @DisplayName("a handshake ends")
  void handshake() throws Exception {
    try (FaultServer tls = FaultServer.startTls(CertificateKind.GOOD)) {
      tls.always(Behaviour.hangBeforeReading());

      assertInterrupted(
          Outcomes.start(() -> transport.send(HttpCall.get(tls.uri("/"))))
              .awaitWithin("startHandshake")
              .awaitWithin("blockingRead"));
    }
  }

  @Test
  @DisplayName("a wait for an answer over TLS ends")
  void overTls() throws Exception {
    try (FaultServer tls = FaultServer.startTls(CertificateKind.GOOD);
        ApacheHttpTransport trusting =
            slow().sslContext(TestCertificates.shared().clientContext()).build()) {
      tls.always(Behaviour.hangBeforeHeaders());
      var call = Outcomes.start(() -> trusting.send(HttpCall.get(tls.uri("/"))));
      assertThat(tls.awaitRequests(1, Outcomes.PATIENCE)).isTrue();

      assertInterrupted(call.awaitWithin("receiveResponseHeader"));
    }
  }

  @Test
  @DisplayName("a thread that is interrupted already sends nothing and breaks no connection")
  void interruptedBefore() {
    server.always(Reply.json("{}"));
    transport.send(HttpCall.get(server.uri("/")));

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> transport.send(HttpCall.get(server.uri("/"))))
        .isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();
    transport.send(HttpCall.get(server.uri("/")));

    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"newCachedThreadPool", "newVirtualThreadPerTaskExecutor"})
  @DisplayName("threads of every kind that this JDK has are interrupted")
  void kindsOfThreads(String executor) throws Exception {
    ExecutorService threads = executor(executor);
    server.always(Behaviour.hangBeforeHeaders());
    CountDownLatch ended = new CountDownLatch(1);
    try {
      Future<?> call =
          threads.submit(
              () -> {
                try {
                  transport.send(HttpCall.get(server.uri("/")));
                } catch (InterruptedCallException e) {
                  ended.countDown();
                }
              });
      assertThat(server.awaitRequests(1, Outcomes.PATIENCE)).isTrue();

      call.cancel(true);

      assertThat(ended.await(Outcomes.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    } finally {
      threads.shutdownNow();
    }
  }

  /** The virtual ones are there from JDK 21 on; before, the platform's serve twice. */
  private static ExecutorService executor(String name) throws Exception {
    for (var method : Executors.class.getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == 0) {
        return (ExecutorService) method.invoke(null);
      }
    }
    return Executors.newCachedThreadPool();
  }

  @Test
  @DisplayName("a closed transport refuses: CLOSED, nothing sent")
  void closed() {
    server.always(Reply.json("{}"));
    transport.send(HttpCall.get(server.uri("/")));

    transport.close();
    transport.close();
    TransportException e = Outcomes.failure(transport, HttpCall.get(server.uri("/")));

    assertThat(e.kind()).isEqualTo(Kind.CLOSED);
    assertThat(e.sent()).isFalse();
    assertThat(e.retryable()).isFalse();
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  @DisplayName("a close ends calls under way and calls that wait for a connection")
  void closeUnderWay() throws Exception {
    var first = begun(Behaviour.hangBeforeHeaders());
    var second =
        Outcomes.start(() -> transport.send(HttpCall.get(server.uri("/"))))
            .awaitWithin("lease")
            .awaitWithin("park");

    transport.close();

    for (var call : java.util.List.of(first, second)) {
      assertThat(call.failure())
          .isInstanceOfSatisfying(
              TransportException.class, e -> assertThat(e.kind()).isEqualTo(Kind.CLOSED));
    }
    assertThat(server.awaitHungUp(Outcomes.PATIENCE)).isTrue();
  }
}
