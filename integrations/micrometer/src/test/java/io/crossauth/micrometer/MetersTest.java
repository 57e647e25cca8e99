package io.crossauth.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.TransportException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpPolicy;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.wellknown.Discovery;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the meters say after calls to a provider. */
class MetersTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InProcessProvider provider = InProcessProvider.start();
  private final ApacheHttpTransport transport =
      ApacheHttpTransport.builder()
          .responseTimeout(Duration.ofSeconds(30))
          .callTimeout(Duration.ofSeconds(60))
          .build();
  private final HttpTransport observed = HttpPolicy.observed(transport, HttpMeters.of(registry));
  private final OAuthTokenConsumer consumer =
      OAuthTokenConsumer.builder(provider.issuer().toString())
          .audience(TestClients.AUDIENCE)
          .discovery(Discovery.builder(provider.issuer().toString()).transport(observed).build())
          .keySetListener(KeySetMeters.of(registry))
          .remoteKeys(keys -> keys.looks(1, Duration.ofMinutes(10)))
          .build();
  private final String host = provider.issuer().getHost() + ":" + provider.issuer().getPort();

  @AfterEach
  void close() {
    consumer.close();
    transport.close();
    provider.close();
  }

  private String token() {
    return provider.mint().accessToken().compact();
  }

  @Test
  void aFetchIsTimedAndItsKeysAreCounted() {
    provider.faults().publish(Map.of("kty", "none-of-ours"));

    consumer.verify(token(), TokenType.ACCESS);

    assertThat(registry.get("crossauth.jwks.fetch").tag("host", host).timer().count()).isOne();
    assertThat(registry.get("crossauth.jwks.keys").tag("host", host).gauge().value())
        .isEqualTo(consumer.health().orElseThrow().keys());
    assertThat(registry.get("crossauth.jwks.keys.skipped").counter().count()).isPositive();
  }

  @Test
  void aLookThatIsHeldBackIsCounted() {
    consumer.verify(token(), TokenType.ACCESS);
    String stranger =
        TokenMint.issuedBy(provider.issuer().toString())
            .withKey(TestKeys.p256("stranger"))
            .accessToken()
            .compact();

    assertThat(consumer.tokenAuthorized(stranger, TokenType.ACCESS)).isEmpty();

    assertThat(registry.get("crossauth.jwks.looks.held.back").counter().count()).isOne();
  }

  @Test
  void aFetchThatFailsIsCountedByItsCode() {
    provider.faults().at(Endpoint.JWKS).html(503);

    assertThatThrownBy(() -> consumer.verify(token(), TokenType.ACCESS))
        .isInstanceOf(TransportException.class);

    assertThat(
            registry
                .get("crossauth.jwks.fetch.failures")
                .tag("code", "transport.unavailable")
                .counter()
                .count())
        .isOne();
    assertThat(registry.get("crossauth.http.calls").tag("status", "503").tag("host", host).timer())
        .isNotNull();
  }

  @Test
  void aCallWithoutAnAnswerHasItsFailure() {
    try (ClosedPort closed = ClosedPort.hold()) {
      assertThatThrownBy(() -> observed.exchange(HttpCall.get(closed.uri("/"))))
          .isInstanceOf(TransportException.class);
    }

    assertThat(
            registry
                .get("crossauth.http.calls")
                .tags("status", "none", "failure", "transport.connect", "method", "GET")
                .timer()
                .count())
        .isOne();
  }

  @Test
  void noSecretGetsIntoAMeter() {
    URI uri = URI.create(provider.issuer() + "/secret-path?code=secret-code");

    observed.exchange(HttpCall.get(uri).withHeader("Authorization", "Bearer secret-token"));

    List<String> said =
        registry.getMeters().stream()
            .map(Meter::getId)
            .flatMap(id -> id.getTags().stream().map(Tag::toString))
            .toList();
    assertThat(said).isNotEmpty().noneMatch(tag -> tag.contains("secret"));
  }

  @Test
  @DisplayName("attack 1: bytes that nobody asked for are counted by host")
  void unexpectedBytes() {
    HttpMeters meters = HttpMeters.of(registry);
    meters.unexpectedBytes("https://evil.example.com:8443");
    meters.unexpectedBytes("https://evil.example.com:8443");
    meters.unexpectedBytes("https://other.example.com");

    assertThat(
            registry
                .counter("crossauth.http.unexpected_bytes", "host", "evil.example.com:8443")
                .count())
        .isEqualTo(2);
  }
}
