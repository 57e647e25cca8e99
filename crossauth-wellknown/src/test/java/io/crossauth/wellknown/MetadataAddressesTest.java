package io.crossauth.wellknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.TransportException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where metadata is looked for, and what odd members of it harm. */
class MetadataAddressesTest {

  private static final String ISSUER = "https://id.example.com/realms/shop";
  private static final String FIRST = ISSUER + "/.well-known/openid-configuration";
  private static final String SECOND =
      "https://id.example.com/.well-known/oauth-authorization-server/realms/shop";
  private static final String THIRD =
      "https://id.example.com/.well-known/openid-configuration/realms/shop";

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

  private void good() {
    server.json(200, Json.write(Map.of("issuer", ISSUER, "token_endpoint", ISSUER + "/token")));
  }

  private List<String> asked() {
    return server.calls().stream().map(call -> call.uri().toString()).toList();
  }

  @ParameterizedTest(name = "case B3 HTTP {0}: the next address is asked")
  @ValueSource(ints = {400, 401, 403, 404, 405, 406, 410, 418, 422, 451, 499})
  void aRefusalLeadsToTheNextAddress(int status) {
    server.json(status, "{}");
    good();

    assertThat(discovery.load().issuer()).contains(ISSUER);
    assertThat(asked()).containsExactly(FIRST, SECOND);
  }

  @ParameterizedTest(name = "case B3 HTTP {0} is an outage: no other address is asked")
  @ValueSource(ints = {408, 421, 425, 429, 500, 502, 503, 504})
  void anOutageLeadsNowhere(int status) {
    server.json(status, "{}");

    TransportException e = catchThrowableOfType(TransportException.class, discovery::load);

    assertThat(e.kind()).isEqualTo(TransportException.Kind.UNAVAILABLE);
    assertThat(e.retryable()).isTrue();
    assertThat(e.getMessage()).contains(FIRST + ": HTTP " + status);
    assertThat(asked()).containsExactly(FIRST);
  }

  @ParameterizedTest(name = "case B3 HTTP {0} is a wrong answer: no other address is asked")
  @ValueSource(ints = {204, 206})
  void aWrongAnswerLeadsNowhere(int status) {
    server.json(status, "{}");

    InvalidResponseException e =
        catchThrowableOfType(InvalidResponseException.class, discovery::load);

    assertThat(e.status()).isEqualTo(status);
    assertThat(asked()).containsExactly(FIRST);
  }

  @ParameterizedTest(name = "case B3 three addresses of {0}")
  @CsvSource({
    "https://id.example.com/realms/shop, " + FIRST + ", " + SECOND + ", " + THIRD,
    "https://id.example.com/realms/shop/, " + FIRST + ", " + SECOND + ", " + THIRD,
    "https://id.example.com:8443/a,"
        + " https://id.example.com:8443/a/.well-known/openid-configuration,"
        + " https://id.example.com:8443/.well-known/oauth-authorization-server/a,"
        + " https://id.example.com:8443/.well-known/openid-configuration/a",
    "https://[2001:db8::7]/x/y,"
        + " https://[2001:db8::7]/x/y/.well-known/openid-configuration,"
        + " https://[2001:db8::7]/.well-known/oauth-authorization-server/x/y,"
        + " https://[2001:db8::7]/.well-known/openid-configuration/x/y"
  })
  void theThirdAddress(String issuer, String first, String second, String third) {
    server.json(404, "{}");
    server.json(405, "{}");
    server.json(200, Json.write(Map.of("issuer", issuer)));

    assertThat(builder(issuer).build().load().issuer()).contains(issuer);
    assertThat(asked()).containsExactly(first, second, third);
  }

  @Test
  @DisplayName("case B3 an issuer without a path has two addresses")
  void twoAddresses() {
    server.json(404, "{}");
    server.json(404, "{}");

    assertThat(
            catchThrowableOfType(
                InvalidResponseException.class,
                () -> builder("https://id.example.com/").build().load()))
        .hasMessageContaining(
            "https://id.example.com/.well-known/openid-configuration: HTTP 404, "
                + "https://id.example.com/.well-known/oauth-authorization-server: HTTP 404");
  }

  @ParameterizedTest(name = "case B3 the error names each address and its answer: {0} {1} {2}")
  @CsvSource({"404, 404, 404", "401, 405, 403", "403, 404, 503", "404, 429, 0", "404, 301, 0"})
  void theErrorNamesEachAddress(int first, int second, int third) {
    server.json(first, "{}");
    server.json(second, "{}");
    if (third > 0) {
      server.json(third, "{}");
    }

    CrossauthException e = catchThrowableOfType(CrossauthException.class, discovery::load);

    assertThat(e.getMessage())
        .contains(FIRST + ": HTTP " + first, SECOND + ": HTTP " + second)
        .contains(third > 0 ? THIRD + ": HTTP " + third : "");
    assertThat(e.retryable()).isEqualTo(second == 429 || third == 503);
  }

  @ParameterizedTest(
      name = "case B3 the address that answered first is kept; its later {0}: outage")
  @ValueSource(ints = {404, 401, 405, 410, 503})
  void theAddressIsKept(int later) {
    server.json(401, "{}");
    good();
    OpenIdConfiguration first = discovery.configuration();

    server.json(later, "{}");
    TransportException e = catchThrowableOfType(TransportException.class, discovery::load);
    assertThat(e.kind()).isEqualTo(TransportException.Kind.UNAVAILABLE);
    assertThat(discovery.configuration()).isSameAs(first);

    good();
    time.advance(Duration.ofHours(1));
    assertThat(discovery.load()).isNotSameAs(first);
    assertThat(asked()).containsExactly(FIRST, SECOND, SECOND, SECOND);
  }

  @Test
  @DisplayName("case B3 an address whose document was another issuer's is not kept")
  void whatWasWrongIsNotKept() {
    server.json(200, Json.write(Map.of("issuer", "https://other.example")));
    assertThat(catchThrowableOfType(InvalidResponseException.class, discovery::load).rule())
        .isEqualTo("issuer_mismatch");
    server.json(404, "{}");
    good();

    assertThat(discovery.load().issuer()).contains(ISSUER);
    assertThat(asked()).containsExactly(FIRST, FIRST, SECOND);
  }

  @ParameterizedTest(name = "case B3 an issuer that is the address of metadata: {0}")
  @CsvSource({
    FIRST + ", " + ISSUER,
    SECOND + ", " + ISSUER,
    THIRD + ", " + ISSUER,
    "https://id.example.com/.well-known/openid-configuration, https://id.example.com",
    "https://id.example.com/.well-known/oauth-authorization-server/, https://id.example.com",
    "https://id.example.com:8443/a/.well-known/openid-configuration/,"
        + " https://id.example.com:8443/a",
    "https://id.example.com/a/.Well-Known/jwks.json, https://id.example.com/a"
  })
  void anIssuerThatIsAWellKnownAddress(String given, String meant) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.builder(given))
        .withMessageContaining("issuer: expected an issuer, found the address of its metadata")
        .withMessageContaining("give " + meant + ",")
        .withMessageContaining("discoveryUri");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(ISSUER).authServerBaseUrl(URI.create(given)))
        .withMessageStartingWith("authServerBaseUrl: ");
    // The hint, followed.
    server.json(200, Json.write(Map.of("issuer", meant)));
    assertThat(builder(meant).build().load().issuer()).contains(meant);
  }

  @ParameterizedTest(name = "case B3 HTTP {0} to {1}: the target is told, without its query")
  @CsvSource({
    "301, https://login.example.com/realms/shop?token=canary,"
        + " https://login.example.com/realms/shop",
    "302, /elsewhere?x=canary, https://id.example.com/elsewhere",
    "307, //other.example/meta#canary, https://other.example/meta",
    "308, https://canary:canary@other.example:8443/m, https://other.example:8443/m",
    "303, 'http://not an address/canary', an address that it does not tell"
  })
  void aRedirect(int status, String location, String told) {
    server.then(call -> new HttpReply(status, Headers.of("Location", location), new byte[0]));

    InvalidResponseException e =
        catchThrowableOfType(InvalidResponseException.class, discovery::load);

    assertThat(e.rule()).isEqualTo("redirect");
    assertThat(e.getMessage())
        .contains("a redirect to " + told + ";", "discoveryUri", FIRST)
        .doesNotContain("canary");
    assertThat(asked()).containsExactly(FIRST);
  }

  @ParameterizedTest(name = "case B4 authServerBaseUrl beside the odd member {0}: {1}")
  @CsvSource({
    "registration_endpoint, ''",
    "revocation_endpoint, 'not an address'",
    "introspection_endpoint, 7",
    "userinfo_endpoint, true",
    "device_authorization_endpoint, [\"https://id.example.com/d\"]",
    "mfa_challenge_endpoint, {}",
    "pushed_authorization_request_endpoint, https://user:pw@id.example.com/par"
  })
  void anOddEndpointHarmsThoseWhoNeedIt(String member, String value) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("issuer", ISSUER);
    metadata.put("token_endpoint", ISSUER + "/token");
    boolean json = value.matches("[\\[{7t].*");
    metadata.put("placeholder", "");
    server.json(
        200,
        Json.write(metadata)
            .replace(
                "\"placeholder\":\"\"",
                "\"" + member + "\":" + (json ? value : "\"" + value + "\"")));
    Discovery moved =
        builder(ISSUER).authServerBaseUrl(URI.create("http://keycloak:8080/realms/shop")).build();

    OpenIdConfiguration found = moved.load();

    assertThat(found.tokenEndpoint())
        .contains(URI.create("http://keycloak:8080/realms/shop/token"));
    assertThat(
            catchThrowableOfType(
                InvalidResponseException.class, () -> found.find(MetadataField.uri(member))))
        .hasMessageContaining(member);
  }
}
