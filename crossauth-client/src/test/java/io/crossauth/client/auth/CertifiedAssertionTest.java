package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.SignedJWT;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.tls.TestCertificates;
import io.crossauth.value.Secret;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An assertion whose server knows the client's certificate")
class CertifiedAssertionTest {

  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";

  private final KeyStore keys = TestCertificates.shared().clientKeyStore("web");
  private PrivateKey key;
  private X509Certificate certificate;

  @BeforeEach
  void open() throws Exception {
    key = (PrivateKey) keys.getKey("own", TestCertificates.KEY_PASSWORD.toCharArray());
    certificate = (X509Certificate) keys.getCertificate("own");
  }

  @Test
  @DisplayName("case C11 names it by its thumbprints")
  void names_it_by_its_thumbprints() throws Exception {
    Map<String, Object> header = header(JwtSigner.ofCertificate(key, "ES256", certificate));

    assertThat(header)
        .containsOnlyKeys("alg", "typ", "x5t", "x5t#S256")
        .containsEntry("x5t#S256", X509CertUtils.computeSHA256Thumbprint(certificate).toString());
    assertThat(Base64.getUrlDecoder().decode((String) header.get("x5t"))).hasSize(20);
  }

  @Test
  @DisplayName("case C11 brings the whole chain, in base64")
  void brings_the_chain() throws Exception {
    List<X509Certificate> chain = List.of(certificate, TestCertificates.shared().authority());

    Map<String, Object> header = header(JwtSigner.ofCertificateChain(key, "ES256", chain));

    assertThat(header).containsKeys("x5t", "x5t#S256");
    assertThat(header.get("x5c"))
        .isEqualTo(
            List.of(
                Base64.getEncoder().encodeToString(certificate.getEncoded()),
                Base64.getEncoder().encodeToString(chain.get(1).getEncoded())));
  }

  @ParameterizedTest(name = "case C11 the JWK has {0}")
  @CsvSource({
    "x5t, c29tZS1zaGExLXRodW1icHJpbnQ",
    "x5t#S256, c29tZS1zaGEyNTYtdGh1bWJwcmludC1oZXJlISEhISE",
  })
  void has_what_its_jwk_has(String member, String value) throws Exception {
    String jwk =
        TestKeys.rsa()
            .privateJwkJson()
            .replaceFirst("\\{", "{\"" + member + "\":\"" + value + "\",");

    Map<String, Object> header = header(JwtSigner.ofJwk(jwk));

    assertThat(header).containsOnlyKeys("alg", "typ", "kid", member).containsEntry(member, value);
  }

  @Test
  @DisplayName("case C11 the JWK has a certificate alone: its thumbprints are made")
  void makes_the_thumbprints_of_a_jwk_with_a_certificate() throws Exception {
    com.nimbusds.jose.jwk.ECKey jwk =
        new com.nimbusds.jose.jwk.ECKey.Builder(com.nimbusds.jose.jwk.ECKey.parse(certificate))
            .privateKey(key)
            .x509CertSHA256Thumbprint(null)
            .build();

    Map<String, Object> header = header(JwtSigner.ofJwk(jwk.toJSONString()));

    assertThat(header)
        .containsEntry("x5t#S256", X509CertUtils.computeSHA256Thumbprint(certificate).toString())
        .containsKeys("x5t", "x5c");
  }

  @Test
  @DisplayName("case C11 a certificate of another key is refused")
  void refuses_a_certificate_of_another_key() {
    X509Certificate other = TestCertificates.shared().authority();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtSigner.ofCertificate(key, "ES256", other));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtSigner.ofCertificateChain(key, "ES256", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                JwtSigner.ofCertificate(
                    (PrivateKey) TestKeys.rsa().signingKey(), "RS256", certificate));
  }

  @Test
  @DisplayName("case C11 a header member never takes the place of the client's own")
  void leaves_its_own_members_alone() throws Exception {
    JwtSigner usual = JwtSigner.ofJwk(TestKeys.rsa().privateJwkJson());
    JwtSigner odd =
        new JwtSigner() {
          @Override
          public String algorithm() {
            return usual.algorithm();
          }

          @Override
          public java.util.Optional<String> keyId() {
            return usual.keyId();
          }

          @Override
          public Map<String, Object> headerMembers() {
            return Map.of("alg", "none", "typ", "x", "kid", "y", "x5t", "z");
          }

          @Override
          public byte[] sign(byte[] input) {
            return usual.sign(input);
          }
        };

    assertThat(header(odd))
        .isEqualTo(Map.of("alg", "RS256", "typ", "JWT", "kid", "rsa-1", "x5t", "z"));
  }

  @ParameterizedTest(name = "case C23 the client id [{0}]")
  @ValueSource(strings = {" web", "web ", "  web  ", "w eb", "~!@#%^&*()"})
  void has_the_client_id_byte_for_byte(String id) throws Exception {
    for (ClientAuthentication method :
        List.of(
            ClientAuthentication.privateKeyJwt(JwtSigner.ofJwk(TestKeys.rsa().privateJwkJson())),
            ClientAuthentication.clientSecretJwt(() -> Secret.of(SECRET)))) {
      TokenCall call = method.apply(Contexts.call(id, Metadata.complete()));
      SignedJWT jwt = SignedJWT.parse(call.form().first("client_assertion").orElseThrow());

      Map<String, Object> claims = jwt.getPayload().toJSONObject();
      assertThat(claims).containsEntry("iss", id).containsEntry("sub", id);
      assertThat(call.form().first("client_id")).contains(id);
    }
  }

  @ParameterizedTest(name = "case C23 the client id [{0}] everywhere else")
  @ValueSource(strings = {" web", "web "})
  void has_it_everywhere(String id) {
    ScriptedTransport transport = new ScriptedTransport();
    transport.json(200, "{\"access_token\":\"at\",\"token_type\":\"Bearer\"}");
    try (OAuthClient client =
        OAuthClient.builder(Metadata.complete())
            .clientId(id)
            .redirectUri(java.net.URI.create("https://app.example/callback"))
            .clientAuthentication(ClientAuthentication.clientSecretBasic(Secret.of("s")))
            .transport(transport)
            .build()) {
      client.clientCredentialsFlow();
      assertThat(Wire.basic(transport.calls().get(0))).isEqualTo(id.replace(" ", "+") + ":s");
      assertThat(Wire.query(client.startAuthorizationCodeFlow("email").uri()))
          .containsEntry("client_id", id);
    }
  }

  private static Map<String, Object> header(JwtSigner signer) throws Exception {
    TokenCall call =
        ClientAuthentication.privateKeyJwt(signer).apply(Contexts.call(Metadata.complete()));
    return SignedJWT.parse(call.form().first("client_assertion").orElseThrow())
        .getHeader()
        .toJSONObject();
  }
}
