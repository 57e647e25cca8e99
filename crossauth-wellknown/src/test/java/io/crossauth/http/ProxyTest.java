package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

  private static final URI TOKEN = URI.create("https://id.example.com/token?secret=q");

  private final TunnelProxy tunnel = TunnelProxy.start();
  private final FaultServer server =
      FaultServer.startTls(TestCertificates.shared().serverContext("id.example.com"))
          .always(Reply.json("{}"));

  @AfterEach
  void close() {
    tunnel.close();
    server.close();
  }

  private static ApacheHttpTransport.Builder trusting() {
    return ApacheHttpTransport.builder().sslContext(TestCertificates.shared().clientContext());
  }

  @Test
  @DisplayName("https goes through a tunnel; the proxy learns host and port, and nothing else")
  void tunnel() {
    tunnel.leadTo(server.port());
    try (ApacheHttpTransport transport = trusting().proxy("127.0.0.1", tunnel.port()).build()) {
      for (int i = 0; i < 3; i++) {
        HttpReply reply =
            transport.send(
                HttpCall.post(TOKEN, Form.of("a", "b")).withHeader("Authorization", "Basic x"));
        assertThat(reply.status()).isEqualTo(200);
      }

      assertThat(server.requests()).hasSize(3);
      assertThat(server.requests().get(0).header("Host")).contains("id.example.com");
      assertThat(server.requests().get(0).header("Proxy-Authorization")).isEmpty();
      // One tunnel for all three.
      assertThat(tunnel.heads()).hasSize(1);
      assertThat(tunnel.heads().get(0))
          .startsWith("CONNECT id.example.com:443 HTTP/1.1\r\n")
          .contains("Host: id.example.com:443\r\n")
          .doesNotContain("Authorization", "/token");
    }
  }

  @Test
  @DisplayName("a password of the proxy goes to the proxy alone")
  void credentials() {
    tunnel.leadTo(server.port());
    try (ApacheHttpTransport transport =
        trusting().proxy("127.0.0.1", tunnel.port(), "aladdin", Secret.of("opensesame")).build()) {

      transport.send(HttpCall.get(TOKEN));

      // RFC 7617 section 2
      assertThat(tunnel.heads().get(0))
          .contains("Proxy-Authorization: Basic YWxhZGRpbjpvcGVuc2VzYW1l\r\n");
      assertThat(server.requests().get(0).headers()).doesNotContainKey("Proxy-Authorization");
    }
  }

  @Test
  @DisplayName("the certificate is checked behind a proxy too")
  void wrongHost() {
    tunnel.leadTo(server.port());
    try (ApacheHttpTransport transport = trusting().proxy("127.0.0.1", tunnel.port()).build()) {
      TransportException e =
          Outcomes.failure(transport, HttpCall.get(URI.create("https://other.example.com/")));

      assertThat(e.kind()).isEqualTo(Kind.TLS);
      assertThat(e.sent()).isFalse();
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 407, 502, 503, 302})
  @DisplayName("a proxy that refuses: CONNECT with its status, nothing sent")
  void refusal(int status) {
    try (FaultServer proxy = FaultServer.start();
        ApacheHttpTransport transport =
            trusting()
                .proxy("127.0.0.1", proxy.port(), "aladdin", Secret.of("opensesame"))
                .build()) {
      proxy.always(Reply.of(status).body("no"));

      for (int i = 0; i < 3; i++) {
        TransportException e = Outcomes.failure(transport, HttpCall.get(TOKEN));

        assertThat(e.kind()).isEqualTo(Kind.CONNECT);
        assertThat(e.sent()).isFalse();
        assertThat(e.getMessage())
            .contains("expected the proxy to let the call through, found HTTP " + status)
            .doesNotContain("secret=q", "opensesame", "expected a server");
      }
    }
  }

  @Test
  @DisplayName("a refusal says what the proxy wants: 407 a password, 502 means the host beyond it")
  void reasons() {
    assertThat(Failures.refusedByProxy(407)).contains("proxy(host, port, user, password)");
    assertThat(Failures.refusedByProxy(403)).contains("does not allow this host");
    assertThat(Failures.refusedByProxy(502)).contains("does not reach this host");
    assertThat(Failures.refusedByProxy(302)).contains("does not let this call through");
  }

  @Test
  @DisplayName("407 in answer to a plain http call is the proxy's too, not the provider's")
  void plainHttpAtAProxyThatWantsAPassword() {
    try (FaultServer proxy = FaultServer.start().always(Reply.of(407).body("no"));
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .allowPlainHttpInsecurely()
                .proxy("127.0.0.1", proxy.port())
                .build()) {
      TransportException e =
          Outcomes.failure(transport, HttpCall.get(URI.create("http://id.example.com:8080/token")));

      assertThat(e.kind()).isEqualTo(Kind.CONNECT);
      assertThat(e.getMessage()).contains("HTTP 407 from it", "user and password");
    }
  }

  @Test
  @DisplayName("a proxy whose name has no address is named, not the provider")
  void unknownProxy() {
    try (ApacheHttpTransport transport = trusting().proxy("proxy.invalid", 3128).build()) {
      TransportException e = Outcomes.failure(transport, HttpCall.get(TOKEN));

      assertThat(e.kind()).isEqualTo(Kind.DNS);
      assertThat(e.getMessage()).contains("the proxy proxy.invalid:3128", "no address");
    }
  }

  @Test
  @DisplayName("a proxy that breaks the connection is blamed, not the provider")
  void proxyThatHangsUp() {
    try (FaultServer proxy = FaultServer.start().always(Behaviour.closeBeforeHeaders());
        ApacheHttpTransport transport = trusting().proxy("127.0.0.1", proxy.port()).build()) {
      TransportException e = Outcomes.failure(transport, HttpCall.get(TOKEN));

      assertThat(e.kind()).isEqualTo(Kind.BROKEN);
      assertThat(e.getMessage()).contains("the proxy 127.0.0.1:" + proxy.port());
    }
  }

  @Test
  @DisplayName("once the tunnel stands, it is the provider that is blamed")
  void providerBehindAGoodProxy() {
    tunnel.leadTo(server.port());
    server.always(Behaviour.closeBeforeHeaders());
    try (ApacheHttpTransport transport = trusting().proxy("127.0.0.1", tunnel.port()).build()) {
      TransportException e = Outcomes.failure(transport, HttpCall.get(TOKEN));

      assertThat(e.kind()).isEqualTo(Kind.BROKEN);
      assertThat(e.getMessage()).doesNotContain("proxy");
    }
  }

  @Test
  @DisplayName("a proxy that is not there: CONNECT; one that hangs: TIMEOUT; both by its name")
  void brokenProxy() {
    try (ClosedPort closed = ClosedPort.hold();
        ApacheHttpTransport transport = trusting().proxy("127.0.0.1", closed.port()).build()) {
      TransportException e = Outcomes.failure(transport, HttpCall.get(TOKEN));

      assertThat(e.kind()).isEqualTo(Kind.CONNECT);
      assertThat(e.getMessage())
          .contains(
              "not asked yet: expected a way through the proxy 127.0.0.1:" + closed.port(),
              "https.proxyHost")
          .doesNotContain("expected a server");
    }
    try (FaultServer proxy = FaultServer.start().always(Behaviour.hangBeforeHeaders());
        ApacheHttpTransport transport =
            trusting()
                .proxy("127.0.0.1", proxy.port())
                .connectTimeout(Duration.ofSeconds(40))
                .responseTimeout(Duration.ofSeconds(40))
                .callTimeout(Duration.ofMillis(300))
                .build()) {
      TransportException e =
          Outcomes.failureWithin(Duration.ofSeconds(20), transport, HttpCall.get(TOKEN));

      assertThat(e.kind()).isEqualTo(Kind.TIMEOUT);
      assertThat(e.sent()).isFalse();
      assertThat(e.getMessage()).contains("the proxy 127.0.0.1:" + proxy.port());
    }
  }

  @Test
  @DisplayName("plain http, where it is allowed, is passed on in the absolute form")
  void absoluteForm() {
    try (FaultServer proxy = FaultServer.start().always(Reply.json("{}"));
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .allowPlainHttpInsecurely()
                .proxy("127.0.0.1", proxy.port(), "aladdin", Secret.of("opensesame"))
                .build()) {

      transport.send(HttpCall.get(URI.create("http://id.example.com:8080/a?b=c")));

      RecordedRequest request = proxy.requests().get(0);
      assertThat(request.target()).isEqualTo("http://id.example.com:8080/a?b=c");
      assertThat(request.header("Host")).contains("id.example.com:8080");
      assertThat(request.header("Proxy-Authorization")).isPresent();
    }
  }

  @Test
  @DisplayName("loopback hosts are not asked of a proxy")
  void loopback() {
    try (FaultServer here = FaultServer.start().always(Reply.json("{}"));
        ApacheHttpTransport transport = trusting().proxy("127.0.0.1", tunnel.port()).build()) {

      assertThat(transport.send(HttpCall.get(here.uri("/"))).status()).isEqualTo(200);
      assertThat(tunnel.heads()).isEmpty();
    }
  }
}
