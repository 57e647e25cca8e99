package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.testing.EndpointUnderTest;
import io.crossauth.client.testing.Failure;
import io.crossauth.client.testing.FlowUnderTest;
import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.fault.SilentPort;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every endpoint around a login against every failure, over real sockets. */
@Timeout(120)
@DisplayName("Every call around a login ends in the error of its kind, in time, on")
@Execution(ExecutionMode.CONCURRENT)
class EndpointFailureTest {

  private static final Duration HASTE = Duration.ofMillis(60);
  private static final Duration CALL = Duration.ofMillis(120);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  // Time for the machine, not for the call: that one is over sooner.
  private static final Duration SLACK = Duration.ofSeconds(20);

  private static ApacheHttpTransport patient;
  private static ApacheHttpTransport hasty;
  private static SilentPort silent;

  @BeforeAll
  static void open_transports() {
    patient =
        ApacheHttpTransport.builder()
            .connectTimeout(PATIENCE)
            .responseTimeout(PATIENCE)
            .callTimeout(PATIENCE)
            .sslContext(TestCertificates.shared().clientContext())
            .build();
    hasty =
        ApacheHttpTransport.builder()
            .connectTimeout(HASTE)
            .responseTimeout(HASTE)
            .callTimeout(CALL)
            .build();
    silent = SilentPort.hold();
  }

  @AfterAll
  static void close_transports() {
    patient.close();
    hasty.close();
    silent.close();
  }

  static Stream<Arguments> answers() {
    return pairs(Failure.answers());
  }

  static Stream<Arguments> tooMuch() {
    return pairs(Failure.tooMuch());
  }

  static Stream<Arguments> silences() {
    return pairs(Failure.silences());
  }

  private static Stream<Arguments> pairs(List<Failure> failures) {
    return failures.stream()
        .filter(failure -> failure.concerns(FlowUnderTest.Kind.DEVICE))
        .flatMap(
            failure ->
                Stream.of(EndpointUnderTest.values())
                    .map(endpoint -> Arguments.of(failure, endpoint)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("answers")
  @DisplayName("fault 29: an answer that is none:")
  void an_answer_that_is_none(Failure failure, EndpointUnderTest endpoint) {
    try (FaultServer server = FaultServer.start().always(failure.behaviour())) {
      expect(failure, endpoint, outcome(endpoint, patient, server.uri("")));
      assertThat(server.requests()).as("nothing is sent twice").hasSizeLessThanOrEqualTo(1);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("tooMuch")
  @DisplayName("fault 27: an answer that is too large:")
  void an_answer_that_is_too_large(Failure failure, EndpointUnderTest endpoint) {
    try (FaultServer server = FaultServer.start().always(failure.behaviour())) {
      expect(failure, endpoint, outcome(endpoint, patient, server.uri("")));
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("silences")
  @DisplayName("fault 31: an answer that does not end:")
  void an_answer_that_does_not_end(Failure failure, EndpointUnderTest endpoint) {
    try (FaultServer server = FaultServer.start().always(failure.behaviour())) {
      expect(failure, endpoint, outcome(endpoint, hasty, server.uri("")));
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("fault 31: a connection that is neither taken nor refused:")
  void a_connection_that_is_neither_taken_nor_refused(EndpointUnderTest endpoint) {
    expect("transport.timeout", endpoint, outcome(endpoint, hasty, silent.uri("")));
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("fault 30: a connection that is refused:")
  void a_connection_that_is_refused(EndpointUnderTest endpoint) {
    try (ClosedPort port = ClosedPort.hold()) {
      expect("transport.connect", endpoint, outcome(endpoint, patient, port.uri("")));
    }
  }

  static Stream<Arguments> certificates() {
    return Stream.of(
            CertificateKind.WRONG_HOST,
            CertificateKind.EXPIRED,
            CertificateKind.SELF_SIGNED,
            CertificateKind.UNKNOWN_AUTHORITY)
        .flatMap(
            kind ->
                Stream.of(EndpointUnderTest.values())
                    .map(endpoint -> Arguments.of(kind, endpoint)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("certificates")
  @DisplayName("S-26, fault 30: a certificate that is none:")
  void a_certificate_that_is_none(CertificateKind kind, EndpointUnderTest endpoint) {
    try (FaultServer server = FaultServer.startTls(kind)) {
      expect("transport.tls", endpoint, outcome(endpoint, patient, server.uri("")));
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("B14, S-25, fault 27: an endpoint without TLS on another machine:")
  void an_endpoint_without_tls(EndpointUnderTest endpoint) {
    expect(
        "transport.forbidden",
        endpoint,
        outcome(endpoint, patient, URI.create("http://id.example.com")));
  }

  private static Optional<CrossauthException> outcome(
      EndpointUnderTest endpoint, ApacheHttpTransport transport, URI base) {
    long start = System.nanoTime();
    Throwable thrown = catchThrowable(() -> endpoint.run(base, transport));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(took).isLessThan((transport == hasty ? CALL : PATIENCE).plus(SLACK));
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain("canary");
    }
    if (thrown != null) {
      assertThat(thrown).isInstanceOf(CrossauthException.class);
    }
    return Optional.ofNullable((CrossauthException) thrown);
  }

  private static void expect(
      Failure failure, EndpointUnderTest endpoint, Optional<CrossauthException> outcome) {
    Optional<String> expected = endpoint.codeAfter(failure, outcome.orElse(null));
    assertThat(outcome.map(CrossauthException::code)).as("%s", outcome).isEqualTo(expected);
  }

  private static void expect(
      String code, EndpointUnderTest endpoint, Optional<CrossauthException> outcome) {
    assertThat(outcome.map(CrossauthException::code))
        .as("%s", outcome)
        .contains(endpoint.codeFor(code, outcome.orElse(null)));
  }
}
