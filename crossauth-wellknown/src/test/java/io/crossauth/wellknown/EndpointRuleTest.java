package io.crossauth.wellknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What metadata from elsewhere may not make of this program. */
class EndpointRuleTest {

  private static final String ISSUER = "https://id.example.com/realms/shop";

  private final ScriptedTransport server = new ScriptedTransport();

  private Discovery.Builder builder(String issuer) {
    return Discovery.builder(issuer).transport(server).platform(FakeTime.create().platform());
  }

  private OpenIdConfiguration load(Discovery.Builder builder, Map<String, Object> members) {
    server.json(200, Json.write(members));
    return builder.build().load();
  }

  private static InvalidResponseException refused(
      OpenIdConfiguration configuration, MetadataField<URI> endpoint) {
    return catchThrowableOfType(
        InvalidResponseException.class, () -> configuration.require(endpoint));
  }

  @ParameterizedTest(name = "attack 2 a remote issuer names {0} {1}")
  @CsvSource({
    "token_endpoint, http://127.0.0.1:8080/actuator/shutdown",
    "token_endpoint, http://localhost:8080/actuator/shutdown",
    "token_endpoint, HTTP://LOCALHOST/x",
    "token_endpoint, http://[::1]:9200/_all",
    "token_endpoint, http://[0:0:0:0:0:0:0:1]/x",
    "token_endpoint, http://127.255.255.254/x",
    "token_endpoint, http://LocalHost:10250/run",
    "jwks_uri, http://127.0.0.1/keys",
    "userinfo_endpoint, http://127.0.0.1/me",
    "revocation_endpoint, http://localhost/r",
    "introspection_endpoint, http://localhost/i",
    "registration_endpoint, http://127.0.0.1:2375/containers/create",
    "pushed_authorization_request_endpoint, http://127.0.0.1/par",
    "device_authorization_endpoint, http://127.0.0.1/d",
    "mfa_challenge_endpoint, http://127.0.0.1/mfa",
    "authorization_endpoint, http://127.0.0.1:631/printers",
    "end_session_endpoint, http://localhost:3000/logout",
    "check_session_iframe, http://localhost/frame"
  })
  void anAddressOfThisMachine(String member, String address) {
    OpenIdConfiguration found =
        load(
            builder(ISSUER),
            Map.of("issuer", ISSUER, member, address, "jwks_uri_of_others", ISSUER));

    InvalidResponseException e = refused(found, MetadataField.uri(member));

    assertThat(e.code()).isEqualTo("response.endpoint");
    assertThat(e.getMessage()).contains(member, "to this machine").doesNotContain(address);
  }

  @ParameterizedTest(name = "attack 2 an https issuer names {0}: no way back to plain http")
  @ValueSource(
      strings = {
        "http://10.0.0.5/token",
        "http://169.254.169.254/latest/meta-data",
        "http://id.example.com/realms/shop/token",
        "http://keycloak:8080/token",
        "http://2130706433/token",
        "http://0.0.0.0/token"
      })
  void plainHttp(String address) {
    OpenIdConfiguration found =
        load(builder(ISSUER), Map.of("issuer", ISSUER, "token_endpoint", address));

    assertThat(refused(found, MetadataField.TOKEN_ENDPOINT))
        .hasMessageContaining("expected https, as the issuer has it, found http");
  }

  @ParameterizedTest(name = "attack 2 an alias for mutual TLS at {0}")
  @ValueSource(
      strings = {"http://127.0.0.1/token", "http://[::1]/token", "http://mtls.example.com/token"})
  void aliases(String address) {
    OpenIdConfiguration found =
        load(
            builder(ISSUER),
            Map.of(
                "issuer",
                ISSUER,
                "mtls_endpoint_aliases",
                Map.of("token_endpoint", address, "userinfo_endpoint", "https://mtls.example/u")));

    InvalidResponseException e =
        catchThrowableOfType(
            InvalidResponseException.class,
            () -> found.mtlsEndpointAlias(MetadataField.TOKEN_ENDPOINT));
    assertThat(e.code()).isEqualTo("response.endpoint");
    assertThat(found.mtlsEndpointAlias(MetadataField.USERINFO_ENDPOINT))
        .contains(URI.create("https://mtls.example/u"));
    assertThat(found.mtlsEndpointAlias(MetadataField.REVOCATION_ENDPOINT)).isEmpty();
  }

  @ParameterizedTest(name = "attack 2 loopback where the program is told of it: {0} {1} {2}")
  @CsvSource({
    "http://localhost:8080/realms/shop, , ",
    "http://127.0.0.1:8080, , ",
    "https://localhost:8443, , ",
    "https://id.example.com, http://localhost:8080/metadata, ",
    "https://id.example.com, , http://127.0.0.1:8080"
  })
  void loopbackAsConfigured(String issuer, String discoveryUri, String baseUrl) {
    Discovery.Builder builder = builder(issuer);
    if (discoveryUri != null) {
      builder.discoveryUri(URI.create(discoveryUri));
    }
    if (baseUrl != null) {
      builder.authServerBaseUrl(URI.create(baseUrl));
    }

    OpenIdConfiguration found =
        load(builder, Map.of("issuer", issuer, "token_endpoint", "http://localhost:8080/token"));

    assertThat(found.tokenEndpoint()).contains(URI.create("http://localhost:8080/token"));
  }

  @ParameterizedTest(name = "attack 2 plain http as configured: issuer {0}, base {1}")
  @CsvSource({
    "http://keycloak:8080, , http://other:8080/token",
    "https://id.example.com, http://keycloak:8080, http://KEYCLOAK:8081/token",
    "https://id.example.com, http://keycloak:8080, http://keycloak:8080/token"
  })
  void plainHttpAsConfigured(String issuer, String baseUrl, String endpoint) {
    Discovery.Builder builder = builder(issuer);
    if (baseUrl != null) {
      builder.authServerBaseUrl(URI.create(baseUrl));
    }

    OpenIdConfiguration found = load(builder, Map.of("issuer", issuer, "token_endpoint", endpoint));

    assertThat(found.tokenEndpoint()).contains(URI.create(endpoint));
  }

  @Test
  @DisplayName("attack 2 an http issuer elsewhere does not name this machine either")
  void aRemoteHttpIssuer() {
    OpenIdConfiguration found =
        load(
            builder("http://keycloak:8080"),
            Map.of("issuer", "http://keycloak:8080", "token_endpoint", "http://localhost/token"));

    assertThat(refused(found, MetadataField.TOKEN_ENDPOINT)).hasMessageContaining("this machine");
  }

  @Test
  @DisplayName("attack 2 what is refused harms those alone who need it; the program may set it")
  void othersAreNotHarmed() {
    OpenIdConfiguration found =
        load(
            builder(ISSUER),
            Map.of(
                "issuer",
                ISSUER,
                "token_endpoint",
                "http://127.0.0.1/t",
                "userinfo_endpoint",
                "http://127.0.0.1/u",
                "jwks_uri",
                ISSUER + "/keys"));

    assertThat(found.jwksUri()).contains(URI.create(ISSUER + "/keys"));
    OpenIdConfiguration changed = found.with("token_endpoint", "http://127.0.0.1/mine");
    assertThat(changed.tokenEndpoint()).contains(URI.create("http://127.0.0.1/mine"));
    assertThat(refused(changed, MetadataField.USERINFO_ENDPOINT)).isNotNull();
  }
}
