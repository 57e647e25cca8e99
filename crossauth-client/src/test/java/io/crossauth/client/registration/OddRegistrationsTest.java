package io.crossauth.client.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.error.CrossauthException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A registration as servers answer it")
class OddRegistrationsTest {

  @ParameterizedTest(name = "case C22 {0} is empty")
  @ValueSource(strings = {"client_secret", "registration_access_token", "registration_client_uri"})
  void an_empty_string_is_none(String member) throws JsonException {
    ClientInformation client = read("{\"client_id\":\"c1\",\"" + member + "\":\"\"}");

    assertThat(client.clientSecret()).isEmpty();
    assertThat(client.registrationAccessToken()).isEmpty();
    assertThat(client.registrationClientUri()).isEmpty();
    assertThat(client.authentication().toString()).doesNotContain("c1");
  }

  @ParameterizedTest(name = "case C22 {0} is read")
  @CsvSource({
    "1800000000, 1800000000",
    "\"1800000000\", 1800000000",
    "1800000000.75, 1800000000",
    "\"1800000000.0\", 1800000000",
    "1.8e9, 1800000000",
    "\"\", ",
    "\"0\", ",
    "0.0, ",
  })
  void a_time_is_read_as_it_is_written(String time, Long seconds) throws JsonException {
    ClientInformation client =
        read(
            "{\"client_id\":\"c1\",\"client_secret\":\"s\",\"client_secret_expires_at\":"
                + time
                + ",\"client_id_issued_at\":"
                + time
                + "}");

    assertThat(client.clientSecretExpiresAt().map(Instant::getEpochSecond).orElse(null))
        .isEqualTo(seconds);
  }

  @ParameterizedTest(name = "case C25 {0}")
  @CsvSource({"private_key_jwt, clientKey", "attest_jwt_client_auth, token_endpoint_auth_method"})
  void a_method_that_is_not_a_secret_is_a_typed_refusal(String method, String hint)
      throws JsonException {
    ClientInformation client =
        read("{\"client_id\":\"c1\",\"token_endpoint_auth_method\":\"" + method + "\"}");

    CrossauthException e = catchThrowableOfType(CrossauthException.class, client::authentication);

    assertThat(e.code()).isEqualTo("registration.auth_method");
    assertThat(e).hasMessageContaining(method).hasMessageContaining(hint);
    assertThat(((UnsupportedAuthenticationException) e).method()).isEqualTo(method);
  }

  @Test
  @DisplayName("case C25 a registration by a certificate sends the client id alone")
  void a_certificate_is_the_programs_to_give() throws JsonException {
    ScriptedTransport transport = new ScriptedTransport();
    transport.json(200, "{\"access_token\":\"at\",\"token_type\":\"Bearer\"}");
    try (OAuthClient client =
        OAuthClient.builder(
                OpenIdConfiguration.builder().tokenEndpoint("https://id.example.com/token").build())
            .registration(
                read("{\"client_id\":\"c1\",\"token_endpoint_auth_method\":\"tls_client_auth\"}"))
            .transport(transport)
            .tlsIdentity(TestCertificates.shared().authority())
            .build()) {
      client.clientCredentialsFlow();
    }

    assertThat(transport.body(0)).isEqualTo("grant_type=client_credentials&client_id=c1");
    transport.close();
  }

  private static ClientInformation read(String json) throws JsonException {
    return ClientInformationReader.read(Json.object(json.getBytes(StandardCharsets.UTF_8)));
  }
}
