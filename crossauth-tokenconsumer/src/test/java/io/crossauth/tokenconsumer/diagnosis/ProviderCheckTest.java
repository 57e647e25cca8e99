package io.crossauth.tokenconsumer.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crossauth.error.InterruptedCallException;
import io.crossauth.error.TransportException;
import io.crossauth.testkit.fault.Behaviour;
import io.crossauth.testkit.fault.ClosedPort;
import io.crossauth.testkit.fault.FaultServer;
import io.crossauth.testkit.http.Reply;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each finding has a server that deserves it. */
@Timeout(60)
class ProviderCheckTest {

  /**
   * A server at which one thing is odd.
   *
   * @param id the finding
   * @param how what is odd
   * @param odd makes it so
   */
  private record Odd(String id, String how, Consumer<Site> odd) {
    @Override
    public String toString() {
      return id + ": " + how;
    }
  }

  private static Odd odd(String id, String how, Consumer<Site> odd) {
    return new Odd(id, how, odd);
  }

  private static Odd member(String id, String name, Object value) {
    return odd(
        id,
        name + " is " + value,
        site -> {
          if (value.equals("missing")) {
            site.metadata.remove(name);
          } else {
            site.metadata.put(name, value);
          }
        });
  }

  private static Odd answer(String id, String how, String path, Reply reply) {
    return odd(id, how, site -> site.instead.put(path, reply));
  }

  static Stream<Odd> servers() {
    List<Odd> all = new ArrayList<>();
    String document = "/.well-known/openid-configuration";
    all.add(
        answer("metadata.redirect", "301", document, Reply.redirect(301, "https://a.example/")));
    all.add(answer("metadata.not_found", "404", document, Reply.of(404)));
    all.add(answer("metadata.not_found", "403", document, Reply.of(403)));
    all.add(answer("metadata.not_json", "a page", document, Reply.html("<html>login</html>")));
    all.add(answer("metadata.not_json", "half a document", document, Reply.json("{\"issuer\":")));
    all.add(answer("metadata.not_json", "an array", document, Reply.json("[]")));
    all.add(answer("reach.unavailable", "503", document, Reply.unavailable("5")));
    all.add(answer("reach.unavailable", "429", document, Reply.of(429)));
    all.add(member("metadata.issuer", "issuer", "https://other.example"));
    all.add(member("metadata.issuer", "issuer", 7));
    all.add(member("metadata.issuer", "issuer", "missing"));
    all.add(
        odd(
            "metadata.media_type",
            "text/plain",
            site -> site.metadataHeaders.put("Content-Type", "text/plain")));
    all.add(
        odd(
            "metadata.media_type",
            "octet-stream",
            site -> site.metadataHeaders.put("Content-Type", "application/octet-stream")));
    for (String required :
        List.of(
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "response_types_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported")) {
      all.add(member("metadata.required", required, "missing"));
    }
    all.add(member("metadata.odd_member", "scopes_supported", "openid profile"));
    all.add(member("metadata.odd_member", "code_challenge_methods_supported", "S256"));
    all.add(member("metadata.odd_member", "token_endpoint", ""));
    all.add(member("metadata.odd_member", "jwks_uri", 7));
    all.add(member("endpoint.plain_http", "token_endpoint", "http://other.example/token"));
    all.add(
        answer("endpoint.redirect", "308", "/token", Reply.redirect(308, "https://a.example/t")));
    all.add(answer("endpoint.redirect", "302", "/par", Reply.redirect(302, "/par/")));
    all.add(answer("endpoint.redirect", "301", "/revoke", Reply.redirect(301, "//a.example/")));
    all.add(member("endpoint.unreachable", "userinfo_endpoint", "http://localhost:1/userinfo"));
    all.add(member("endpoint.unreachable", "device_authorization_endpoint", "http://[::1]:1/d"));
    all.add(member("authorization.no_code", "response_types_supported", List.of("token")));
    all.add(member("authorization.no_code", "response_types_supported", List.of("id_token code")));
    all.add(member("authorization.pkce_unlisted", "code_challenge_methods_supported", "missing"));
    all.add(member("authorization.pkce_no_s256", "code_challenge_methods_supported", List.of()));
    all.add(
        member("authorization.pkce_no_s256", "code_challenge_methods_supported", List.of("plain")));
    all.add(
        member(
            "authorization.pkce_plain",
            "code_challenge_methods_supported",
            List.of("S256", "plain")));
    all.add(
        member(
            "authorization.no_iss", "authorization_response_iss_parameter_supported", "missing"));
    all.add(
        member("authorization.no_iss", "authorization_response_iss_parameter_supported", false));
    algorithms(all);
    keys(all);
    fapi(all);
    clocks(all);
    return all.stream();
  }

  private static void algorithms(List<Odd> all) {
    String listed = "id_token_signing_alg_values_supported";
    all.add(member("algorithms.none", listed, List.of("RS256", "none")));
    all.add(member("algorithms.none", listed, List.of("none")));
    all.add(member("algorithms.unknown", listed, List.of("XS256")));
    all.add(member("algorithms.unknown", listed, List.of()));
    all.add(member("algorithms.secret_only", listed, List.of("HS256")));
    all.add(member("algorithms.secret_only", listed, List.of("HS256", "none", "HS512")));
    all.add(member("algorithms.no_rs256", listed, List.of("ES256")));
    all.add(member("algorithms.without_key", listed, List.of("RS256", "EdDSA")));
    all.add(member("algorithms.without_key", listed, List.of("RS256", "ES384")));
  }

  private static void keys(List<Odd> all) {
    all.add(answer("keys.unreachable", "404", "/keys", Reply.of(404)));
    all.add(answer("keys.unreachable", "500", "/keys", Reply.of(500)));
    all.add(member("keys.unreachable", "jwks_uri", "http://localhost:1/keys"));
    all.add(answer("keys.redirect", "302", "/keys", Reply.redirect(302, "https://a.example/k")));
    all.add(answer("keys.not_keys", "a page", "/keys", Reply.html("<html/>")));
    all.add(answer("keys.not_keys", "no array", "/keys", Reply.json("{\"keys\":{}}")));
    all.add(answer("keys.not_keys", "an array", "/keys", Reply.json("[]")));
    all.add(
        odd(
            "keys.media_type",
            "text/plain",
            site -> site.keyHeaders.put("Content-Type", "text/plain")));
    all.add(odd("keys.none_for_signatures", "no keys", site -> site.keys.clear()));
    all.add(
        odd(
            "keys.none_for_signatures",
            "weak keys alone",
            site -> {
              site.keys.clear();
              site.keys.add(Site.jwk(TestKeys.weakRsa()));
            }));
    all.add(
        odd(
            "keys.encryption_only",
            "use: enc",
            site -> site.keys.forEach(key -> key.put("use", "enc"))));
    all.add(odd("keys.same_kid", "both rsa-1", site -> site.keys.get(1).put("kid", "rsa-1")));
    all.add(odd("keys.no_kid", "one without", site -> site.keys.get(1).remove("kid")));
    all.add(odd("keys.no_alg", "one without", site -> site.keys.get(0).remove("alg")));
    all.add(
        odd(
            "keys.private",
            "d of RSA",
            site -> site.keys.add(0, Map.copyOf(TestKeys.rsa("p").privateJwk()))));
    all.add(
        odd(
            "keys.private",
            "d of EC",
            site -> site.keys.set(1, Map.copyOf(TestKeys.p256("p").privateJwk()))));
    all.add(
        odd(
            "keys.private",
            "a shared secret, said to be for encryption",
            site -> site.keys.add(Map.of("kty", "oct", "k", "c2VjcmV0", "use", "enc"))));
    all.add(
        odd("keys.weak", "1024 bits", site -> site.keys.add(Site.jwk(TestKeys.rsa(1024, "w")))));
    all.add(odd("keys.unusable", "kty", site -> site.keys.add(Map.of("kty", "XYZ", "kid", "x"))));
    all.add(odd("keys.unusable", "a foreign alg", site -> site.keys.get(0).put("alg", "ES256")));
    all.add(odd("keys.unusable", "x not base64url", site -> site.keys.get(1).put("x", "***")));
    all.add(
        odd(
            "keys.too_many",
            "101",
            site -> {
              Map<String, Object> key = site.keys.get(0);
              for (int i = 0; i < 100; i++) {
                site.keys.add(Map.copyOf(key));
              }
            }));
    all.add(odd("keys.not_kept", "no-store", s -> s.keyHeaders.put("Cache-Control", "no-store")));
    all.add(odd("keys.not_kept", "0 s", s -> s.keyHeaders.put("Cache-Control", "max-age=0")));
    all.add(
        odd("keys.kept_long", "a week", s -> s.keyHeaders.put("Cache-Control", "max-age=604800")));
    all.add(odd("keys.no_lifetime", "nothing", s -> s.keyHeaders.remove("Cache-Control")));
    all.add(odd("keys.no_lifetime", "public", s -> s.keyHeaders.put("Cache-Control", "public")));
  }

  private static void fapi(List<Odd> all) {
    all.add(member("fapi2.pushed_requests", "pushed_authorization_request_endpoint", "missing"));
    all.add(member("fapi2.pkce", "code_challenge_methods_supported", "missing"));
    all.add(member("fapi2.iss", "authorization_response_iss_parameter_supported", "missing"));
    all.add(
        member(
            "fapi2.client_authentication",
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_basic")));
    all.add(member("fapi2.sender_constrained", "dpop_signing_alg_values_supported", "missing"));
    all.add(member("fapi2.algorithms", "id_token_signing_alg_values_supported", List.of("RS256")));
    all.add(member("mtls.no_aliases", "tls_client_certificate_bound_access_tokens", true));
    all.add(
        member(
            "mtls.no_aliases",
            "token_endpoint_auth_methods_supported",
            List.of("self_signed_tls_client_auth", "private_key_jwt")));
  }

  private static void clocks(List<Odd> all) {
    for (int seconds : new int[] {9, -9, 25, -25}) {
      all.add(
          odd("clock.off", seconds + " s", site -> site.clockOffset = Duration.ofSeconds(seconds)));
    }
    for (int seconds : new int[] {40, -40, 3600, -86400}) {
      all.add(
          odd(
              "clock.far_off",
              seconds + " s",
              site -> site.clockOffset = Duration.ofSeconds(seconds)));
    }
    all.add(odd("clock.unknown", "no Date", site -> site.dates = false));
  }

  @ParameterizedTest(name = "doctor {0}")
  @MethodSource("servers")
  void aServerAtWhichOneThingIsOdd(Odd odd) {
    try (Site site = Site.plain()) {
      odd.odd().accept(site);

      List<Finding> found = site.check();

      assertThat(found).extracting(Finding::id).contains(odd.id());
      assertThat(found)
          .allSatisfy(
              finding -> {
                assertThat(finding.what()).isNotBlank();
                assertThat(finding.why()).isNotBlank();
                assertThat(finding.remedy()).isNotBlank();
              });
      assertThat(found).extracting(Finding::severity).isSortedAccordingTo((a, b) -> b.compareTo(a));
    }
  }

  @Test
  @DisplayName("doctor nothing is found at a provider at which nothing is odd, over TLS or here")
  void nothingOdd() {
    try (Site site = Site.plain()) {
      assertThat(site.check()).isEmpty();
    }
    try (Site site = Site.tls()) {
      assertThat(site.check()).isEmpty();
    }
  }

  @ParameterizedTest(name = "doctor a small skew of {0} s is none")
  @ValueSource(ints = {0, 3, -3})
  void smallSkew(int seconds) {
    try (Site site = Site.plain()) {
      site.clockOffset = Duration.ofSeconds(seconds);

      assertThat(site.check()).isEmpty();
    }
  }

  @Test
  @DisplayName("doctor an answer from a cache is so much older than it says")
  void cachedAnswers() {
    try (Site site = Site.plain()) {
      site.clockOffset = Duration.ofSeconds(-600);
      site.metadataHeaders.put("Age", "600");

      assertThat(site.check()).isEmpty();
    }
  }

  @ParameterizedTest(name = "doctor metadata at {0} alone: {1}")
  @CsvSource({
    "/.well-known/oauth-authorization-server/a, metadata.address",
    "/.well-known/openid-configuration/a, metadata.odd_address"
  })
  void otherAddresses(String path, String id) {
    try (Site site = new Site(FaultServer.start(), "/a")) {
      site.instead.put("/a/.well-known/openid-configuration", Reply.of(401));
      site.instead.put(path, site.document());

      assertThat(site.check()).extracting(Finding::id).containsExactly(id);
    }
  }

  @ParameterizedTest(name = "doctor a certificate that is {0}")
  @EnumSource(
      value = CertificateKind.class,
      names = {"EXPIRED", "SELF_SIGNED", "WRONG_HOST", "UNKNOWN_AUTHORITY", "NOT_YET_VALID"})
  void badCertificates(CertificateKind kind) {
    try (Site site = new Site(FaultServer.startTls(kind), "")) {
      assertThat(site.check()).extracting(Finding::id).containsExactly("reach.tls");
    }
  }

  @ParameterizedTest(name = "doctor a certificate, {0} days on: {1}")
  @CsvSource({
    "5, none",
    "10, certificate.ends_soon",
    "26, certificate.ends_soon",
    "28, certificate.ends_now",
    "29, certificate.ends_now"
  })
  void certificatesThatEnd(int days, String id) {
    try (Site site = Site.tls()) {
      site.ourOffset = Duration.ofDays(days);
      site.clockOffset = site.ourOffset;

      List<Finding> found = site.check();

      assertThat(found)
          .extracting(Finding::id)
          .allMatch(other -> other.equals(id))
          .hasSize(id.equals("none") ? 0 : found.size());
      assertThat(found.isEmpty()).isEqualTo(id.equals("none"));
    }
  }

  @Test
  @DisplayName("doctor a provider that is not reached: no address, nobody there, silence, noise")
  void notReached() {
    assertThat(findings("https://id.example.com", TransportException.Kind.DNS))
        .containsExactly("reach.dns");
    try (ClosedPort closed = ClosedPort.hold()) {
      assertThat(ids(ProviderCheck.builder("http://localhost:" + closed.port()).build().run()))
          .containsExactly("reach.connect");
    }
    try (FaultServer silent = FaultServer.start()) {
      Site site = new Site(silent, "");
      silent.always(Behaviour.hangBeforeHeaders());
      assertThat(ids(site.check(site.transport().callTimeout(Duration.ofMillis(300)))))
          .containsExactly("reach.timeout");
    }
    try (FaultServer noisy = FaultServer.start()) {
      Site site = new Site(noisy, "");
      noisy.always(Behaviour.garbage());
      assertThat(ids(site.check())).containsExactly("reach.no_answer");
    }
  }

  private static List<String> findings(String issuer, TransportException.Kind kind) {
    return ids(
        ProviderCheck.builder(issuer)
            .transport(
                call -> {
                  throw new TransportException(kind, call.uri(), false, "test", null);
                })
            .build()
            .run());
  }

  private static List<String> ids(List<Finding> found) {
    return found.stream().map(Finding::id).toList();
  }

  @Test
  @DisplayName("doctor plain http to another machine, refused or allowed by its switch")
  void plainHttp() {
    try (Site site = new Site(FaultServer.start(), "http://keycloak:8080", "")) {
      assertThat(ids(site.check())).containsExactly("reach.plain_http");
      assertThat(
              ids(
                  site.check(
                      site.transport()
                          .allowPlainHttpInsecurely()
                          .addressBook(site.named("keycloak", 8080)))))
          .contains("reach.plain_http", "endpoint.plain_http");
    }
  }

  @ParameterizedTest(name = "doctor a provider elsewhere names {0}")
  @ValueSource(
      strings = {"http://127.0.0.1/token", "http://id.example.com/token", "http://[::1]/token"})
  void addressesThatMayNotBe(String address) {
    FaultServer tls =
        FaultServer.startTls(TestCertificates.shared().serverContext("id.example.com"));
    try (Site site = new Site(tls, "https://id.example.com", "")) {
      site.metadata.put("token_endpoint", address);
      site.metadata.put("mtls_endpoint_aliases", Map.of("token_endpoint", address));

      assertThat(ids(site.check(site.transport().addressBook(site.named("id.example.com", 443)))))
          .containsExactly("endpoint.refused", "mtls.refused");
    }
  }

  @Test
  @DisplayName("doctor an interruption ends it")
  void interruption() {
    Thread.currentThread().interrupt();
    try (Site site = Site.plain()) {
      assertThatThrownBy(site::check).isInstanceOf(InterruptedCallException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void anAddressThatIsNoneIsRefusedAtTheBuilder() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ProviderCheck.builder("id.example.com").build());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ProviderCheck.builder("https://id.example.com")
                    .discoveryUri(URI.create("/relative"))
                    .build());
  }

  @Test
  @DisplayName("doctor every finding has its server above")
  void everyFindingHasItsServer() {
    Set<String> shown = new TreeSet<>();
    servers().forEach(odd -> shown.add(odd.id()));
    shown.addAll(
        List.of(
            "metadata.address",
            "metadata.odd_address",
            "reach.tls",
            "certificate.ends_soon",
            "certificate.ends_now",
            "reach.dns",
            "reach.connect",
            "reach.timeout",
            "reach.no_answer",
            "reach.plain_http",
            "endpoint.refused",
            "mtls.refused"));

    assertThat(shown).isEqualTo(problems());
  }

  @Test
  @DisplayName("doctor docs/provider-check.md has every finding as it is")
  void thePage() throws IOException {
    Path page = Path.of(System.getProperty("basedir", "."), "..", "docs", "provider-check.md");
    List<String> rows =
        Files.readAllLines(page).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(ServerProblem.values(), KeysProblem.values(), FapiProblem.values())
                .flatMap(Stream::of)
                .map(
                    (Problem problem) ->
                        "| `"
                            + problem.id()
                            + "` | "
                            + problem.severity().name().toLowerCase(Locale.ROOT)
                            + " | "
                            + problem.why()
                            + " | "
                            + problem.remedy()
                            + " |")
                .toList());
  }

  private static Set<String> problems() {
    Set<String> all = new TreeSet<>();
    Stream.of(ServerProblem.values(), KeysProblem.values(), FapiProblem.values())
        .flatMap(Stream::of)
        .forEach(problem -> all.add(problem.id()));
    return all;
  }
}
