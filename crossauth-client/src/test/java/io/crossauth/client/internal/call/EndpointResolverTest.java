package io.crossauth.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.testing.Metadata;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.wellknown.Discovery;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The address of an endpoint")
class EndpointResolverTest {

  private static final URI GIVEN = URI.create("https://inside.example/token");
  private static final URI ALIAS = URI.create("https://mtls.example/token");

  private final OpenIdConfiguration metadata =
      Metadata.complete().with("mtls_endpoint_aliases", Map.of("token_endpoint", ALIAS.toString()));
  private final EndpointResolver plain = EndpointResolver.of(() -> metadata);

  @Test
  void is_that_of_the_metadata() {
    assertThat(plain.require(MetadataField.TOKEN_ENDPOINT)).isEqualTo(URI.create(Metadata.TOKEN));
  }

  @Test
  void is_the_alias_for_a_client_with_a_tls_identity_where_there_is_one() {
    EndpointResolver mutual = plain.withMutualTls(true);

    assertThat(mutual.require(MetadataField.TOKEN_ENDPOINT)).isEqualTo(ALIAS);
    assertThat(mutual.require(MetadataField.USERINFO_ENDPOINT))
        .isEqualTo(URI.create(Metadata.USERINFO));
  }

  @Test
  void is_the_one_that_the_program_gives_before_all_others() {
    EndpointResolver given = plain.withMutualTls(true).with(MetadataField.TOKEN_ENDPOINT, GIVEN);

    assertThat(given.require(MetadataField.TOKEN_ENDPOINT)).isEqualTo(GIVEN);
    assertThat(given.with(MetadataField.TOKEN_ENDPOINT, null)).isSameAs(given);
  }

  @Test
  void needs_no_metadata_where_it_is_given() {
    EndpointResolver given =
        EndpointResolver.of(
                () -> {
                  throw new AssertionError("fetched");
                })
            .with(MetadataField.TOKEN_ENDPOINT, GIVEN);

    assertThat(given.require(MetadataField.TOKEN_ENDPOINT)).isEqualTo(GIVEN);
  }

  @Test
  void is_the_alias_at_the_base_of_the_server_where_the_program_gives_one() {
    try (ScriptedTransport server = new ScriptedTransport()) {
      server.json(
          200,
          Json.write(
              Map.of(
                  "issuer",
                  Metadata.ISSUER,
                  "token_endpoint",
                  Metadata.ISSUER + "/token",
                  "mtls_endpoint_aliases",
                  Map.of("token_endpoint", Metadata.ISSUER + "/mtls/token"))));
      Discovery discovery =
          Discovery.builder(Metadata.ISSUER)
              .transport(server)
              .authServerBaseUrl(URI.create("http://keycloak:8080"))
              .build();

      assertThat(
              EndpointResolver.of(discovery::configuration)
                  .withMutualTls(true)
                  .require(MetadataField.TOKEN_ENDPOINT))
          .hasToString("http://keycloak:8080/mtls/token");
    }
  }

  @Test
  void is_no_alias_that_is_not_an_address() {
    OpenIdConfiguration broken =
        metadata.with("mtls_endpoint_aliases", Map.of("token_endpoint", "file:///etc"));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(
            () ->
                EndpointResolver.of(() -> broken)
                    .withMutualTls(true)
                    .require(MetadataField.TOKEN_ENDPOINT));
  }
}
