package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A TLS context that is renewed while the program runs")
class RenewedContextTest {

  private static final TestCertificates CERTIFICATES = TestCertificates.shared();

  private final FaultServer server =
      FaultServer.startTls(CertificateKind.GOOD).always(Reply.of(200).body("{}"));
  private final AtomicReference<SSLContext> now =
      new AtomicReference<>(CERTIFICATES.clientContext());
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder().sslContext(now::get).build();

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private void call() {
    assertThat(transport.send(HttpCall.get(server.uri("/"))).status()).isEqualTo(200);
  }

  /** Trusts nobody whom the test knows. */
  private static SSLContext ofMachine() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    return context;
  }

  @Test
  void theSameContextKeepsItsConnections() {
    call();
    call();

    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void anotherTrustCountsForTheNextCallAndClosesWhatStoodOnTheOneBefore() throws Exception {
    call();
    now.set(ofMachine());

    TransportException e = Outcomes.failure(transport, HttpCall.get(server.uri("/")));

    assertThat(e.kind()).isEqualTo(Kind.TLS);
    assertThat(e.sent()).isFalse();
    assertThat(server.awaitHungUp(Duration.ofSeconds(30))).isTrue();
    now.set(CERTIFICATES.clientContext());
    call();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void aSourceWithoutOneFailsTheCallBeforeAnythingIsConnected() {
    now.set(null);

    TransportException e = Outcomes.failure(transport, HttpCall.get(server.uri("/")));

    assertThat(e.kind()).isEqualTo(Kind.TLS);
    assertThat(e).hasMessageContaining("expected a TLS context from its source");
    assertThat(server.connections()).isZero();
  }

  @Test
  void aContextOrCertificatesBesideItAreRefused() {
    Supplier<SSLContext> source = now::get;
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> ApacheHttpTransport.builder().sslContext(source).sslContext(now.get()).build())
        .withMessageContaining("a source of them");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ApacheHttpTransport.builder()
                    .sslContext(source)
                    .trustedCertificates(CERTIFICATES.authorityPem())
                    .build())
        .withMessageContaining("sslContext");
  }
}
