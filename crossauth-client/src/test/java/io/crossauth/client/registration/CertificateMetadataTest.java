package io.crossauth.client.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.http.ClientCertificate;
import io.crossauth.internal.json.Json;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 8705: what a client registers of its certificate")
class CertificateMetadataTest {

  @Test
  void its_subject() {
    ClientMetadata client =
        ClientMetadata.builder()
            .tlsClientAuthSubjectDn("CN=billing,O=Example")
            .certificateBoundAccessTokens()
            .build();

    assertThat(client.members())
        .containsEntry("token_endpoint_auth_method", "tls_client_auth")
        .containsEntry("tls_client_auth_subject_dn", "CN=billing,O=Example")
        .containsEntry("tls_client_certificate_bound_access_tokens", true);
  }

  @Test
  void or_the_certificate_itself_without_its_key() throws Exception {
    ClientCertificate own =
        ClientCertificate.of(
            TestCertificates.shared().selfSignedClientKeyStore("billing"),
            Secret.of(TestCertificates.KEY_PASSWORD));

    ClientMetadata client = ClientMetadata.builder().selfSignedTlsClientAuth(own).build();

    Map<?, ?> set = (Map<?, ?>) client.raw("jwks").orElseThrow();
    Map<?, ?> key = (Map<?, ?>) ((List<?>) set.get("keys")).get(0);
    assertThat(client.tokenEndpointAuthMethod()).contains("self_signed_tls_client_auth");
    assertThat(key.get("kty")).isEqualTo("EC");
    assertThat(key.get("x5c")).isEqualTo(own.x5c());
    assertThat(Json.write(set)).doesNotContain("\"d\"", "\"alg\"");
  }

  @Test
  void one_name_of_it_alone() {
    ClientMetadata.Builder two =
        ClientMetadata.builder()
            .tlsClientAuthSubjectDn("CN=billing")
            .with("tls_client_auth_san_dns", "billing.example.com");

    assertThatIllegalArgumentException().isThrownBy(two::build).withMessageContaining("one name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls_client_auth_subject_dn", "tls_client_auth_san_email"})
  void a_name_that_is_one(String member) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientMetadata.builder().with(member, " "))
        .withMessageContaining(member);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientMetadata.builder().with(member, 1))
        .withMessageContaining(member);
  }

  @Test
  void a_subject_that_is_a_distinguished_name() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientMetadata.builder().tlsClientAuthSubjectDn("billing"))
        .withMessageContaining("RFC 4514");
  }

  @Test
  void a_flag_that_is_one() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ClientMetadata.builder().with("tls_client_certificate_bound_access_tokens", "true"))
        .withMessageContaining("tls_client_certificate_bound_access_tokens");
  }
}
