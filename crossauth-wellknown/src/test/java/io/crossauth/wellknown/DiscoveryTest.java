package io.crossauth.wellknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.error.TransportException.Kind;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiscoveryTest {

  private static final String ISSUER = "https://id.example.com/realms/shop";

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport server = new ScriptedTransport();
  private final Discovery discovery = builder(ISSUER).build();

  @AfterEach
  void allAnswersWereAskedFor() {
    server.close();
  }

  private Discovery.Builder builder(String issuer) {
    return Discovery.builder(issuer).transport(server).platform(time.platform());
  }

  private static String metadata(String issuer) {
    return Json.write(Map.of("issuer", issuer, "token_endpoint", issuer + "/token"));
  }

  private void answer(String issuer) {
    server.json(200, metadata(issuer));
  }

  private List<String> addresses() {
    return server.calls().stream().map(call -> call.uri().toString()).toList();
  }

  private static TransportException down() {
    return new TransportException(Kind.CONNECT, URI.create(ISSUER), false, "test", null);
  }

  @Test
  @DisplayName("lazy: nothing is asked before it is needed; then once")
  void lazyAndCached() {
    assertThat(server.calls()).isEmpty();
    assertThat(discovery.issuer()).isEqualTo(ISSUER);
    answer(ISSUER);

    OpenIdConfiguration first = discovery.configuration();

    assertThat(first.tokenEndpoint()).contains(URI.create(ISSUER + "/token"));
    assertThat(discovery.configuration()).isSameAs(first);
    assertThat(addresses()).containsExactly(ISSUER + "/.well-known/openid-configuration");
  }

  @Test
  void asksForJsonWithinLimits() {
    answer(ISSUER);
    builder(ISSUER).headers(Headers.of("X-Tenant", "a")).build().load();

    HttpCall call = server.calls().get(0);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.headers().first("Accept")).contains("application/json");
    assertThat(call.headers().first("X-Tenant")).contains("a");
    assertThat(call.maxBytes()).isEqualTo(256 * 1024);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "https://id.example.com, https://id.example.com/.well-known/openid-configuration,"
        + " https://id.example.com/.well-known/oauth-authorization-server",
    "https://id.example.com/, https://id.example.com/.well-known/openid-configuration,"
        + " https://id.example.com/.well-known/oauth-authorization-server",
    "https://id.example.com/a/b, https://id.example.com/a/b/.well-known/openid-configuration,"
        + " https://id.example.com/.well-known/oauth-authorization-server/a/b",
    "https://id.example.com:8443/a/,"
        + " https://id.example.com:8443/a/.well-known/openid-configuration,"
        + " https://id.example.com:8443/.well-known/oauth-authorization-server/a"
  })
  @DisplayName("both well-known forms, the second where the first is not found (fault 9: no //)")
  void bothForms(String issuer, String first, String second) {
    server.json(404, "{}");
    answer(issuer);

    builder(issuer).build().load();

    assertThat(addresses()).containsExactly(first, second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://id.example.com/realms/shop/",
        "https://id.example.com/realms/Shop",
        "https://ID.example.com/realms/shop",
        "HTTPS://id.example.com/realms/shop",
        "https://id.example.com:443/realms/shop",
        "https://id.example.com./realms/shop",
        "https://user@id.example.com/realms/shop",
        "https://id.example.com/realms/shop?",
        "https://id.example.com/realms/shop#",
        "https://id.example.com/realms/%73hop",
        "https://id.example.com/realms/x/../shop",
        "http://id.example.com/realms/shop",
        "https://evil.example/realms/shop",
        "https://id.example.com/realms/shop\\n",
        "https://id.examp\\u200ble.com/realms/shop",
        "https://id.ex\\u0430mple.com/realms/shop",
        ""
      })
  @DisplayName("S-23 fault 7: another issuer than the one asked for, however near, is refused")
  void anotherIssuer(String issuer) {
    server.json(200, "{\"issuer\":\"" + issuer + "\"}");

    InvalidResponseException e =
        catchThrowableOfType(InvalidResponseException.class, discovery::load);

    assertThat(e.rule()).isEqualTo("issuer_mismatch");
    assertThat(e.retryable()).isFalse();
    assertThat(e.getMessage()).contains("expected issuer " + ISSUER).doesNotContain("\n", "\u200b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://id.example.com/", "https://ID.example.com", "https://id.example.com:443"})
  @DisplayName("S-23 fault 7: an issuer is taken as it is written, with its slash, case and port")
  void exactIssuers(String issuer) {
    answer(issuer);

    assertThat(builder(issuer).build().load().issuer()).contains(issuer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"issuer\":null}", "{\"issuer\":7}", "{\"issuer\":[\"a\"]}"})
  @DisplayName("S-23 metadata without an issuer is refused")
  void noIssuer(String body) {
    server.json(200, body);

    assertThatThrownBy(discovery::load)
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("issuer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id.example.com",
        "/realms/shop",
        "ftp://id.example.com",
        "https://",
        "https://user:canary@id.example.com",
        "https://id.example.com?tenant=canary",
        "https://id.example.com#canary",
        "https://id example.com/canary",
        "https://müller.example",
        "https://id.example.com:70000/canary",
        "urn:canary"
      })
  @DisplayName("S-23 an issuer with user info, query, fragment or letters beyond ASCII is none")
  void badIssuers(String issuer) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.builder(issuer))
        .withMessageContaining("issuer")
        .withMessageNotContaining("canary")
        .withNoCause();
  }

  @Test
  void buildingWithoutATransportOrWithAnOddAddressFails() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.builder(ISSUER).build())
        .withMessageContaining("transport");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(ISSUER).discoveryUri(URI.create("/relative")))
        .withMessageContaining("discoveryUri");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(ISSUER).authServerBaseUrl(URI.create("keycloak:8080")))
        .withMessageContaining("authServerBaseUrl");
  }

  @Test
  @DisplayName("discoveryUri: this address alone is asked, and the issuer is compared all the same")
  void discoveryUri() {
    URI address = URI.create("http://localhost:8080/meta?v=2");
    Discovery elsewhere = builder(ISSUER).discoveryUri(address).build();
    answer(ISSUER);
    assertThat(elsewhere.load().issuer()).contains(ISSUER);

    server.json(404, "{}");
    assertThatThrownBy(elsewhere::load).isInstanceOf(TransportException.class);
    answer("http://localhost:8080");
    assertThatThrownBy(elsewhere::load).hasMessageContaining("expected issuer " + ISSUER);

    assertThat(addresses()).containsOnly(address.toString()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://keycloak:8080/realms/shop", "http://keycloak:8080/realms/shop/"})
  @DisplayName("authServerBaseUrl: what the program calls moves; the browser's and the issuer stay")
  void authServerBaseUrl(String base) {
    server.json(
        200,
        Json.write(
            Map.of(
                "issuer", ISSUER,
                "authorization_endpoint", ISSUER + "/auth",
                "end_session_endpoint", ISSUER + "/logout",
                "token_endpoint", ISSUER + "/token?x=y",
                "jwks_uri", ISSUER + "/certs",
                "userinfo_endpoint", "https://elsewhere.example/userinfo",
                "device_authorization_endpoint", ISSUER + "/device",
                "revocation_endpoint", "https://id.example.com/realms/shopping/revoke",
                "pushed_authorization_request_endpoint", ISSUER + "/par")));

    OpenIdConfiguration moved = builder(ISSUER).authServerBaseUrl(URI.create(base)).build().load();

    String there = "http://keycloak:8080/realms/shop";
    assertThat(addresses()).containsExactly(there + "/.well-known/openid-configuration");
    assertThat(moved.members())
        .containsEntry("issuer", ISSUER)
        .containsEntry("authorization_endpoint", ISSUER + "/auth")
        .containsEntry("end_session_endpoint", ISSUER + "/logout")
        .containsEntry("token_endpoint", there + "/token?x=y")
        .containsEntry("jwks_uri", there + "/certs")
        .containsEntry("device_authorization_endpoint", there + "/device")
        .containsEntry("pushed_authorization_request_endpoint", there + "/par")
        .containsEntry("userinfo_endpoint", "https://elsewhere.example/userinfo")
        .containsEntry("revocation_endpoint", "https://id.example.com/realms/shopping/revoke");
  }

  @Test
  @DisplayName("authServerBaseUrl: the aliases for mutual TLS move by the same rule")
  void authServerBaseUrlOfAliases() {
    server.json(
        200,
        Json.write(
            Map.of(
                "issuer",
                ISSUER,
                "mfa_challenge_endpoint",
                ISSUER + "/mfa/challenge",
                "mtls_endpoint_aliases",
                Map.of(
                    "token_endpoint",
                    ISSUER + "/mtls/token?x=y",
                    "userinfo_endpoint",
                    "https://mtls.example/userinfo",
                    "revocation_endpoint",
                    ISSUER + "ping/revoke",
                    "more",
                    1L))));
    String there = "http://keycloak:8080/realms/shop";

    OpenIdConfiguration moved = builder(ISSUER).authServerBaseUrl(URI.create(there)).build().load();

    assertThat(moved.members())
        .containsEntry("mfa_challenge_endpoint", there + "/mfa/challenge")
        .containsEntry(
            "mtls_endpoint_aliases",
            Map.of(
                "token_endpoint",
                there + "/mtls/token?x=y",
                "userinfo_endpoint",
                "https://mtls.example/userinfo",
                "revocation_endpoint",
                ISSUER + "ping/revoke",
                "more",
                1L));
  }

  @Test
  @DisplayName("authServerBaseUrl: aliases that are no object harm only those who need them")
  void authServerBaseUrlOfBrokenAliases() {
    server.json(200, Json.write(Map.of("issuer", ISSUER, "mtls_endpoint_aliases", "none")));

    assertThat(
            builder(ISSUER)
                .authServerBaseUrl(URI.create("http://keycloak:8080"))
                .build()
                .load()
                .members())
        .containsEntry("mtls_endpoint_aliases", "none");
  }

  @Test
  @DisplayName("a provider that is down is asked again by the next call")
  void downAtFirst() {
    server.failure(down());
    assertThatThrownBy(discovery::configuration).isInstanceOf(TransportException.class);

    answer(ISSUER);
    assertThat(discovery.configuration().issuer()).contains(ISSUER);
  }

  @Test
  @DisplayName("after an hour the old metadata is given at once and the new fetched behind it")
  void refreshInTheBackground() {
    answer(ISSUER);
    OpenIdConfiguration first = discovery.configuration();
    time.advance(Duration.ofMinutes(60).minusNanos(1));
    assertThat(discovery.configuration()).isSameAs(first);
    assertThat(time.plannedWork()).isZero();

    time.advance(Duration.ofNanos(1));
    for (int i = 0; i < 10; i++) {
      assertThat(discovery.configuration()).isSameAs(first);
    }
    assertThat(time.plannedWork()).isEqualTo(1);
    answer(ISSUER);
    time.advance(Duration.ZERO);

    assertThat(discovery.configuration()).isNotSameAs(first);
    assertThat(server.calls()).hasSize(2);
    assertThat(time.plannedWork()).isZero();
  }

  @Test
  @DisplayName("the last good metadata lives on through an outage, asked for once a minute")
  void outage() {
    answer(ISSUER);
    OpenIdConfiguration good = discovery.configuration();
    time.advance(Duration.ofHours(1));
    server.failure(down());
    server.json(200, metadata("https://evil.example"));
    server.json(503, "{}");

    for (int minute = 0; minute < 3; minute++) {
      for (int i = 0; i < 5; i++) {
        assertThat(discovery.configuration()).isSameAs(good);
        time.advance(Duration.ofSeconds(12));
      }
    }
    assertThat(server.calls()).hasSize(4);

    answer(ISSUER);
    discovery.configuration();
    time.advance(Duration.ZERO);
    assertThat(discovery.configuration()).isNotSameAs(good);
  }

  @Test
  void loadFetchesAnew() {
    answer(ISSUER);
    answer(ISSUER);

    assertThat(discovery.load()).isNotSameAs(discovery.load());
  }

  @Test
  @DisplayName("a thousand threads at the cold start: one fetch")
  void singleFlight() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    server.then(
        call -> {
          try {
            gate.await();
          } catch (InterruptedException e) {
            throw new java.io.InterruptedIOException();
          }
          return new io.crossauth.http.HttpReply(
              200, Headers.of("Content-Type", "application/json"), metadata(ISSUER).getBytes());
        });
    List<CompletableFuture<OpenIdConfiguration>> calls = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      CompletableFuture<OpenIdConfiguration> call = new CompletableFuture<>();
      calls.add(call);
      Thread thread = new Thread(null, () -> call.complete(discovery.configuration()), "t", 65_536);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      while (thread.getState() == Thread.State.RUNNABLE || thread.getState() == Thread.State.NEW) {
        Thread.onSpinWait();
      }
    }

    gate.countDown();

    for (CompletableFuture<OpenIdConfiguration> call : calls) {
      assertThat(call.get(20, TimeUnit.SECONDS).issuer()).contains(ISSUER);
    }
    assertThat(server.calls()).hasSize(1);
  }
}
