package io.crossauth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.testing.OwnThread;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("RFC 8705 section 7.1: a certificate that is renewed while the program runs")
class RenewedCertificateTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TestCertificates CERTIFICATES = TestCertificates.shared();
  private static final ClientCertificate FIRST = certificate("first");
  private static final ClientCertificate SECOND = certificate("second");

  private final FaultServer server =
      FaultServer.startMutualTls(CERTIFICATES.serverContextForAnyClient("127.0.0.1"))
          .always(Reply.of(200).body("{}"));
  private final AtomicReference<ClientCertificate> now = new AtomicReference<>(FIRST);
  private final ApacheHttpTransport transport = transport(now::get);

  private static ClientCertificate certificate(String name) {
    return ClientCertificate.of(
        CERTIFICATES.clientKeyStore(name), Secret.of(TestCertificates.KEY_PASSWORD));
  }

  private static ApacheHttpTransport transport(Supplier<ClientCertificate> source) {
    return ApacheHttpTransport.builder()
        .trustedCertificates(CERTIFICATES.authorityPem())
        .clientCertificate(source)
        .build();
  }

  @AfterEach
  void close() {
    transport.close();
    server.close();
  }

  private void call() {
    assertThat(transport.send(HttpCall.get(server.uri("/"))).status()).isEqualTo(200);
  }

  private List<String> shown() {
    return server.requests().stream()
        .map(r -> r.certificate().orElseThrow().getSubjectX500Principal().getName())
        .toList();
  }

  @Test
  @Timeout(60)
  @DisplayName("a source that hangs for one call holds no other")
  void aSourceThatHangsHoldsNobodyElse() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    AtomicBoolean first = new AtomicBoolean(true);
    Supplier<ClientCertificate> source =
        () -> {
          if (first.compareAndSet(true, false)) {
            asked.countDown();
            hold(released);
          }
          return FIRST;
        };
    try (ApacheHttpTransport own = transport(source)) {
      CompletableFuture<HttpReply> held =
          CompletableFuture.supplyAsync(
              () -> own.send(HttpCall.get(server.uri("/held"))), OwnThread.FOR_EACH);
      assertThat(asked.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();

      CompletableFuture<HttpReply> other =
          CompletableFuture.supplyAsync(
              () -> own.send(HttpCall.get(server.uri("/other"))), OwnThread.FOR_EACH);
      assertThat(other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(200);
      released.countDown();
      assertThat(held.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(200);
    } finally {
      released.countDown();
    }
  }

  private static void hold(CountDownLatch released) {
    try {
      boolean unused = released.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @DisplayName("F-12: two certificates share no connection and no TLS session")
  void noConnectionIsShared() {
    call();
    call();
    now.set(SECOND);
    call();
    call();
    now.set(FIRST);
    call();

    assertThat(shown())
        .containsExactly("CN=first", "CN=first", "CN=second", "CN=second", "CN=first");
    assertThat(server.connections()).isEqualTo(3);
  }

  @Test
  void theSameCertificateInANewObjectKeepsItsConnections() {
    call();
    now.set(ClientCertificate.of(FIRST.sslKeys(), "own"));
    call();

    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void theConnectionsOfTheOneBeforeAreClosed() throws Exception {
    call();
    assertThat(server.openConnections()).isEqualTo(1);

    now.set(SECOND);
    server.next(Reply.of(200).header("Connection", "close").body("{}"));
    call();

    assertThat(server.awaitHungUp(PATIENCE)).isTrue();
  }

  @Test
  void aCallUnderWayEndsOverItsConnectionWhichIsThenClosed() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    server.next(Behaviour.after(gate, Behaviour.reply(Reply.of(201).body("{}"))));
    CompletableFuture<Integer> slow =
        CompletableFuture.supplyAsync(
            () -> transport.send(HttpCall.get(server.uri("/slow"))).status(), OwnThread.FOR_EACH);
    while (server.connections() < 1) {
      Thread.onSpinWait();
    }

    now.set(SECOND);
    server.next(Reply.of(200).header("Connection", "close").body("{}"));
    call();
    gate.countDown();

    assertThat(slow.get(30, TimeUnit.SECONDS)).isEqualTo(201);
    assertThat(server.awaitHungUp(PATIENCE)).isTrue();
    assertThat(shown()).containsExactlyInAnyOrder("CN=first", "CN=second");
  }

  @Test
  void aSourceWithoutOneFailsTheCallBeforeAnythingIsConnected() {
    now.set(null);

    TransportException e = Outcomes.failure(transport, HttpCall.get(server.uri("/")));

    assertThat(e.kind()).isEqualTo(Kind.TLS);
    assertThat(e.sent()).isFalse();
    assertThat(e).hasMessageContaining("expected a client certificate from its source");
    assertThat(server.connections()).isZero();
  }

  @Test
  void oneThatSignedItselfIsShownToAServerThatNamesAuthorities() {
    ClientCertificate self =
        ClientCertificate.of(
            CERTIFICATES.selfSignedClientKeyStore("self"),
            Secret.of(TestCertificates.KEY_PASSWORD));
    try (FaultServer strict = FaultServer.startMutualTls(CERTIFICATES.serverContext("127.0.0.1"));
        ApacheHttpTransport shows = transport(() -> self)) {
      strict.always(Reply.of(200));

      // The server refuses it, and would answer to a client that shows none.
      assertThat(Outcomes.failure(shows, HttpCall.get(strict.uri("/"))).kind())
          .isIn(Kind.TLS, Kind.BROKEN);
      assertThat(strict.requests()).isEmpty();
    }
  }

  @Test
  void aContextOrTwoSourcesBesideItAreRefused() {
    SSLContext context = CERTIFICATES.clientContext();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ApacheHttpTransport.builder()
                    .sslContext(context)
                    .clientCertificate(() -> FIRST)
                    .build())
        .withMessageContaining("sslContext");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ApacheHttpTransport.builder()
                    .clientCertificate(
                        CERTIFICATES.clientKeyStore("x"), Secret.of(TestCertificates.KEY_PASSWORD))
                    .clientCertificate(() -> FIRST)
                    .build())
        .withMessageContaining("clientCertificate");
  }
}
