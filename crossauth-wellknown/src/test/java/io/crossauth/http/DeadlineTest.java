package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A call ends within its time, whatever the server does; all other times here are long. */
@Execution(ExecutionMode.CONCURRENT)
class DeadlineTest {

  private static final Duration WHOLE = Duration.ofMillis(600);
  private static final Duration LATE = Duration.ofSeconds(40);
  // Time for the machine, not for the call: that one is over sooner, or only when it is late.
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration DROP = Duration.ofMillis(20);
  private static final Reply LONG = Reply.json("{\"a\":\"" + "x".repeat(2000) + "\"}");

  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport transport =
      slow().callTimeout(WHOLE).maxConnections(2, 2).build();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  /** A transport that, left alone, waits longer than a test does. */
  private static ApacheHttpTransport.Builder slow() {
    return ApacheHttpTransport.builder()
        .connectTimeout(LATE)
        .responseTimeout(LATE)
        .callTimeout(LATE);
  }

  static Stream<Arguments> stretchers() {
    return Stream.of(
        Arguments.of("drips its head", Behaviour.dripHeaders(LONG, DROP)),
        Arguments.of("drips headers for ever", Behaviour.dripHeadersForever(DROP)),
        Arguments.of("drips its body", Behaviour.dripBody(LONG, DROP)),
        Arguments.of("drips chunks for ever", Behaviour.dripBodyForever(DROP)),
        Arguments.of("says nothing", Behaviour.hangBeforeHeaders()),
        Arguments.of("stops in its head", Behaviour.hangInHeaders(LONG)),
        Arguments.of("stops in its body", Behaviour.hangInBody(LONG)),
        Arguments.of("reads nothing", Behaviour.hangBeforeReading()));
  }

  @ParameterizedTest(name = "a server that {0}")
  @MethodSource("stretchers")
  void cannotStretchTheDeadline(String name, Behaviour behaviour) throws Exception {
    server.next(behaviour);

    TransportException e =
        Outcomes.failureWithin(SOON, transport, HttpCall.get(server.uri("/jwks")));

    assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(e.sent()).isTrue();
  }

  @Test
  @DisplayName("the connection of a late call is ended, and its place in the pool is free")
  void hangsUp() throws Exception {
    server.next(Behaviour.hangBeforeHeaders(), Behaviour.hangInBody(LONG));
    for (int i = 0; i < 2; i++) {
      Outcomes.failure(transport, HttpCall.get(server.uri("/")));
    }
    assertThat(server.awaitHungUp(Outcomes.PATIENCE)).isTrue();
    server.always(Reply.json("{}"));

    assertThat(transport.send(HttpCall.get(server.uri("/"))).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a server that does not take a long request cannot stretch the deadline")
  void writing() {
    server.next(Behaviour.hangBeforeReading());
    byte[] large = new byte[64 * 1024 * 1024];

    TransportException e =
        Outcomes.failureWithin(
            SOON,
            transport,
            HttpCall.of("POST", server.uri("/")).withBody("application/octet-stream", large));

    assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  @DisplayName("a handshake that hangs cannot stretch the deadline, and nothing was sent")
  void handshake() {
    try (FaultServer tls = FaultServer.startTls(CertificateKind.GOOD)) {
      tls.next(Behaviour.hangBeforeReading());

      TransportException e =
          Outcomes.failureWithin(SOON, transport, HttpCall.get(tls.uri("/token")));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(e.sent()).isFalse();
    }
  }

  @Test
  @DisplayName("a handshake that hangs ends after the connect time, whatever the call's time is")
  void handshakeWithinConnectTime() {
    try (FaultServer tls = FaultServer.startTls(CertificateKind.GOOD);
        ApacheHttpTransport patient =
            ApacheHttpTransport.builder()
                .connectTimeout(WHOLE)
                .responseTimeout(LATE)
                .callTimeout(LATE)
                .build()) {
      tls.next(Behaviour.hangBeforeReading());

      TransportException e = Outcomes.failureWithin(SOON, patient, HttpCall.get(tls.uri("/token")));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(e.sent()).isFalse();
    }
  }

  @Test
  @DisplayName("the same over TLS")
  void overTls() {
    try (FaultServer tls = FaultServer.startTls(CertificateKind.GOOD);
        ApacheHttpTransport trusting =
            slow()
                .callTimeout(WHOLE.multipliedBy(2))
                .sslContext(TestCertificates.shared().clientContext())
                .build()) {
      tls.next(Behaviour.dripBody(LONG, DROP));

      TransportException e =
          Outcomes.failureWithin(SOON, trusting, HttpCall.get(tls.uri("/token")));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  @DisplayName("connecting is part of the time")
  void connecting() {
    try (SilentPort silent = SilentPort.hold()) {
      TransportException e =
          Outcomes.failureWithin(SOON, transport, HttpCall.get(silent.uri("/token")));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(e.sent()).isFalse();
    }
  }

  @Test
  @DisplayName("waiting for a connection is part of the time")
  void pool() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    server.always(Behaviour.after(gate, Behaviour.reply(Reply.json("{}"))));
    try (ApacheHttpTransport narrow = slow().maxConnections(1, 1).build()) {
      var first = Outcomes.start(() -> narrow.send(HttpCall.get(server.uri("/first"))));
      assertThat(server.awaitRequests(1, Outcomes.PATIENCE)).isTrue();

      TransportException e =
          Outcomes.failureWithin(
              SOON, narrow, HttpCall.get(server.uri("/second")).withTimeout(WHOLE));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(e.sent()).isFalse();
      gate.countDown();
      assertThat(first.get().status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("a call's own time applies where it is shorter, and only there")
  void ownTime() {
    server.always(Behaviour.hangBeforeHeaders());
    try (ApacheHttpTransport patient = slow().build()) {
      HttpCall call = HttpCall.get(server.uri("/"));

      assertThat(Outcomes.failureWithin(SOON, patient, call.withTimeout(WHOLE)).kind())
          .isEqualTo(Kind.TIMEOUT);
      assertThat(
              Outcomes.failureWithin(SOON, transport, call.withTimeout(Duration.ofDays(1))).kind())
          .isEqualTo(Kind.TIMEOUT);
    }
  }

  @Test
  @DisplayName("a server may take the response time for each piece, but no longer for one")
  void silence() {
    server.next(
        Behaviour.dripBody(Reply.json("{\"a\":1}"), Duration.ofMillis(180)),
        Behaviour.hangInBody(LONG));
    try (ApacheHttpTransport strict = slow().responseTimeout(Duration.ofSeconds(1)).build()) {

      assertThat(strict.send(HttpCall.get(server.uri("/"))).body()).hasSize(7);
      TransportException e = Outcomes.failureWithin(SOON, strict, HttpCall.get(server.uri("/")));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(e.getMessage()).contains("silence");
    }
  }
}
