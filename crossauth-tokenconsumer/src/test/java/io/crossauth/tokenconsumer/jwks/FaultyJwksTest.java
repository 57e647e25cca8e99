package io.crossauth.tokenconsumer.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.error.TokenRejectedException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.FaultProxy;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever is wrong between us and the keys, it says nothing about a token: a transport failure, in
 * time, and good again when the wire is.
 */
class FaultyJwksTest {

  private static final Duration CALL = Duration.ofMillis(700);
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration PAST_LIFETIME = Duration.ofHours(25);

  private final FakeTime time = FakeTime.create();
  private final InProcessProvider provider =
      InProcessProvider.builder().keySet("faulty-jwks").start();
  private final ApacheHttpTransport patient = transport(Duration.ofSeconds(60));
  private final ApacheHttpTransport hasty = transport(CALL);
  // Hasty only while the fault is that nothing comes: a busy machine is slow, too.
  private final AtomicReference<HttpTransport> transport = new AtomicReference<>(patient);
  private final AtomicReference<URI> address = new AtomicReference<>();
  private final KeySet keys =
      new KeySet.RemoteBuilder(address::get, KeyServer.URL)
          .transport(call -> transport.get().exchange(call))
          .platform(time.platform())
          .outageLimit(Duration.ofDays(2))
          .build();
  private final OAuthTokenConsumer consumer =
      OAuthTokenConsumer.builder(provider.issuer().toString())
          .audience(TestClients.AUDIENCE)
          .keys(keys)
          .build();

  @AfterEach
  void close() {
    consumer.close();
    keys.close();
    patient.close();
    hasty.close();
    provider.close();
  }

  private static ApacheHttpTransport transport(Duration limit) {
    return ApacheHttpTransport.builder()
        .sslContext(TestCertificates.shared().clientContext())
        .connectTimeout(limit)
        .responseTimeout(limit)
        .callTimeout(limit)
        .build();
  }

  /** What a wire can do to the keys. */
  private enum Wire {
    REFUSED(FaultProxy::refuse, Kind.BROKEN),
    HANGING(FaultProxy::hang, Kind.TIMEOUT),
    DRIPPING(proxy -> proxy.drip(Duration.ofMillis(50)), Kind.TIMEOUT),
    RESET_IN_THE_ANSWER(FaultProxy::resetMidAnswer, Kind.BROKEN);

    private final Consumer<FaultProxy> fault;
    private final Kind kind;

    Wire(Consumer<FaultProxy> fault, Kind kind) {
      this.fault = fault;
      this.kind = kind;
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  @DisplayName("no keys yet and a bad wire: a transport failure in time; good when the wire is")
  void aColdStartOverABadWire(Wire wire) {
    try (FaultProxy proxy = proxy()) {
      String token = token();
      wire.fault.accept(proxy);

      assertNoAnswer(token, wire.kind);

      proxy.pass();
      assertRecovered(token);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  @DisplayName("a key that is new while the wire is bad: nobody can say; good when the wire is")
  void aRotationBehindABadWire(Wire wire) {
    try (FaultProxy proxy = proxy()) {
      String before = token();
      verify(before);
      provider.rotateKeys();
      String after = token();
      time.advance(PAUSE);
      wire.fault.accept(proxy);

      assertNoAnswer(after, wire.kind);
      verify(before);

      proxy.pass();
      assertRecovered(after);
    }
  }

  @ParameterizedTest
  @EnumSource(Wire.class)
  @DisplayName("keys past their lifetime behind a bad wire: good tokens stay good")
  void anOutagePastTheLifetime(Wire wire) {
    try (FaultProxy proxy = proxy()) {
      String token = token();
      verify(token);
      wire.fault.accept(proxy);
      time.advance(PAST_LIFETIME);

      transport.set(wire.kind == Kind.TIMEOUT ? hasty : patient);
      long begin = System.nanoTime();
      verify(token);
      verify(token);
      transport.set(patient);

      assertThat(since(begin)).isLessThan(LIMIT);
      assertThat(keys.health().orElseThrow().fresh()).isFalse();
      assertThat(keys.health().orElseThrow().lastError()).isPresent();
      proxy.pass();
      assertRecovered(token);
    }
  }

  /** What a server can do to the keys by its answer. */
  private enum Answer {
    TRUNCATED_GZIP(Behaviour::truncatedGzip),
    FALSE_GZIP(Behaviour::falseGzip),
    UNKNOWN_ENCODING(Behaviour::badContentEncoding),
    RESET_BEFORE_READING(keys -> Behaviour.resetOnConnect()),
    RESET_IN_THE_BODY(Behaviour::resetInBody),
    SHORT_BODY(Behaviour::closeInBody),
    SILENT(keys -> Behaviour.hangBeforeHeaders()),
    SILENT_IN_THE_BODY(Behaviour::hangInBody),
    ENDLESS_DRIP(keys -> Behaviour.dripBodyForever(Duration.ofMillis(20))),
    TOO_MUCH(keys -> Behaviour.endlessBody()),
    NOT_HTTP(keys -> Behaviour.garbage()),
    A_PAGE(keys -> Behaviour.reply(Reply.html("<html>Sorry</html>"))),
    BUSY(keys -> Behaviour.reply(Reply.unavailable("1"))),
    EMPTY_SET(keys -> Behaviour.reply(Reply.json("{\"keys\":[]}")));

    private final Function<Reply, Behaviour> fault;

    Answer(Function<Reply, Behaviour> fault) {
      this.fault = fault;
    }

    boolean silent() {
      return this == SILENT || this == SILENT_IN_THE_BODY || this == ENDLESS_DRIP;
    }
  }

  @ParameterizedTest
  @EnumSource(Answer.class)
  @DisplayName("a bad answer instead of keys: a transport failure in time, then good keys")
  void aBadAnswer(Answer answer) {
    try (FaultServer server = FaultServer.start()) {
      Reply good = published();
      server.next(answer.fault.apply(good)).always(good);
      address.set(server.uri("/jwks"));
      String token = token();

      transport.set(answer.silent() ? hasty : patient);
      assertNoAnswer(token);
      transport.set(patient);

      assertRecovered(token);
    }
  }

  @ParameterizedTest
  @EnumSource(value = CertificateKind.class, mode = EnumSource.Mode.EXCLUDE, names = "GOOD")
  @DisplayName("S-26 a certificate that is not good: TLS, no token refused, then the right server")
  void aBadCertificate(CertificateKind kind) {
    try (FaultServer wrong = FaultServer.startTls(kind).always(published());
        FaultServer right = FaultServer.startTls(CertificateKind.GOOD).always(published())) {
      address.set(wrong.uri("/jwks"));
      String token = token();

      assertNoAnswer(token, Kind.TLS);
      assertThat(wrong.requests()).isEmpty();

      address.set(right.uri("/jwks"));
      assertRecovered(token);
    }
  }

  @Test
  @DisplayName("a token of nobody's key is refused only when the keys are here")
  void anUnknownKey() {
    try (FaultProxy proxy = proxy()) {
      String stranger =
          TokenMint.issuedBy(provider.issuer().toString())
              .withKey(TestKeys.p256())
              .accessToken()
              .compact();
      proxy.refuse();
      assertNoAnswer(stranger, Kind.BROKEN);

      proxy.pass();
      time.advance(PAUSE);

      assertThat(consumer.tokenAuthorized(stranger, TokenType.ACCESS)).isEmpty();
    }
  }

  /** What forty strangers send while the key server hangs. */
  private enum Strangers {
    BAD_SIGNATURES,
    UNKNOWN_KEYS,
    KEYS_WITHOUT_A_NAME;

    private String token(InProcessProvider provider, int number) {
      TokenMint mint = TokenMint.issuedBy(provider.issuer().toString());
      TestKey key = TestKeys.rsa("stranger");
      String good = provider.signingKey("RS256").kid();
      return switch (this) {
        case BAD_SIGNATURES -> mint.withKey(key.withKid(good)).accessToken().compact();
        case UNKNOWN_KEYS -> mint.withKey(key.withKid("bad-" + number)).accessToken().compact();
        case KEYS_WITHOUT_A_NAME -> mint.withKey(key).accessToken().withoutHeader("kid").compact();
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Strangers.class)
  @DisplayName("case B1 forty strangers at a key server that hangs: nobody waits for it")
  void strangersAndAKeyServerThatHangs(Strangers strangers) throws Exception {
    try (FaultServer server = FaultServer.start()) {
      server.next(published()).always(Behaviour.hangBeforeHeaders());
      String good = token();
      List<String> bad =
          IntStream.range(0, 40).mapToObj(i -> strangers.token(provider, i)).toList();
      KeySet hanging = KeySet.remote(server.uri("/jwks")).transport(patient).build();
      OAuthTokenConsumer api =
          OAuthTokenConsumer.builder(provider.issuer().toString())
              .audience(TestClients.AUDIENCE)
              .keys(hanging)
              .build();
      api.verify(good, TokenType.ACCESS);
      ExecutorService threads = Executors.newFixedThreadPool(bad.size());
      long begin = System.nanoTime();
      List<Future<Throwable>> calls = new ArrayList<>();
      for (String token : bad) {
        calls.add(threads.submit(() -> catchThrowable(() -> api.verify(token, TokenType.ACCESS))));
      }
      for (Future<Throwable> call : calls) {
        assertThat(call.get(60, TimeUnit.SECONDS))
            .isInstanceOf(
                strangers == Strangers.BAD_SIGNATURES
                    ? TokenRejectedException.class
                    : TransportException.class);
        api.verify(good, TokenType.ACCESS);
      }

      assertThat(since(begin)).isLessThan(LIMIT);
      assertThat(server.awaitRequests(2, LIMIT)).isTrue();
      assertThat(server.requests()).hasSize(2);
      threads.shutdownNow();
      hanging.close();
    }
  }

  private FaultProxy proxy() {
    URI jwks = provider.uri(Endpoint.JWKS);
    FaultProxy proxy = FaultProxy.to(jwks);
    address.set(proxy.uri(jwks));
    return proxy;
  }

  /** The provider's own answer. */
  private Reply published() {
    byte[] body = patient.exchange(HttpCall.get(provider.uri(Endpoint.JWKS))).body();
    return Reply.json("").body(body);
  }

  private String token() {
    return provider.mint().accessToken().compact();
  }

  private void verify(String token) {
    assertThat(consumer.verify(token, TokenType.ACCESS).requireSubject())
        .isEqualTo(TestUsers.ALICE);
  }

  private TransportException assertNoAnswer(String token) {
    long begin = System.nanoTime();
    Throwable failure = catchThrowable(() -> consumer.verify(token, TokenType.ACCESS));
    assertThat(since(begin)).isLessThan(LIMIT);
    assertThat(failure).isInstanceOf(TransportException.class);
    return (TransportException) failure;
  }

  private void assertNoAnswer(String token, Kind kind) {
    // Whether a connection was refused or broken depends on who was quicker.
    Kind other = kind == Kind.BROKEN ? Kind.CONNECT : kind;
    transport.set(kind == Kind.TIMEOUT ? hasty : patient);
    assertThat(assertNoAnswer(token).kind()).isIn(kind, other);
    transport.set(patient);
  }

  private void assertRecovered(String token) {
    time.advance(PAUSE);
    verify(token);
    // The background may have to try first.
    time.advance(PAUSE);
    verify(token);
    assertThat(keys.health().orElseThrow().keys()).isPositive();
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
