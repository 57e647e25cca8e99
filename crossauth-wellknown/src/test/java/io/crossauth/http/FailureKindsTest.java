package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.fault.SilentPort;
import io.crossauth.testkit.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to get no answer has its kind, and says whether anything was sent. */
class FailureKindsTest {

  private static final Reply SOME = Reply.json("{\"keys\":[]}");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration HASTE = Duration.ofSeconds(1);

  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport transport = slow().build();

  /** A transport that, left alone, waits longer than a test does. */
  private static ApacheHttpTransport.Builder slow() {
    Duration late = SOON.multipliedBy(2);
    return ApacheHttpTransport.builder()
        .connectTimeout(late)
        .responseTimeout(late)
        .callTimeout(late);
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  @Test
  @DisplayName("a host without an address: DNS, nothing sent")
  void dns() {
    // A label of 64 characters is refused by the resolver itself: nobody is asked.
    URI uri = URI.create("https://" + "a".repeat(64) + ".example/token");

    TransportException e = Outcomes.failure(transport, HttpCall.get(uri));

    assertThat(e.kind()).isEqualTo(Kind.DNS);
    assertThat(e.sent()).isFalse();
    assertThat(e.retryable()).isTrue();
  }

  @Test
  @DisplayName("nobody listens: CONNECT, nothing sent")
  void refused() {
    try (ClosedPort closed = ClosedPort.hold()) {
      TransportException e = Outcomes.failure(transport, HttpCall.get(closed.uri("/token")));

      assertThat(e.kind()).isEqualTo(Kind.CONNECT);
      assertThat(e.sent()).isFalse();
      assertThat(e.getMessage()).contains("127.0.0.1:" + closed.port() + "/token");
    }
  }

  @Test
  @DisplayName("an address that cannot be reached: CONNECT, nothing sent")
  void unreachable() {
    // RFC 6890: 240.0.0.0/4 is reserved, and no system connects to it.
    TransportException e =
        Outcomes.failure(transport, HttpCall.get(URI.create("https://255.255.255.255/token")));

    assertThat(e.kind()).isEqualTo(Kind.CONNECT);
    assertThat(e.sent()).isFalse();
  }

  @Test
  @DisplayName("neither accepted nor refused: TIMEOUT after the connect time, nothing sent")
  void silent() {
    try (SilentPort silent = SilentPort.hold();
        ApacheHttpTransport hasty = slow().connectTimeout(HASTE).build()) {
      TransportException e =
          Outcomes.failureWithin(SOON, hasty, HttpCall.get(silent.uri("/token")));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(e.sent()).isFalse();
    }
  }

  static Stream<Arguments> afterSending() {
    return Stream.of(
        Arguments.of("silence", Behaviour.hangBeforeHeaders(), Kind.TIMEOUT),
        Arguments.of("silence in the head", Behaviour.hangInHeaders(SOME), Kind.TIMEOUT),
        Arguments.of("silence in the body", Behaviour.hangInBody(SOME), Kind.TIMEOUT),
        Arguments.of("a reset", Behaviour.resetBeforeHeaders(), Kind.BROKEN),
        Arguments.of("a reset in the body", Behaviour.resetInBody(SOME), Kind.BROKEN),
        Arguments.of("an end", Behaviour.closeBeforeHeaders(), Kind.BROKEN),
        Arguments.of("a truncated body", Behaviour.closeInBody(SOME), Kind.BROKEN),
        Arguments.of("garbage", Behaviour.garbage(), Kind.BROKEN),
        Arguments.of("a bad status", Behaviour.raw("HTTP/1.1 abc OK\r\n\r\n"), Kind.BROKEN),
        Arguments.of("HTTP/2", Behaviour.raw("HTTP/2.0 200 OK\r\n\r\n"), Kind.BROKEN),
        Arguments.of(
            "interim answers only",
            Behaviour.raw("HTTP/1.1 100 Continue\r\n\r\n".repeat(100)),
            Kind.BROKEN),
        Arguments.of(
            "a bad chunk",
            Behaviour.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            Kind.BROKEN),
        Arguments.of(
            "a negative length",
            Behaviour.raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"),
            Kind.BROKEN),
        Arguments.of("an unknown coding", Behaviour.badContentEncoding(SOME), Kind.BROKEN),
        Arguments.of("a false gzip", Behaviour.falseGzip(SOME), Kind.BROKEN),
        Arguments.of("a truncated gzip", Behaviour.truncatedGzip(SOME), Kind.BROKEN),
        Arguments.of("a huge header", Behaviour.hugeHeader(100_000), Kind.TOO_LARGE),
        Arguments.of("too many headers", Behaviour.manyHeaders(127), Kind.TOO_LARGE),
        Arguments.of("a huge body", Behaviour.hugeBody(100_000), Kind.TOO_LARGE),
        Arguments.of("an endless body", Behaviour.endlessBody(), Kind.TOO_LARGE),
        Arguments.of("a bomb", Behaviour.gzipBomb(10_000_000), Kind.TOO_LARGE));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource
  @DisplayName("S-29 after sending")
  void afterSending(String name, Behaviour behaviour, Kind kind) {
    server.next(behaviour).always(Reply.json("{}"));
    // Hasty only where nothing comes: a busy machine is slow, too.
    try (ApacheHttpTransport used =
        kind == Kind.TIMEOUT ? slow().responseTimeout(HASTE).build() : slow().build()) {
      TransportException e =
          Outcomes.failureWithin(SOON, used, HttpCall.post(server.uri("/t"), Form.empty()));

      assertThat(e.kind()).isEqualTo(kind);
      assertThat(e.code()).isEqualTo("transport." + kind.name().toLowerCase(Locale.ROOT));
      assertThat(e.sent()).isTrue();
      // And the next call is none the worse for it.
      assertThat(used.send(HttpCall.get(server.uri("/"))).status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("as many headers as are allowed: no failure")
  void allowedHeaders() {
    server.next(Behaviour.manyHeaders(126));

    assertThat(transport.send(HttpCall.get(server.uri("/"))).status()).isEqualTo(200);
  }

  @Test
  @DisplayName("a server that resets what it accepts: CONNECT or BROKEN, as it was seen")
  void resetOnConnect() {
    server.always(Behaviour.resetOnConnect());

    assertThat(Outcomes.failure(transport, HttpCall.get(server.uri("/"))).kind())
        .isIn(Kind.CONNECT, Kind.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.com/token",
        "http://127.0.0.1.evil.example/token",
        "http://localhost.evil.example/token",
        "http://128.0.0.1/token",
        "ftp://localhost/token",
        "https://user:password@id.example.com/token",
        "http://user@localhost/token"
      })
  @DisplayName("S-25 plain http beyond this machine, other schemes and user info: FORBIDDEN")
  void forbidden(String address) {
    TransportException e = Outcomes.failure(transport, HttpCall.get(URI.create(address)));

    assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN);
    assertThat(e.sent()).isFalse();
    assertThat(e.retryable()).isFalse();
    assertThat(e.getMessage()).doesNotContain("password");
  }

  @Test
  @DisplayName("plain http goes where the loud switch allows it")
  void plainHttpAllowed() {
    server.always(Reply.json("{}"));
    try (ApacheHttpTransport insecure =
        ApacheHttpTransport.builder()
            .allowPlainHttpInsecurely()
            .addressBook(AddressBooks.leadingTo(server, "id.example.com", 80))
            .build()) {

      HttpReply reply = insecure.send(HttpCall.get(URI.create("http://id.example.com/")));

      assertThat(reply.status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length", "transfer-encoding", "HOST", "Connection", "Expect"})
  @DisplayName("headers of the connection are not the caller's to set")
  void framingHeaders(String name) {
    HttpCall call = HttpCall.get(server.uri("/")).withHeader(name, "1");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> transport.send(call))
        .withMessageContaining(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ApacheHttpTransport.builder().defaultHeaders(Headers.of(name, "1")));
    assertThat(server.connections()).isZero();
  }
}
