package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.client.testing.Failure;
import io.crossauth.client.testing.FlowUnderTest;
import io.crossauth.client.testing.Metadata;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testing.FakeTime;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.fault.SilentPort;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every flow against every failure, over real sockets. */
@DisplayName("Every flow ends in the error of its kind, in time, on")
@Execution(ExecutionMode.CONCURRENT)
class FailureMatrixTest {

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

  private static Stream<Arguments> pairs(java.util.List<Failure> failures) {
    return failures.stream()
        .flatMap(
            failure ->
                Stream.of(FlowUnderTest.values())
                    .filter(flow -> failure.concerns(flow.kind()))
                    .map(flow -> Arguments.of(failure, flow)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("answers")
  @DisplayName("fault 29: an answer that is none:")
  void an_answer_that_is_none(Failure failure, FlowUnderTest flow) {
    try (FaultServer server = FaultServer.start().always(failure.behaviour())) {
      CrossauthException e = failure(flow, patient, server.uri(""));

      expect(e, failure.code(flow.kind()), flow);
      if (!flow.repeats()) {
        assertThat(server.requests()).as("nothing is sent twice").hasSizeLessThanOrEqualTo(1);
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("tooMuch")
  @DisplayName("fault 27: an answer that is too large:")
  void an_answer_that_is_too_large(Failure failure, FlowUnderTest flow) {
    try (FaultServer server = FaultServer.start().always(failure.behaviour())) {
      expect(failure(flow, patient, server.uri("")), failure.code(flow.kind()), flow);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("silences")
  @DisplayName("fault 31: an answer that does not end:")
  void an_answer_that_does_not_end(Failure failure, FlowUnderTest flow) {
    try (FaultServer server = FaultServer.start().always(failure.behaviour())) {
      expect(failure(flow, hasty, server.uri("")), failure.code(flow.kind()), flow);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("fault 31: a connection that is neither taken nor refused:")
  void a_connection_that_is_neither_taken_nor_refused(FlowUnderTest flow) {
    expect(failure(flow, hasty, silent.uri("")), "transport.timeout", flow);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("fault 30: a connection that is refused:")
  void a_connection_that_is_refused(FlowUnderTest flow) {
    try (ClosedPort port = ClosedPort.hold()) {
      expect(failure(flow, patient, port.uri("")), "transport.connect", flow);
    }
  }

  static Stream<Arguments> certificates() {
    return Stream.of(
            CertificateKind.WRONG_HOST,
            CertificateKind.EXPIRED,
            CertificateKind.SELF_SIGNED,
            CertificateKind.UNKNOWN_AUTHORITY)
        .flatMap(kind -> Stream.of(FlowUnderTest.values()).map(flow -> Arguments.of(kind, flow)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("certificates")
  @DisplayName("fault 30: a certificate that is none:")
  void a_certificate_that_is_none(CertificateKind kind, FlowUnderTest flow) {
    try (FaultServer server = FaultServer.startTls(kind)) {
      expect(failure(flow, patient, server.uri("")), "transport.tls", flow);
      assertThat(server.requests()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource
  @DisplayName("fault 27: an endpoint without TLS on another machine:")
  void an_endpoint_without_tls(FlowUnderTest flow) {
    expect(
        failure(flow, patient, URI.create("http://id.example.com")), "transport.forbidden", flow);
  }

  private static CrossauthException failure(
      FlowUnderTest flow, ApacheHttpTransport transport, URI base) {
    OpenIdConfiguration metadata = Metadata.at(base);
    long start = System.nanoTime();
    Throwable thrown;
    FakeTime time = FakeTime.create();
    try (OAuthClient client = flow.client(metadata, transport, time)) {
      thrown = catchThrowable(() -> flow.run(client, time));
    }
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertThat(thrown).isInstanceOf(CrossauthException.class);
    assertThat(took).isLessThan((transport == hasty ? CALL : PATIENCE).plus(SLACK));
    assertThat(everything(thrown)).doesNotContain("canary");
    return (CrossauthException) thrown;
  }

  private static void expect(CrossauthException e, String code, FlowUnderTest flow) {
    String expected = flow.codeFor(code, e);
    assertThat(e.code()).as("%s", e).isEqualTo(expected);
    if (flow.endsByOurClock(expected)) {
      assertThat(e).isInstanceOf(LoginTimeoutException.class);
      return;
    }
    assertThat(e.getClass().getSimpleName())
        .isEqualTo(
            switch (expected.substring(0, expected.indexOf('.'))) {
              case "transport" -> "TransportException";
              case "oauth" -> "OAuthErrorException";
              case "mfa" -> "MfaRefusedException";
              default -> "InvalidResponseException";
            });
  }

  private static String everything(Throwable thrown) {
    StringBuilder all = new StringBuilder();
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      all.append(t).append('\n');
    }
    return all.toString();
  }
}
