package io.crossauth.testkit.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FaultServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SHORT_MILLIS = 150;
  private static final Reply WHOLE = Reply.json("{\"whole\":true}");

  private final FaultServer server = FaultServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Nested
  class WhenItIsGood {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void followsItsScriptAndKeepsTheConnection() throws Exception {
      server.next(Reply.json("1"), Reply.json("2")).always(Reply.json("3"));

      assertThat(get().body() + get().body() + get().body() + get().body()).isEqualTo("1233");
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.scripted()).isZero();
    }

    @Test
    void saysSoWhenNothingIsScripted() throws Exception {
      assertThat(get().statusCode()).isEqualTo(500);
    }

    @Test
    void recordsRequestsWithTheirBodies() throws Exception {
      server.always(WHOLE);

      post(BodyPublishers.ofString("a=b\u00e9"));
      post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream("chunked".getBytes(UTF_8))));

      assertThat(server.awaitRequests(2, PATIENCE)).isTrue();
      RecordedRequest first = server.requests().get(0);
      assertThat(first.method() + " " + first.target()).isEqualTo("POST /p?q=1");
      assertThat(first.bodyText()).isEqualTo("a=b\u00e9");
      assertThat(first.header("X-Test")).contains("yes");
      assertThat(server.requests().get(1).bodyText()).isEqualTo("chunked");
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
      server.always(WHOLE);

      HttpRequest head =
          HttpRequest.newBuilder(server.uri("/")).method("HEAD", BodyPublishers.noBody()).build();
      assertThat(client.send(head, BodyHandlers.ofString()).headers().firstValue("content-length"))
          .contains("14");
      assertThat(get().body()).isEqualTo(WHOLE.bodyText());
    }

    @Test
    void waitsForItsGate() throws Exception {
      CountDownLatch gate = new CountDownLatch(1);
      server.always(Behaviour.after(gate, Behaviour.reply(WHOLE)));

      var answer = client.sendAsync(request(), BodyHandlers.ofString());
      assertThat(server.awaitRequests(1, PATIENCE)).isTrue();
      assertThat(answer).isNotDone();
      gate.countDown();
      assertThat(answer.get().body()).isEqualTo(WHOLE.bodyText());
    }

    @Test
    void hangsUpAfterAReplyThatPromisedOtherwise() throws Exception {
      server.next(Behaviour.replyThenHangUp(WHOLE), Behaviour.reply(WHOLE));

      get();
      assertThat(server.awaitHungUp(PATIENCE)).isTrue();
      get();
      assertThat(server.connections()).isEqualTo(2);
    }

    private HttpResponse<String> get() throws Exception {
      return client.send(request(), BodyHandlers.ofString());
    }

    private HttpRequest request() {
      return HttpRequest.newBuilder(server.uri("/")).version(HttpClient.Version.HTTP_1_1).build();
    }

    private void post(HttpRequest.BodyPublisher body) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(server.uri("/p?q=1"))
              .version(HttpClient.Version.HTTP_1_1)
              .expectContinue(true)
              .header("X-Test", "yes")
              .POST(body)
              .build();
      client.send(request, BodyHandlers.ofString());
    }
  }

  @Nested
  class WhenItHangs {

    @Test
    void beforeReading() throws Exception {
      server.next(Behaviour.hangBeforeReading());

      assertThatThrownBy(() -> read(SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
      assertThat(server.requests()).isEmpty();
    }

    @Test
    void beforeHeaders() throws Exception {
      server.next(Behaviour.hangBeforeHeaders());

      assertThatThrownBy(() -> read(SHORT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
      assertThat(server.awaitRequests(1, PATIENCE)).isTrue();
      assertThat(server.awaitHungUp(PATIENCE)).isTrue();
      assertThat(server.openConnections()).isZero();
    }

    @Test
    void inHeadersAndInBody() throws Exception {
      server.next(Behaviour.hangInHeaders(WHOLE), Behaviour.hangInBody(WHOLE));

      try (Socket socket = ask(10_000)) {
        assertThat(new String(socket.getInputStream().readNBytes(20), US_ASCII))
            .startsWith("HTTP/1.1 200");
        socket.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
            .isInstanceOf(SocketTimeoutException.class);
      }
      try (Socket socket = ask(10_000)) {
        int half = WHOLE.head().length + WHOLE.body().length / 2;
        assertThat(new String(socket.getInputStream().readNBytes(half), US_ASCII))
            .endsWith("{\"whole");
        socket.setSoTimeout(SHORT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
      }
    }

    @Test
    void closingTheServerEndsIt() throws Exception {
      server.next(Behaviour.hangBeforeReading(), Behaviour.hangBeforeHeaders());
      try (Socket one = ask(10_000);
          Socket two = ask(10_000)) {
        assertThat(server.awaitRequests(1, PATIENCE)).isTrue();

        server.close();
        assertThat(server.awaitHungUp(PATIENCE)).isTrue();
      }
    }
  }

  @Nested
  class WhenItDrips {

    private final Duration every = Duration.ofMillis(1);

    @Test
    void aWholeReply() throws Exception {
      server.next(Behaviour.dripHeaders(WHOLE, every), Behaviour.dripBody(WHOLE, every));

      assertThat(readOne()).endsWith(WHOLE.bodyText());
      assertThat(readOne()).endsWith(WHOLE.bodyText());
    }

    @Test
    void withoutAnEnd() throws Exception {
      server.next(Behaviour.dripHeadersForever(every), Behaviour.dripBodyForever(every));

      try (Socket socket = ask(10_000)) {
        assertThat(new String(socket.getInputStream().readNBytes(80), US_ASCII))
            .startsWith("HTTP/1.1 200 \r\nX-Drip: drop\r\nX-Drip: drop");
      }
      try (Socket socket = ask(10_000)) {
        assertThat(new String(socket.getInputStream().readNBytes(120), US_ASCII))
            .contains("chunked")
            .contains("1\r\n \r\n1\r\n \r\n");
      }
      assertThat(server.awaitHungUp(PATIENCE)).isTrue();
    }

    /** The reply of a connection that the server keeps: as many bytes as it must have. */
    private String readOne() throws IOException {
      try (Socket socket = ask(10_000)) {
        int length = WHOLE.head().length + WHOLE.body().length;
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
      }
    }
  }

  @Nested
  class WhenItBreaksOff {

    @Test
    void byReset() {
      server.next(Behaviour.resetOnConnect(), Behaviour.resetBeforeHeaders());

      assertThatThrownBy(() -> read(10_000)).isInstanceOf(SocketException.class);
      assertThatThrownBy(() -> read(10_000)).isInstanceOf(SocketException.class);
    }

    @Test
    void byResetInTheBody() throws Exception {
      server.next(Behaviour.resetInBody(WHOLE));

      try (Socket socket = ask(10_000)) {
        int half = WHOLE.head().length + WHOLE.body().length / 2;
        assertThat(new String(socket.getInputStream().readNBytes(half), US_ASCII))
            .endsWith("{\"whole");
        assertThatThrownBy(() -> socket.getInputStream().read())
            .isInstanceOf(SocketException.class);
      }
    }

    @Test
    void byTheEndOfTheStream() throws Exception {
      server.next(Behaviour.closeBeforeHeaders(), Behaviour.closeInBody(WHOLE));

      assertThat(read(10_000)).isEmpty();
      assertThat(read(10_000)).contains("Content-Length: 14").endsWith("{\"whole");
    }

    @Test
    void withGarbage() throws Exception {
      server.next(Behaviour.garbage(), Behaviour.manyHeaders(500));

      assertThat(read(10_000)).startsWith("SSH-2.0");
      assertThat(read(10_000)).contains("X-499: a");
    }
  }

  @Nested
  class WhenItSendsTooMuch {

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void compressed() throws Exception {
      server.next(Behaviour.gzipBomb(5_000_000));

      byte[] small = bytes();
      assertThat(small).hasSizeLessThan(50_000);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(small)).readAllBytes())
          .hasSize(5_000_000);
    }

    @Test
    void compressedAndCut() throws Exception {
      server.next(Behaviour.truncatedGzip(WHOLE), Behaviour.falseGzip(WHOLE));

      byte[] cut = bytes();
      byte[] plain = bytes();
      assertThatThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(cut)).readAllBytes())
          .isInstanceOf(EOFException.class);
      assertThatThrownBy(() -> new GZIPInputStream(new ByteArrayInputStream(plain)))
          .isInstanceOf(ZipException.class);
    }

    @Test
    void plain() throws Exception {
      server.next(Behaviour.hugeBody(1_000_001), Behaviour.hugeHeader(20_000));

      assertThat(bytes()).hasSize(1_000_001);
      assertThat(readSome(20_000)).contains("X-Huge: aaaa");
    }

    @Test
    void withoutAnEnd() throws Exception {
      server.next(Behaviour.endlessBody());

      try (Socket socket = ask(10_000)) {
        assertThat(socket.getInputStream().readNBytes(3_000_000)).hasSize(3_000_000);
      }
      assertThat(server.awaitHungUp(PATIENCE)).isTrue();
    }

    private byte[] bytes() throws Exception {
      HttpRequest request = HttpRequest.newBuilder(server.uri("/")).build();
      return client.send(request, BodyHandlers.ofByteArray()).body();
    }
  }

  @Test
  void doesTheSameOverTls() throws Exception {
    try (FaultServer tls = FaultServer.startTls(CertificateKind.GOOD)) {
      HttpClient client =
          HttpClient.newBuilder().sslContext(TestCertificates.shared().clientContext()).build();
      HttpRequest request = HttpRequest.newBuilder(tls.uri("/")).build();
      tls.next(Behaviour.reply(WHOLE), Behaviour.closeInBody(WHOLE));

      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(WHOLE.bodyText());
      assertThatThrownBy(() -> client.send(request, BodyHandlers.ofString()))
          .isInstanceOf(IOException.class);
      assertThat(tls.requests()).hasSize(2);
    }
  }

  @Test
  void aClosedPortRefusesAndASilentOneSaysNothing() throws Exception {
    try (ClosedPort closed = ClosedPort.hold();
        SilentPort silent = SilentPort.hold()) {
      HttpClient client =
          HttpClient.newBuilder().connectTimeout(Duration.ofMillis(SHORT_MILLIS)).build();

      assertThatThrownBy(() -> send(HttpClient.newHttpClient(), closed.uri("/")))
          .isInstanceOf(java.net.ConnectException.class)
          .isNotInstanceOf(java.net.http.HttpConnectTimeoutException.class);
      assertThatThrownBy(() -> send(client, silent.uri("/")))
          .isInstanceOf(java.net.http.HttpConnectTimeoutException.class);
    }
  }

  private static void send(HttpClient client, URI uri) throws Exception {
    client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
  }

  private String read(int timeoutMillis) throws IOException {
    try (Socket socket = ask(timeoutMillis)) {
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private String readSome(int length) throws IOException {
    try (Socket socket = ask(10_000)) {
      return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }
  }

  private Socket ask(int timeoutMillis) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.port());
    socket.setSoTimeout(timeoutMillis);
    socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(US_ASCII));
    return socket;
  }
}
