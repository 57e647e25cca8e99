package io.crossauth.testkit.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import io.crossauth.testkit.tls.CertificateKind;
import io.crossauth.testkit.tls.TestCertificates;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetadataTest {

  @Test
  void standsAtBothAddresses() throws Exception {
    try (InProcessProvider provider = InProcessProvider.start()) {
      Calls calls = new Calls(provider);
      URI issuer = provider.issuer();
      URI rfc8414 = issuer.resolve("/.well-known/oauth-authorization-server" + issuer.getPath());

      Calls.Answer oidc = calls.get(provider.uri(Endpoint.DISCOVERY));
      assertThat(oidc.text("issuer")).isEqualTo(issuer.toString()).endsWith("/realms/crossauth");
      assertThat(oidc.text("token_endpoint")).isEqualTo(provider.uri(Endpoint.TOKEN).toString());
      assertThat(calls.get(rfc8414).json()).isEqualTo(oidc.json());
      assertThat(provider.count(Endpoint.DISCOVERY)).isEqualTo(2);
      assertThat(calls.get(issuer.resolve("/elsewhere")).status()).isEqualTo(404);
    }
  }

  @Test
  void publishesASignatureKeyForEachAlgorithmAndOneForEncryption() throws Exception {
    try (InProcessProvider provider = InProcessProvider.start()) {
      String text = new Calls(provider).get(provider.uri(Endpoint.JWKS)).response().body();

      List<JWK> keys = JWKSet.parse(text).getKeys();
      assertThat(keys)
          .extracting(key -> key.getAlgorithm().getName())
          .containsExactly("RS256", "PS256", "ES256", "EdDSA", "RSA-OAEP");
      assertThat(keys.get(4).getKeyUse()).isEqualTo(KeyUse.ENCRYPTION);
      assertThat(keys).noneMatch(JWK::isPrivate);
    }
  }

  @Test
  void rotatesItsKeys() throws Exception {
    try (InProcessProvider provider = InProcessProvider.start()) {
      Calls calls = new Calls(provider);
      String old = provider.signingKey("ES256").kid();

      provider.rotateKeys();
      String now = provider.signingKey("ES256").kid();
      assertThat(calls.get(provider.uri(Endpoint.JWKS)).response().body()).contains(old, now);

      provider.retireKeys();
      assertThat(calls.get(provider.uri(Endpoint.JWKS)).response().body())
          .contains(now)
          .doesNotContain(old);
    }
  }

  @Test
  void anIssuerMayEndInASlashOrBeElsewhere() throws Exception {
    try (InProcessProvider slash = InProcessProvider.builder().path("/").start();
        InProcessProvider elsewhere =
            InProcessProvider.builder().issuer("https://id.example.com").start()) {
      assertThat(slash.issuer().toString()).endsWith("/");
      assertThat(slash.uri(Endpoint.DISCOVERY))
          .isEqualTo(slash.issuer().resolve("/.well-known/openid-configuration"));
      assertThat(new Calls(slash).get(slash.uri(Endpoint.DISCOVERY)).text("issuer"))
          .isEqualTo(slash.issuer().toString());
      assertThat(new Calls(elsewhere).get(elsewhere.uri(Endpoint.DISCOVERY)).text("issuer"))
          .isEqualTo("https://id.example.com");
    }
  }

  @Test
  void speaksTls() throws Exception {
    TestCertificates certificates = TestCertificates.shared();
    try (InProcessProvider provider =
        InProcessProvider.builder()
            .host("localhost")
            .tls(certificates.serverContext(CertificateKind.GOOD))
            .start()) {
      HttpClient client = HttpClient.newBuilder().sslContext(certificates.clientContext()).build();
      HttpRequest request = HttpRequest.newBuilder(provider.uri(Endpoint.DISCOVERY)).build();

      assertThat(client.send(request, BodyHandlers.ofString()).body())
          .contains("\"issuer\":\"https://localhost:");
    }
  }
}
