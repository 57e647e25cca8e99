package io.crossauth.client.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a server says about a registered client")
class ClientInformationTest {

  @Test
  void is_an_id_at_least() throws JsonException {
    ClientInformation client = read("{\"client_id\":\"c1\"}");

    assertThat(client.clientId()).isEqualTo("c1");
    assertThat(client.clientSecret()).isEmpty();
    assertThat(client.clientSecretExpiresAt()).isEmpty();
    assertThat(client.metadata().members()).isEmpty();
  }

  @Test
  void names_the_end_of_its_secret() throws JsonException {
    assertThat(read(secretUntil("1800000000")).clientSecretExpiresAt())
        .contains(Instant.ofEpochSecond(1_800_000_000));
    assertThat(read(secretUntil("0")).clientSecretExpiresAt()).isEmpty();
    assertThat(read(secretUntil("null")).clientSecretExpiresAt()).isEmpty();
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {"\"soon\"", "-1", "\"1.5.1\"", "true", "[]", "{}", "99999999999999999999"})
  void with_a_time_that_is_none_is_refused(String time) {
    refused(secretUntil(time), "wrong_type");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(
      strings = {
        "{\"client_id\":7}",
        "{\"client_id\":\"\"}",
        "{\"client_id\":\"a\\nb\"}",
        "{\"client_id\":\"caf\u00e9\"}",
        "{\"client_id\":\"c1\",\"client_secret\":7}",
        "{\"client_id\":\"c1\",\"client_secret\":[\"canary\"]}",
        "{\"client_id\":\"c1\",\"registration_access_token\":{}}",
        "{\"client_id\":\"c1\",\"registration_client_uri\":7}",
        "{\"client_id\":\"c1\",\"registration_client_uri\":\"/canary\"}",
        "{\"client_id\":\"c1\",\"registration_client_uri\":\"file:///canary\"}",
        "{\"client_id\":\"c1\",\"registration_client_uri\":\"https://u:canary@x/\"}",
        "{\"client_id\":\"c1\",\"registration_client_uri\":\"https://x/#canary\"}",
        "{\"client_id\":\"c1\",\"registration_client_uri\":\"https://x/a canary\"}",
      })
  void with_a_member_of_a_wrong_type_is_refused(String json) {
    assertThat(refused(json, "wrong_type").getMessage()).doesNotContain("canary");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"{}", "{\"client_id\":null}", "{\"clientId\":\"c1\"}"})
  void without_an_id_is_refused(String json) {
    refused(json, "missing_member");
  }

  @Nested
  @DisplayName("tells how the client proves itself")
  class Authentication {

    @ParameterizedTest(name = "{0}")
    @CsvSource({
      "none, false, client_id=web",
      "client_secret_post, false, client_id=web&client_secret=s3cret",
      "client_secret_basic, true, ''",
    })
    void by_the_method(String method, boolean header, String form) throws JsonException {
      TokenCall call = proven(client("\"token_endpoint_auth_method\":\"" + method + "\","));

      assertThat(call.headers().first("Authorization").isPresent()).isEqualTo(header);
      assertThat(call.form().encode()).endsWith(form);
    }

    @Test
    void by_basic_where_the_server_names_none() throws JsonException {
      assertThat(proven(client("")).headers().first("Authorization").orElseThrow())
          .startsWith("Basic ");
    }

    @Test
    void not_at_all_where_there_is_no_secret() throws JsonException {
      assertThat(proven(read("{\"client_id\":\"web\"}")).headers().first("Authorization"))
          .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"private_key_jwt", "x"})
    void but_not_by_a_key_that_only_the_program_has(String method) throws JsonException {
      ClientInformation client = client("\"token_endpoint_auth_method\":\"" + method + "\",");

      assertThatExceptionOfType(UnsupportedAuthenticationException.class)
          .isThrownBy(client::authentication)
          .satisfies(e -> assertThat(e.method()).isEqualTo(method));
    }

    @Test
    void but_not_by_a_secret_that_it_did_not_get() throws JsonException {
      ClientInformation client =
          read("{\"client_id\":\"web\",\"token_endpoint_auth_method\":\"client_secret_post\"}");

      assertThatExceptionOfType(UnsupportedAuthenticationException.class)
          .isThrownBy(client::authentication)
          .withMessageContaining("needs no client_secret")
          .satisfies(e -> assertThat(e.code()).isEqualTo("registration.auth_method"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"tls_client_auth", "self_signed_tls_client_auth"})
    void by_the_certificate_that_the_program_presents(String method) throws JsonException {
      ClientAuthentication authentication =
          client("\"token_endpoint_auth_method\":\"" + method + "\",").authentication();
      TokenCall call = Contexts.call("web", Metadata.complete());

      assertThatExceptionOfType(ConfigurationException.class)
          .isThrownBy(() -> authentication.apply(call))
          .withMessageContaining(method)
          .withMessageContaining("tlsIdentity")
          .satisfies(e -> assertThat(e.code()).isEqualTo("config.client_certificate"));
    }

    private TokenCall proven(ClientInformation client) {
      ClientAuthentication authentication = client.authentication();
      return authentication.apply(Contexts.call(client.clientId(), Metadata.complete()));
    }

    private ClientInformation client(String member) throws JsonException {
      return read("{" + member + "\"client_id\":\"web\",\"client_secret\":\"s3cret\"}");
    }
  }

  private static String secretUntil(String time) {
    return "{\"client_id\":\"c1\",\"client_secret\":\"s\",\"client_secret_expires_at\":"
        + time
        + "}";
  }

  private static ClientInformation read(String json) throws JsonException {
    return ClientInformationReader.read(Json.object(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static InvalidResponseException refused(String json, String rule) {
    InvalidResponseException[] seen = new InvalidResponseException[1];
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> read(json))
        .satisfies(e -> assertThat(e.rule()).isEqualTo(rule))
        .satisfies(e -> seen[0] = e);
    return seen[0];
  }
}
