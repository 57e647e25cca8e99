package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** S-28: secrets of a call show nowhere, with every log at its loudest. */
class NoLeakTest {

  private static final String CANARY = "canary-7f3e9b";

  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Level before = root.getLevel();
  private final List<String> texts = new ArrayList<>();

  @BeforeEach
  void listen() {
    root.detachAppender("console");
    root.setLevel(Level.ALL);
    log.start();
    root.addAppender(log);
  }

  @AfterEach
  void stop() {
    root.detachAppender(log);
    root.setLevel(before);
  }

  private static HttpCall call(URI base) {
    URI uri = URI.create(base + "?code=" + CANARY);
    return HttpCall.post(uri, Form.of("a", "b").plus("client_secret", Secret.of(CANARY)))
        .withHeader("Authorization", "Bearer " + CANARY);
  }

  private void run(HttpTransport transport, HttpCall call) {
    texts.add(call.toString());
    texts.add(call.headers().toString());
    try {
      HttpReply reply = transport.exchange(call);
      texts.add(reply.toString());
      texts.add(reply.headers().toString());
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      texts.add(trace.toString());
    }
  }

  @Test
  @DisplayName("S-28 no message, cause, text form or log holds a secret of query, header or body")
  void nowhere() {
    Reply secret = Reply.json("{\"access_token\":\"" + CANARY + "\"}").header("X-A", CANARY);
    try (FaultServer server = FaultServer.start();
        FaultServer tls = FaultServer.startTls(CertificateKind.GOOD).always(secret);
        FaultServer bad = FaultServer.startTls(CertificateKind.EXPIRED);
        ClosedPort closed = ClosedPort.hold();
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .callTimeout(Duration.ofMillis(500))
                .responseTimeout(Duration.ofMillis(200))
                .sslContext(TestCertificates.shared().clientContext())
                .proxy("127.0.0.1", closed.port(), "user", Secret.of(CANARY))
                .build()) {
      HttpTransport observed =
          HttpPolicy.observed(transport, exchange -> texts.add(exchange.toString()));
      server.next(
          Behaviour.reply(secret),
          Behaviour.reply(secret.status(401)),
          Behaviour.resetInBody(secret),
          Behaviour.closeInBody(secret),
          Behaviour.hangInBody(secret),
          Behaviour.falseGzip(secret),
          Behaviour.badContentEncoding(secret),
          Behaviour.hugeHeader(20_000),
          Behaviour.raw("GARBAGE " + CANARY + "\r\n\r\n"),
          Behaviour.raw("HTTP/1.1 " + CANARY + "\r\n\r\n"),
          Behaviour.raw("HTTP/1.1 200 OK\r\n" + CANARY + "\r\n\r\n"),
          Behaviour.raw("HTTP/1.1 200 OK\r\nContent-Length: " + CANARY + "\r\n\r\n"),
          Behaviour.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + CANARY + "\r\n"));
      server.always(secret);
      for (int i = 0; i < 13; i++) {
        run(observed, call(server.uri("/token")));
      }
      run(observed, call(server.uri("/token")).withMaxBytes(3));
      run(observed, call(tls.uri("/token")));
      run(observed, call(bad.uri("/token")));
      run(observed, call(closed.uri("/token")));
      run(observed, call(URI.create("https://id.example.com/token")));
      run(observed, call(URI.create("https://" + "a".repeat(64) + ".example/token")));
      run(observed, call(URI.create("http://id.example.com/token")));
      run(observed, call(URI.create("https://user:" + CANARY + "@localhost/token")));
      run(
          HttpPolicy.onlyHosts(transport, java.util.Set.of("a.example")),
          call(URI.create("https://id.example.com/token")));
      texts.add(transport.toString());

      assertThat(server.requests()).hasSize(14);
      assertThat(texts).hasSizeGreaterThan(60);
      assertThat(String.join("\n", texts)).doesNotContain(CANARY);
      assertThat(log.list).isNotEmpty();
      assertThat(log.list)
          .extracting(e -> e.getFormattedMessage() + e.getThrowableProxy())
          .noneMatch(text -> text.contains(CANARY));
    }
  }
}
