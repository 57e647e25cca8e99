package io.crossauth.wellknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.CrossauthException;
import io.crossauth.http.ApacheHttpTransport;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Over a real socket: every bad answer has its code, within its time. */
class DiscoveryFailureTest {

  private static final Reply GOOD = Reply.json("{\"issuer\":\"x\",\"a\":\"canary\"}");

  private static final Duration LATE = Duration.ofSeconds(40);

  private final FaultServer server = FaultServer.start();
  private final ApacheHttpTransport patient = transport(LATE);
  private final ApacheHttpTransport hasty = transport(Duration.ofMillis(700));

  @AfterEach
  void close() {
    patient.close();
    hasty.close();
    server.close();
  }

  private static ApacheHttpTransport transport(Duration limit) {
    return ApacheHttpTransport.builder()
        .connectTimeout(LATE)
        .responseTimeout(LATE)
        .callTimeout(limit)
        .build();
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        Arguments.of("HTML", Reply.html("<p>canary"), "response.content_type"),
        Arguments.of("empty", Reply.json(""), "response.empty"),
        Arguments.of("an array", Reply.json("[\"canary\"]"), "response.not_json"),
        Arguments.of("cut JSON", Reply.json("{\"issuer\":\"canary"), "response.not_json"),
        Arguments.of("duplicates", Reply.json("{\"issuer\":1,\"issuer\":2}"), "response.not_json"),
        Arguments.of("two marks", Reply.json("\ufeff\ufeff{}"), "response.not_json"),
        Arguments.of("good JSON as a page", Reply.html("{}"), "response.content_type"),
        Arguments.of("no type, no JSON", untyped("canary"), "response.content_type"),
        Arguments.of(
            "a redirect", Reply.redirect(302, "https://evil.example/"), "response.redirect"),
        Arguments.of("400", GOOD.status(400), "response.status"),
        Arguments.of("401", GOOD.status(401), "response.status"),
        Arguments.of("404", GOOD.status(404), "response.status"),
        Arguments.of("429", GOOD.status(429), "transport.unavailable"),
        Arguments.of("500", GOOD.status(500), "transport.unavailable"),
        Arguments.of("503", Reply.unavailable("120"), "transport.unavailable"),
        Arguments.of("another issuer", GOOD, "response.issuer_mismatch"));
  }

  private static Reply untyped(String body) {
    return Reply.json(body).withoutHeader("Content-Type");
  }

  @ParameterizedTest(name = "case B2 metadata that are {0} are read")
  @ValueSource(strings = {"text/plain", "application/octet-stream", "without a type", "marked"})
  void theBodyDecides(String how) {
    String issuer = server.uri("").toString();
    String body = "{\"issuer\":\"" + issuer + "\"}";
    Reply reply =
        switch (how) {
          case "without a type" -> untyped(body);
          case "marked" -> Reply.json("\ufeff" + body);
          default -> Reply.json(body).header("Content-Type", how);
        };
    server.always(reply);

    assertThat(discovery(issuer, patient).load().issuer()).contains(issuer);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("answers")
  @DisplayName("fault 30: errors are told apart")
  void badAnswers(String name, Reply reply, String code) {
    server.always(reply);

    assertFails(code);
  }

  static Stream<Arguments> wires() {
    return Stream.of(
        Arguments.of("a cut body", Behaviour.closeInBody(GOOD), "transport.broken"),
        Arguments.of("a reset", Behaviour.resetBeforeHeaders(), "transport.broken"),
        Arguments.of("garbage", Behaviour.garbage(), "transport.broken"),
        Arguments.of("a false gzip", Behaviour.falseGzip(GOOD), "transport.broken"),
        Arguments.of("too much", Behaviour.hugeBody(256 * 1024 + 1), "transport.too_large"),
        Arguments.of("no end", Behaviour.endlessBody(), "transport.too_large"),
        Arguments.of("a bomb", Behaviour.gzipBomb(10_000_000), "transport.too_large"),
        Arguments.of(
            "drops", Behaviour.dripBodyForever(Duration.ofMillis(20)), "transport.timeout"),
        Arguments.of("silence", Behaviour.hangBeforeHeaders(), "transport.timeout"));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("wires")
  void badWires(String name, Behaviour behaviour, String code) {
    server.always(behaviour);

    assertFails(code);
  }

  @Test
  @DisplayName("S-13 metadata of exactly 256 KiB is read")
  void largest() {
    String issuer = server.uri("").toString();
    String head = "{\"issuer\":\"" + issuer + "\",\"pad\":\"";
    server.always(Reply.json(head + "x".repeat(256 * 1024 - head.length() - 2) + "\"}"));

    assertThat(discovery(issuer, patient).load().issuer()).contains(issuer);
  }

  @Test
  void nobodyListens() {
    try (ClosedPort closed = ClosedPort.hold()) {
      CrossauthException e =
          catchThrowableOfType(
              CrossauthException.class, () -> discovery(closed.uri("").toString(), patient).load());

      assertThat(e.code()).isEqualTo("transport.connect");
    }
  }

  private static Discovery discovery(String issuer, ApacheHttpTransport transport) {
    return Discovery.builder(issuer).transport(transport).build();
  }

  private void assertFails(String code) {
    // Hasty only where nothing comes: a busy machine is slow, too.
    ApacheHttpTransport transport = code.equals("transport.timeout") ? hasty : patient;
    long begin = System.nanoTime();
    CrossauthException e =
        catchThrowableOfType(
            CrossauthException.class, () -> discovery(server.uri("").toString(), transport).load());

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(LATE.dividedBy(2));
    assertThat(e.code()).isEqualTo(code);
    assertThat(e.getMessage()).doesNotContain("canary");
  }
}
