package io.crossauth.tokenconsumer.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The metadata of a protected resource (RFC 9728). */
class ProtectedResourceTest {

  private static OAuthTokenConsumer consumer(String issuer) {
    return OAuthTokenConsumer.builder(issuer)
        .audience("api")
        .publicKeyPem(TestKeys.p256().publicPem())
        .build();
  }

  @Test
  void theDocumentNamesTheResourceAndItsIssuers() {
    OAuthResourceServer server =
        OAuthResourceServer.builder(
                consumer("https://one.example.com"),
                consumer("https://one.example.com"),
                consumer("https://login.example.com/{tenantid}/v2.0"))
            .resource(
                ProtectedResource.at(URI.create("https://api.example.com/orders"))
                    .withScopes("orders:read", "orders:write")
                    .withName("Orders")
                    .withDocumentation(URI.create("https://docs.example.com"))
                    .with("tls_client_certificate_bound_access_tokens", true))
            .build();

    assertThat(server.metadataDocument())
        .contains(
            "{\"resource\":\"https://api.example.com/orders\","
                + "\"authorization_servers\":[\"https://one.example.com\"],"
                + "\"bearer_methods_supported\":[\"header\"],"
                + "\"scopes_supported\":[\"orders:read\",\"orders:write\"],"
                + "\"resource_name\":\"Orders\","
                + "\"resource_documentation\":\"https://docs.example.com\","
                + "\"tls_client_certificate_bound_access_tokens\":true}");
  }

  @Test
  void withoutADescriptionThereIsNoDocument() {
    OAuthResourceServer server =
        OAuthResourceServer.builder(consumer("https://one.example.com")).build();

    assertThat(server.metadataDocument()).isEmpty();
    assertThat(server.metadataUri()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "https://api.example.com, https://api.example.com/.well-known/oauth-protected-resource",
    "https://api.example.com/, https://api.example.com/.well-known/oauth-protected-resource",
    "https://a.example/r/1, https://a.example/.well-known/oauth-protected-resource/r/1",
    "https://a.example/r?k=v, https://a.example/.well-known/oauth-protected-resource/r?k=v",
    "http://127.0.0.1:8080/r, http://127.0.0.1:8080/.well-known/oauth-protected-resource/r",
  })
  void theDocumentsAddressIsMadeFromTheIdentifier(URI resource, URI metadata) {
    assertThat(ProtectedResource.at(resource).metadataUri()).isEqualTo(metadata);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://api.example.com", "https://a.example/#x", "urn:api", "/api"})
  void anIdentifierIsASecureAddress(URI resource) {
    assertThatIllegalArgumentException().isThrownBy(() -> ProtectedResource.at(resource));
  }
}
