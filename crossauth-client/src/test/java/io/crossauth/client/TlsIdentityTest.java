package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.TokenCall;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RFC 8705: a client with a TLS identity")
class TlsIdentityTest {

  private final X509Certificate own = TestCertificates.shared().authority();

  @Test
  void calls_the_aliases_and_shows_its_certificate_to_client_authentication() {
    List<TokenCall> seen = new ArrayList<>();
    try (Scene scene = new Scene();
        OAuthClient client =
            OAuthClient.builder(
                    Metadata.complete()
                        .with(
                            "mtls_endpoint_aliases",
                            Map.of("token_endpoint", "https://mtls.example.com/token")))
                .clientId("web")
                .transport(scene.transport)
                .platform(scene.time.platform())
                .tlsIdentity(own)
                .clientAuthentication(
                    call -> {
                      seen.add(call);
                      return call.withParameter("client_id", call.clientId());
                    })
                .build()) {
      scene.transport.json(200, Answers.tokens()).json(200, "{\"active\":false}");

      assertThat(client.clientCredentialsFlow()).isNotNull();
      assertThat(client.introspect(Secret.of("at")).active()).isFalse();

      assertThat(scene.transport.calls().get(0).uri())
          .hasToString("https://mtls.example.com/token");
      assertThat(scene.transport.calls().get(1).uri().getHost()).isEqualTo("id.example.com");
      assertThat(seen).allSatisfy(call -> assertThat(call.certificate()).isEqualTo(own));
      assertThat(seen)
          .extracting(call -> call.endpointName().name())
          .containsExactly("token_endpoint", "introspection_endpoint");
    }
  }

  @Test
  void has_a_transport_that_presents_the_certificate() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OAuthClient.builder(Metadata.complete()).clientId("web").tlsIdentity(own).build())
        .withMessageContaining("tlsIdentity");
  }

  @Test
  void has_a_key() throws Exception {
    KeyStore empty = KeyStore.getInstance("PKCS12");
    empty.load(null, null);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OAuthClient.builder(Metadata.complete()).tlsIdentity(empty, Secret.of("x")))
        .withMessageContaining("certificate");
  }

  @Test
  void is_needed_by_client_authentication_that_rests_on_it() {
    for (ClientAuthentication by :
        List.of(ClientAuthentication.tls(), ClientAuthentication.selfSignedTls())) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TlsIdentity.none().requireFor(by))
          .withMessageContaining("expected the certificate");
    }
  }
}
