package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.Connection;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a server leaves behind its answer is nobody's answer. */
@Timeout(60)
class UnexpectedBytesTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.shared();

  private static final String PLANTED = "HTTP/1.1 200 \r\nContent-Length: 7\r\n\r\nplanted";

  /** How the server speaks. */
  enum Channel {
    PLAIN,
    TLS_1_2,
    TLS_1_3;

    FaultServer start() {
      return switch (this) {
        case PLAIN -> FaultServer.start();
        case TLS_1_2 ->
            FaultServer.startTls(CERTIFICATES.serverContext(CertificateKind.GOOD), "TLSv1.2");
        case TLS_1_3 ->
            FaultServer.startTls(CERTIFICATES.serverContext(CertificateKind.GOOD), "TLSv1.3");
      };
    }
  }

  /** The genuine answer. */
  enum Answer {
    NO_CONTENT("GET", "204 No Content", ""),
    NOT_MODIFIED("GET", "304 Not Modified", ""),
    HEAD("HEAD", "200 OK\r\nContent-Length: 10", ""),
    EMPTY("GET", "200 OK\r\nContent-Length: 0", ""),
    SMALL("GET", "200 OK\r\nContent-Length: 5", "small"),
    LARGE("GET", "200 OK\r\nContent-Length: 12000", "x".repeat(12_000)),
    CHUNKED("GET", "200 OK\r\nTransfer-Encoding: chunked", "5\r\nsmall\r\n0\r\n\r\n"),
    GZIP("GET", "200 OK\r\nContent-Encoding: gzip", "small"),
    CLOSE_DELIMITED("GET", "200 OK\r\nConnection: close", "small");

    private final String method;
    private final String head;
    private final String body;

    Answer(String method, String head, String body) {
      this.method = method;
      this.head = head;
      this.body = body;
    }

    byte[] bytes() throws IOException {
      byte[] content = body.getBytes(StandardCharsets.US_ASCII);
      String length = "";
      if (this == GZIP) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
          out.write(content);
        }
        content = zipped.toByteArray();
        length = "\r\nContent-Length: " + content.length;
      }
      byte[] start = ("HTTP/1.1 " + head + length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
      return joined(start, content);
    }
  }

  /** When the second answer comes, which nobody has asked for. */
  enum Planted {
    IN_THE_SAME_RECORD,
    IN_THE_NEXT_RECORD,
    LATE_WHILE_IDLE
  }

  static Stream<Arguments> matrix() {
    List<Arguments> cells = new ArrayList<>();
    for (Channel channel : Channel.values()) {
      for (Answer answer : Answer.values()) {
        for (Planted planted : Planted.values()) {
          cells.add(Arguments.of(channel, answer, planted));
        }
      }
    }
    return cells.stream();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("matrix")
  @DisplayName("attack 1: an answer behind the answer is not the answer to the next request")
  void theNextRequestGetsItsOwnAnswer(Channel channel, Answer answer, Planted planted)
      throws Exception {
    CountDownLatch idle = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    Told told = new Told();
    try (FaultServer server = channel.start();
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .sslContext(CERTIFICATES.clientContext())
                .listener(told)
                .build()) {
      server.next(planting(answer, planted, idle, written)).always(UnexpectedBytesTest::own);

      HttpReply first = transport.send(call(answer.method, server, "/first"));
      idle.countDown();
      written.await();
      HttpReply second = transport.send(call("GET", server, "/second"));

      assertThat(first.status()).isLessThan(400);
      assertThat(new String(second.body(), StandardCharsets.UTF_8)).isEqualTo("own /second");
      String origin = server.uri("/").getScheme() + "://localhost:" + server.port();
      assertThat(told.servers)
          .containsExactlyElementsOf(
              answer == Answer.CLOSE_DELIMITED ? List.of() : List.of(origin));
      assertThat(told.calls).containsExactly(first.status(), 200);
      System.out.printf(
          "attack 1: %-8s %-16s %-18s clean, connections: %d%n",
          channel, answer, planted, server.connections());
    }
  }

  /** What the listener of a transport is told. */
  private static final class Told implements HttpListener {

    private final List<String> servers = new CopyOnWriteArrayList<>();
    private final List<Integer> calls = new CopyOnWriteArrayList<>();

    @Override
    public void ended(Exchange exchange) {
      calls.add(exchange.status().orElse(0));
    }

    @Override
    public void unexpectedBytes(String server) {
      servers.add(server);
      throw new IllegalStateException("what a listener throws is lost");
    }
  }

  @ParameterizedTest(name = "attack 1: nothing to report of {0} {1}")
  @CsvSource({
    "PLAIN, SMALL",
    "TLS_1_2, SMALL",
    "TLS_1_3, SMALL",
    "TLS_1_2, LARGE",
    "TLS_1_3, LARGE"
  })
  void nothingToReport(Channel channel, Answer answer) throws Exception {
    Told told = new Told();
    byte[] bytes = answer.bytes();
    CountDownLatch hungUp = new CountDownLatch(1);
    AtomicLong later = new AtomicLong();
    Platform system = Platform.system();
    Platform platform =
        new Platform(
            system.clock(),
            () -> system.ticker().nanos() + later.get(),
            system.scheduler(),
            system.random());
    try (FaultServer server = channel.start();
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .sslContext(CERTIFICATES.clientContext())
                .platform(platform)
                .listener(told)
                .build()) {
      server
          .next(connection -> sayAndClose(connection, bytes, hungUp))
          .always(UnexpectedBytesTest::own);
      HttpReply first = transport.send(call("GET", server, "/first"));
      hungUp.await();
      // In the first half millisecond nobody looks for an end.
      later.set(1_000_000);
      HttpReply second = afterTheEnd(transport, call("GET", server, "/second"));
      HttpReply third = transport.send(call("GET", server, "/third"));

      assertThat(List.of(first.status(), second.status(), third.status())).containsOnly(200);
      assertThat(told.servers).isEmpty();
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /** The end of a connection may still be on its way; then the call breaks, and the next is new. */
  private static HttpReply afterTheEnd(ApacheHttpTransport transport, HttpCall call) {
    try {
      return transport.send(call);
    } catch (TransportException e) {
      assertThat(e.kind()).isEqualTo(TransportException.Kind.BROKEN);
      return transport.send(call);
    }
  }

  private static void sayAndClose(Connection connection, byte[] bytes, CountDownLatch hungUp)
      throws IOException {
    connection.request();
    connection.write(bytes);
    connection.close();
    hungUp.countDown();
  }

  @ParameterizedTest(name = "attack 1: {0} and {1} share {2} connection(s)")
  @CsvSource({
    "https://id.example/good, https://id.example/evil, 2",
    "https://id.example/good, , 2",
    ", https://id.example/evil, 2",
    "https://id.example/good, https://id.example/good, 1",
    ", , 1"
  })
  void issuersShareNoConnection(String one, String other, int connections) {
    try (FaultServer server = FaultServer.start();
        ApacheHttpTransport transport = ApacheHttpTransport.create()) {
      server.always(UnexpectedBytesTest::own);
      for (HttpTransport way : List.of(way(transport, one), way(transport, other))) {
        HttpReply reply = way.exchange(call("GET", server, "/token"));
        assertThat(reply.status()).isEqualTo(200);
      }
      for (HttpTransport way : List.of(way(transport, other), way(transport, one))) {
        HttpReply reply = way.exchange(call("GET", server, "/token"));
        assertThat(reply.status()).isEqualTo(200);
      }

      assertThat(server.connections()).isEqualTo(connections);
    }
  }

  private static HttpTransport way(ApacheHttpTransport transport, String issuer) {
    if (issuer == null) {
      return transport;
    }
    // Policies in front hand the issuer on.
    Platform platform = Platform.system();
    HttpTransport paced = HttpPolicy.paced(transport, Duration.ofNanos(1), platform);
    HttpTransport observed =
        HttpPolicy.observed(HttpPolicy.retrying(paced, 2, platform), exchange -> {});
    return HttpPolicy.httpsOnly(observed).forIssuer(issuer);
  }

  private static HttpCall call(String method, FaultServer server, String path) {
    URI uri = URI.create(server.uri("/").getScheme() + "://localhost:" + server.port() + path);
    return HttpCall.of(method, uri);
  }

  private static Behaviour planting(
      Answer answer, Planted planted, CountDownLatch idle, CountDownLatch written) {
    return connection -> {
      connection.request();
      byte[] evil = PLANTED.getBytes(StandardCharsets.US_ASCII);
      try {
        switch (planted) {
          case IN_THE_SAME_RECORD -> connection.write(joined(answer.bytes(), evil));
          case IN_THE_NEXT_RECORD -> {
            connection.write(answer.bytes());
            connection.write(evil);
          }
          case LATE_WHILE_IDLE -> {
            connection.write(answer.bytes());
            if (answer != Answer.CLOSE_DELIMITED) {
              idle.await();
              connection.write(evil);
            }
          }
          default -> throw new IllegalStateException();
        }
        if (answer == Answer.CLOSE_DELIMITED) {
          connection.close();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        written.countDown();
      }
    };
  }

  private static void own(Connection connection) throws IOException {
    RecordedRequest request = connection.request();
    String body = "own " + request.path();
    connection.write(
        ("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
            .getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] joined(byte[] one, byte[] two) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(one);
    all.writeBytes(two);
    return all.toByteArray();
  }
}
