package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies are counted while they stream, and after decompression. */
class BodyLimitTest {

  private static final int MAX = 10_000;

  private final FaultServer server = FaultServer.start();
  private final AtomicLong skipped = new AtomicLong();
  private final Platform system = Platform.system();
  private final Platform platform =
      new Platform(
          system.clock(),
          () -> System.nanoTime() + skipped.get(),
          system.scheduler(),
          system.random());
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder().maxConnections(2, 2).platform(platform).build();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private HttpCall call() {
    return HttpCall.get(server.uri("/")).withMaxBytes(MAX);
  }

  private static byte[] noise(int size) {
    byte[] bytes = new byte[size];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static Behaviour chunked(byte[] body) {
    return connection -> {
      connection.request();
      connection.write(
          ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + Integer.toHexString(body.length)
                  + "\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      connection.write(body);
      connection.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    };
  }

  private static Behaviour untilTheEnd(byte[] body) {
    return connection -> {
      connection.request();
      connection.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      connection.write(body);
      connection.close();
    };
  }

  @Test
  @DisplayName("S-13 the last byte that is allowed is read, the next is not, in every framing")
  void edges() {
    byte[] most = noise(MAX);
    byte[] more = noise(MAX + 1);
    server.next(Reply.of(200).body(most), Reply.of(200).body(most).gzipped());
    server.next(chunked(most), untilTheEnd(most));
    for (int i = 0; i < 4; i++) {
      assertThat(transport.send(call()).body()).isEqualTo(most);
    }

    server.next(Reply.of(200).body(more), Reply.of(200).body(more).gzipped());
    server.next(chunked(more), untilTheEnd(more));
    for (int i = 0; i < 4; i++) {
      assertThat(Outcomes.failure(transport, call()).kind()).isEqualTo(Kind.TOO_LARGE);
    }
  }

  @Test
  @DisplayName("S-13 a bomb costs no more than its limit")
  void bomb() {
    server.always(Behaviour.gzipBomb(1_000_000_000));

    TransportException e =
        Outcomes.failureWithin(Outcomes.PATIENCE, transport, call().withMaxBytes(64 * 1024));

    assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE);
    assertThat(e.getMessage()).contains("65536");
  }

  @Test
  @DisplayName("S-13 a bomb that is small on the wire is counted after decompression")
  void smallBomb() {
    server.always(Reply.of(200).body("a".repeat(MAX + 1)).gzipped());

    assertThat(Outcomes.failure(transport, call()).kind()).isEqualTo(Kind.TOO_LARGE);
  }

  @Test
  @DisplayName("gzip, x-gzip and both kinds of deflate are undone, and the headers say so no more")
  void codings() throws Exception {
    String text = "{\"a\":\"" + "b".repeat(5_000) + "\"}";
    byte[] gzip = Reply.json(text).gzipped().body();
    server.next(
        Reply.json(text).gzipped(),
        Reply.json("").body(gzip).header("Content-Encoding", "X-GZIP, identity"),
        Reply.json("").body(deflated(text, false)).header("Content-Encoding", "deflate"),
        Reply.json("").body(deflated(text, true)).header("Content-Encoding", "deflate"),
        Reply.json(text).header("Content-Encoding", "identity"),
        Reply.of(200).header("Content-Encoding", "gzip"));

    for (int i = 0; i < 5; i++) {
      HttpReply reply = transport.send(call());
      assertThat(new String(reply.body(), StandardCharsets.UTF_8)).isEqualTo(text);
      if (i < 4) {
        assertThat(reply.headers().names()).doesNotContain("content-encoding", "content-length");
      }
    }
    assertThat(transport.send(call()).body()).isEmpty();
  }

  private static byte[] deflated(String text, boolean bare) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out =
        new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION, bare))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-encoding", "br", "gzip, gzip", "gzip", "deflate"})
  @DisplayName("S-26 a bad Content-Encoding a thousand times leaves the pool usable")
  void badEncodings(String encoding) {
    server.always(Reply.json("{\"a\":1}").header("Content-Encoding", encoding));
    for (int i = 0; i < 1000; i++) {
      TransportException e = Outcomes.failure(transport, call());
      assertThat(e.kind()).isEqualTo(Kind.BROKEN);
      assertThat(e.sent()).isTrue();
    }

    server.always(Reply.json("{}"));
    assertThat(transport.send(call()).status()).isEqualTo(200);
    // The connection went back each time: it is the same one.
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  @DisplayName("answers without a body have an empty one")
  void noBody() throws Exception {
    server.next(
        Behaviour.raw("HTTP/1.1 204 No Content\r\n\r\n"),
        Behaviour.raw("HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n"),
        Behaviour.raw("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
        Behaviour.raw("HTTP/1.0 200 OK\r\n\r\n"),
        Behaviour.raw("HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\nHTTP/1.1 204 \r\n\r\n"));

    for (int i = 0; i < 5; i++) {
      assertThat(transport.send(call()).body()).isEmpty();
      assertThat(server.awaitHungUp(Outcomes.PATIENCE)).isTrue();
      skipped.addAndGet(1_000_000);
    }
  }

  @Test
  @DisplayName("control characters in headers become spaces, and odd names are left out")
  void oddHeaders() {
    server.next(
        Behaviour.raw(
            "HTTP/1.1 200 OK\r\nX-Odd: a\u0000b\u0007c\r\nBad Name: x\r\nX-Odd: d\r\n"
                + "Content-Length: 0\r\n\r\n"));

    HttpReply reply = transport.send(call());

    assertThat(reply.headers().all("x-odd")).containsExactly("a b c", "d");
    assertThat(reply.headers().names()).containsExactlyInAnyOrder("x-odd", "content-length");
  }

  @Test
  @DisplayName("a connection that the server ended is not used again")
  void endedWhileIdle() throws Exception {
    server.always(Behaviour.replyThenHangUp(Reply.json("{}")));
    for (int i = 0; i < 3; i++) {
      assertThat(transport.send(call()).status()).isEqualTo(200);
      assertThat(server.awaitHungUp(Outcomes.PATIENCE)).isTrue();
      skipped.addAndGet(1_000_000);
    }
  }

  @Test
  @DisplayName("what a server says beyond its answer is not the answer of the next call")
  void unasked() {
    server.next(
        connection -> {
          connection.request();
          connection.write(
              ("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n1"
                      + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\npoison")
                  .getBytes(StandardCharsets.US_ASCII));
        });
    server.always(Reply.json("{}"));

    assertThat(transport.send(call()).body()).isEqualTo("1".getBytes());
    assertThat(transport.send(call()).body()).isEqualTo("{}".getBytes());
    assertThat(server.connections()).isEqualTo(2);
  }
}
