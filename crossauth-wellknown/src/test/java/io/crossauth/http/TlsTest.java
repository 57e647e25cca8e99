package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testing.OwnThread;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Only the right server is spoken to. */
class TlsTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.shared();

  private static ApacheHttpTransport trusting() {
    return ApacheHttpTransport.builder().sslContext(CERTIFICATES.clientContext()).build();
  }

  private static HttpCall login(URI uri) {
    return HttpCall.post(uri, Form.of("password", "of-alice"));
  }

  @ParameterizedTest
  @EnumSource(value = CertificateKind.class, mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
  @DisplayName("S-26 a certificate that is not good: TLS, and nothing is sent")
  void badCertificates(CertificateKind kind) {
    try (FaultServer server = FaultServer.startTls(kind).always(Reply.json("{}"));
        ApacheHttpTransport transport = trusting()) {
      URI uri = URI.create("https://localhost:" + server.port() + "/token");

      TransportException e = Outcomes.failure(transport, login(uri));

      assertThat(e.kind()).isEqualTo(Kind.TLS);
      assertThat(e.sent()).isFalse();
      assertThat(e.retryable()).isFalse();
      assertThat(server.requests()).isEmpty();
    }
  }

  @Test
  @DisplayName("S-26 a good certificate of an authority that is not ours: TLS")
  void machineTrust() {
    try (FaultServer server = FaultServer.startTls(CertificateKind.GOOD).always(Reply.json("{}"));
        ApacheHttpTransport transport = ApacheHttpTransport.create()) {

      assertThat(Outcomes.failure(transport, login(server.uri("/"))).kind()).isEqualTo(Kind.TLS);
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0} for {1}: {2}")
  @CsvSource({
    "*.example.com, id.example.com, true",
    "*.example.com, a.id.example.com, false",
    "*.example.com, example.com, false",
    "*.co.uk, id.co.uk, false",
    "*.com, example.com, false",
    "*.github.io, someone.github.io, true",
    "*.internal, id.internal, false",
    "i*.example.com, id.example.com, false",
    "127.0.0.1, id.example.com, false",
    "id.example.com.evil.example, id.example.com, false",
    "ID.EXAMPLE.COM, id.example.com, true",
  })
  @DisplayName("S-26 host names and wildcards, public suffixes included")
  void wildcards(String certificate, String host, boolean good) {
    try (FaultServer server =
            FaultServer.startTls(CERTIFICATES.serverContext(certificate)).always(Reply.json("{}"));
        ApacheHttpTransport transport =
            ApacheHttpTransport.builder()
                .sslContext(CERTIFICATES.clientContext())
                .addressBook(AddressBooks.leadingTo(server, host, 443))
                .build()) {
      HttpCall call = login(URI.create("https://" + host + "/token"));

      if (good) {
        assertThat(transport.send(call).status()).isEqualTo(200);
      } else {
        assertThat(Outcomes.failure(transport, call).kind()).isEqualTo(Kind.TLS);
        assertThat(server.requests()).isEmpty();
      }
    }
  }

  @Test
  @DisplayName("S-26 a context that trusts everybody still checks the host name")
  void trustAllContext() throws Exception {
    X509TrustManager anybody =
        new X509TrustManager() {
          @Override
          public void checkClientTrusted(java.security.cert.X509Certificate[] chain, String type) {}

          @Override
          public void checkServerTrusted(java.security.cert.X509Certificate[] chain, String type) {}

          @Override
          public java.security.cert.X509Certificate[] getAcceptedIssuers() {
            return new java.security.cert.X509Certificate[0];
          }
        };
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[0], new TrustManager[] {anybody}, null);
    try (FaultServer server =
            FaultServer.startTls(CertificateKind.WRONG_HOST).always(Reply.json("{}"));
        ApacheHttpTransport transport = ApacheHttpTransport.builder().sslContext(context).build()) {

      assertThat(Outcomes.failure(transport, login(server.uri("/"))).kind()).isEqualTo(Kind.TLS);
    }
  }

  @Test
  @DisplayName("a server that speaks plain http on the https port: TLS")
  void plainServer() throws Exception {
    try (ServerSocket server = new ServerSocket(0);
        ApacheHttpTransport transport = trusting()) {
      CompletableFuture.runAsync(
          () -> {
            try (var socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
              socket.getInputStream().read();
              out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
              out.flush();
              socket.shutdownOutput();
              socket.getInputStream().readAllBytes();
            } catch (java.io.IOException e) {
              // The client went away.
            }
          },
          OwnThread.FOR_EACH);
      URI uri = URI.create("https://localhost:" + server.getLocalPort() + "/");

      assertThat(Outcomes.failure(transport, login(uri)).kind()).isEqualTo(Kind.TLS);
    }
  }

  @Test
  @DisplayName("a server that hangs up or resets before its handshake: a failure that may pass")
  void brokenHandshake() {
    try (FaultServer server = FaultServer.start();
        ApacheHttpTransport transport = trusting()) {
      server.next(Behaviour.resetOnConnect());
      server.next(connection -> connection.close());

      for (int i = 0; i < 2; i++) {
        URI uri = URI.create("https://localhost:" + server.port() + "/");
        TransportException e = Outcomes.failure(transport, login(uri));

        // It depends on whether the reset is there before we know that we are connected.
        assertThat(e.kind()).isIn(Kind.BROKEN, Kind.CONNECT);
        assertThat(e.sent()).isFalse();
        assertThat(e.retryable()).isTrue();
      }
    }
  }

  @Test
  @DisplayName("trust comes from PEM or from a store file, and keeps connections")
  void trust(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("trust.p12");
    KeyStore store = CERTIFICATES.trustStore();
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    try (FaultServer server = FaultServer.startTls(CertificateKind.GOOD).always(Reply.json("{}"));
        ApacheHttpTransport byPem =
            ApacheHttpTransport.builder().trustedCertificates(CERTIFICATES.authorityPem()).build();
        ApacheHttpTransport byFile =
            ApacheHttpTransport.builder().trustStore(file, Secret.of("changeit")).build()) {

      for (int i = 0; i < 3; i++) {
        assertThat(byPem.send(login(server.uri("/"))).status()).isEqualTo(200);
        assertThat(byFile.send(login(server.uri("/"))).status()).isEqualTo(200);
      }

      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("settings that contradict each other or cannot be read fail when building")
  void badSettings(@TempDir Path directory) {
    ApacheHttpTransport.Builder builder = ApacheHttpTransport.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.trustStore(directory.resolve("none"), Secret.of("top-secret")))
        .withMessageContaining("trustStore")
        .withMessageNotContaining("top-secret");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.trustedCertificates("no certificate"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.trustedCertificates(""));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                builder
                    .trustedCertificates(CERTIFICATES.authorityPem())
                    .sslContext(CERTIFICATES.clientContext())
                    .build());
  }
}
