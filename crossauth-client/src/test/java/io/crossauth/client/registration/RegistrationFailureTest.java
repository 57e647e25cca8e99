package io.crossauth.client.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
@DisplayName("When the registration endpoint fails")
@Execution(ExecutionMode.CONCURRENT)
class RegistrationFailureTest {

  private static final Secret TOKEN = Secret.of("canary-token");
  private static final Secret SECRET = Secret.of("canary-secret");
  private static final ClientMetadata SHOP =
      ClientMetadata.builder().clientName("shop").redirectUris("https://shop.example/cb").build();
  private static final String ANSWER =
      "{\"client_id\":\"c1\",\"client_secret\":\"canary-secret\",\"client_secret_expires_at\":0}";

  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport patient = transport(Duration.ofSeconds(20));
  private final ApacheHttpTransport hasty = transport(Duration.ofMillis(600));

  private static ApacheHttpTransport transport(Duration patience) {
    return ApacheHttpTransport.builder()
        .connectTimeout(patience)
        .responseTimeout(patience)
        .callTimeout(patience)
        .build();
  }

  /** The calls that there are. */
  enum Call {
    REGISTER,
    READ,
    UPDATE,
    DELETE;

    void make(ClientRegistration registration, URI address) {
      ClientInformation client =
          new ClientInformation(
              "c1",
              Optional.of(SECRET),
              Optional.empty(),
              Optional.empty(),
              Optional.of(address),
              Optional.of(TOKEN),
              SHOP);
      switch (this) {
        case REGISTER -> registration.register(SHOP);
        case READ -> registration.read(client);
        case UPDATE -> registration.update(client, SHOP);
        case DELETE -> registration.delete(client);
      }
    }
  }

  private record Failure(String name, Behaviour behaviour, String code) {
    @Override
    public String toString() {
      return name;
    }
  }

  @AfterEach
  void close() {
    patient.close();
    hasty.close();
    server.close();
  }

  static Stream<Arguments> everyCall() {
    return Arrays.stream(Call.values())
        .flatMap(call -> failures().map(failure -> Arguments.of(call, failure)));
  }

  static Stream<Arguments> everyCallWithAnAnswer() {
    return Stream.of(Call.REGISTER, Call.READ, Call.UPDATE)
        .flatMap(call -> offSpecification().map(failure -> Arguments.of(call, failure)));
  }

  private static Stream<Failure> failures() {
    Reply json = Reply.json(ANSWER);
    return Stream.of(
        failure("it hangs before reading", Behaviour.hangBeforeReading(), "transport.timeout"),
        failure("it hangs", Behaviour.hangBeforeHeaders(), "transport.timeout"),
        failure("it hangs in the headers", Behaviour.hangInHeaders(json), "transport.timeout"),
        failure("it hangs in the body", Behaviour.hangInBody(json), "transport.timeout"),
        failure("it drips", Behaviour.dripBodyForever(Duration.ofMillis(20)), "transport.timeout"),
        failure("it resets", Behaviour.resetBeforeHeaders(), "transport.broken"),
        failure("it resets in the body", Behaviour.resetInBody(json), "transport.broken"),
        failure("it closes", Behaviour.closeBeforeHeaders(), "transport.broken"),
        failure("it closes in the body", Behaviour.closeInBody(json), "transport.broken"),
        failure("it is not HTTP", Behaviour.garbage(), "transport.broken"),
        failure("its body is huge", Behaviour.hugeBody(10_000_000), "transport.too_large"),
        failure("its body has no end", Behaviour.endlessBody(), "transport.too_large"),
        failure("its body is a bomb", Behaviour.gzipBomb(10_000_000), "transport.too_large"),
        failure("it redirects", Reply.redirect(302, "https://evil.example/"), "response.redirect"),
        failure("it redirects a body", Reply.redirect(307, "/elsewhere"), "response.redirect"),
        failure("400 without JSON", Reply.html("<p>canary").status(400), "response.status"),
        failure("400 with other JSON", Reply.json("{\"a\":1}").status(400), "response.status"),
        failure("404", Reply.of(404), "response.status"),
        failure("405", Reply.of(405), "response.status"),
        failure("500", Reply.html("<p>canary").status(500), "response.status"),
        failure("502", Reply.of(502), "response.status"),
        failure("503", Reply.unavailable("7"), "oauth.temporarily_unavailable"),
        failure("429", Reply.of(429), "oauth.temporarily_unavailable"),
        failure("401 without JSON", Reply.of(401), "oauth.invalid_token"),
        failure("403 without JSON", Reply.html("no").status(403), "oauth.insufficient_scope"),
        failure(
            "400 with an error",
            Reply.json(
                    "{\"error\":\"invalid_client_metadata\","
                        + "\"error_description\":\"canary-token\"}")
                .status(400),
            "oauth.invalid_client_metadata"),
        failure(
            "an error with control characters",
            Reply.json("{\"error\":\"a\\r\\nb\"}").status(400),
            "response.error_member"));
  }

  private static Stream<Failure> offSpecification() {
    return Stream.of(
        failure("200 with an error", Reply.json("{\"error\":\"x\"}"), "oauth.x"),
        failure("an HTML page", Reply.html("<p>canary"), "response.content_type"),
        failure("nothing", Reply.of(200), "response.empty"),
        failure("204", Reply.of(204), "response.empty"),
        failure("an array", Reply.json("[" + ANSWER + "]"), "response.not_json"),
        failure("half of it", Reply.json(ANSWER.substring(0, 40)), "response.not_json"),
        failure(
            "a member twice",
            Reply.json("{\"client_id\":\"c1\",\"client_id\":\"c2\"}"),
            "response.not_json"),
        failure("no client id", Reply.json("{}"), "response.missing_member"),
        failure("a wrong type", Reply.json("{\"client_id\":{}}"), "response.wrong_type"),
        failure(
            "a text for a time",
            Reply.json("{\"client_id\":\"c1\",\"client_secret_expires_at\":\"soon\"}"),
            "response.wrong_type"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource({"everyCall", "everyCallWithAnAnswer"})
  void each_call_ends_in_the_error_of_its_kind(Call call, Failure failure) {
    server.always(failure.behaviour());

    boolean silent = failure.code().equals("transport.timeout");
    ClientRegistration registration = registration(endpoint(), silent ? hasty : patient);
    Throwable thrown = catchThrowable(() -> call.make(registration, endpoint()));

    assertThat(thrown).isInstanceOf(CrossauthException.class);
    assertThat(((CrossauthException) thrown).code()).isEqualTo(failure.code());
    assertNothingSecret(thrown);
    assertThat(server.connections()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void a_server_that_is_not_there_is_a_failure_to_connect(Call call) {
    try (ClosedPort port = ClosedPort.hold()) {
      URI nobody = port.uri("/register");

      Throwable thrown = catchThrowable(() -> call.make(registration(nobody), nobody));
      assertThat(((CrossauthException) thrown).code()).isEqualTo("transport.connect");
      assertNothingSecret(thrown);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void a_certificate_of_nobody_is_a_failure_of_tls(Call call) {
    try (FaultServer tls = FaultServer.startTls(CertificateKind.SELF_SIGNED)) {
      URI strange = tls.uri("/register");

      Throwable thrown = catchThrowable(() -> call.make(registration(strange), strange));
      assertThat(((CrossauthException) thrown).code()).isEqualTo("transport.tls");
      assertThat(tls.requests()).isEmpty();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  @DisplayName("fault 27: plain http is refused before anything is sent")
  void plain_http_is_refused(Call call) {
    URI plain = URI.create("http://id.example.com/register");

    Throwable thrown = catchThrowable(() -> call.make(registration(plain), plain));
    assertThat(((CrossauthException) thrown).code()).isEqualTo("transport.forbidden");
  }

  @Test
  void a_server_that_registers_nobody_is_said_so() {
    OpenIdConfiguration metadata =
        OpenIdConfiguration.builder().issuer("https://id.example.com").build();

    Throwable thrown =
        catchThrowable(
            () -> ClientRegistration.builder(metadata).transport(patient).build().register(SHOP));
    assertThat(((CrossauthException) thrown).code()).isEqualTo("response.missing_member");
    assertThat(thrown).hasMessageContaining("registration_endpoint");
  }

  @Test
  @DisplayName("S-28: a secret that the server quotes is masked")
  void a_secret_that_the_server_quotes_is_masked() {
    server.always(
        Reply.json("{\"error\":\"x\",\"error_description\":\"not canary-secret but y\"}")
            .status(400));

    Throwable thrown = catchThrowable(() -> Call.UPDATE.make(registration(endpoint()), endpoint()));
    assertThat(thrown).hasMessageContaining("refused: x").hasMessageNotContaining("but y");
    assertNothingSecret(thrown);
  }

  @Test
  void a_deletion_needs_no_answer() {
    server.next(Reply.of(204), Reply.of(200), Reply.html("<p>gone"));

    for (int i = 0; i < 3; i++) {
      Call.DELETE.make(registration(endpoint()), endpoint());
    }
    assertThat(server.requests()).extracting(r -> r.method()).containsOnly("DELETE").hasSize(3);
  }

  static List<Call> calls() {
    return List.of(Call.values());
  }

  private URI endpoint() {
    return server.uri("/register");
  }

  private ClientRegistration registration(URI endpoint) {
    return registration(endpoint, patient);
  }

  private static ClientRegistration registration(URI endpoint, ApacheHttpTransport transport) {
    OpenIdConfiguration metadata =
        OpenIdConfiguration.builder()
            .issuer("https://id.example.com")
            .with(MetadataField.REGISTRATION_ENDPOINT, endpoint.toString())
            .build();
    return ClientRegistration.builder(metadata)
        .transport(transport)
        .initialAccessToken(TOKEN)
        .build();
  }

  private static void assertNothingSecret(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      assertThat(t.toString()).doesNotContain("canary", "\r", "\n");
    }
  }

  private static Failure failure(String name, Behaviour behaviour, String code) {
    return new Failure(name, behaviour, code);
  }

  private static Failure failure(String name, Reply reply, String code) {
    return new Failure(name, Behaviour.reply(reply), code);
  }
}
