package io.crossauth.client.testing;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.tls.TestCertificates;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client that keeps to FAPI 2.0, at a provider that is a script; each test changes one thing. */
public final class Fapi2Scene implements AutoCloseable {

  public static final JwtSigner PS256 = signer("PS256");
  public static final X509Certificate CERTIFICATE = TestCertificates.shared().authority();
  public static final URI REDIRECT = URI.create("https://app.example.com/callback");

  public final FakeTime time = FakeTime.create();
  public final ScriptedTransport transport = new ScriptedTransport();

  /** A builder with everything that the profile wants, but for the switch. */
  public OAuthClientBuilder builder() {
    return builder(OAuthClient.builder(Metadata.ISSUER));
  }

  /** The same for a builder that was begun otherwise. */
  public OAuthClientBuilder builder(OAuthClientBuilder begun) {
    return begun
        .clientId(Contexts.CLIENT_ID)
        .clientKey(PS256)
        .redirectUri(REDIRECT)
        .tlsIdentity(CERTIFICATE)
        .transport(transport)
        .platform(time.platform());
  }

  /** A key of this algorithm. */
  public static JwtSigner signer(String algorithm) {
    return switch (algorithm) {
      case "ES256" -> JwtSigner.ofJwk(TestKeys.p256("fapi2").privateJwkJson());
      case "EdDSA" -> JwtSigner.ofJwk(TestKeys.ed25519("fapi2").privateJwkJson());
      default -> JwtSigner.ofJwk(TestKeys.rsa("fapi2").withAlgorithm(algorithm).privateJwkJson());
    };
  }

  /** What a provider of the profile says about itself. */
  public static Map<String, Object> metadata() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("issuer", Metadata.ISSUER);
    all.put("authorization_endpoint", Metadata.AUTHORIZE);
    all.put("token_endpoint", Metadata.TOKEN);
    all.put("jwks_uri", Metadata.JWKS);
    all.put("introspection_endpoint", Metadata.INTROSPECTION);
    all.put("pushed_authorization_request_endpoint", Metadata.ISSUER + "/par");
    all.put("response_types_supported", List.of("code"));
    all.put("response_modes_supported", List.of("query", "jwt"));
    all.put("subject_types_supported", List.of("public"));
    all.put("code_challenge_methods_supported", List.of("S256"));
    all.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
    all.put("id_token_signing_alg_values_supported", List.of("RS256", "PS256"));
    all.put("request_object_signing_alg_values_supported", List.of("PS256"));
    all.put("authorization_response_iss_parameter_supported", true);
    all.put("tls_client_certificate_bound_access_tokens", true);
    return all;
  }

  /** The provider says this about itself, once. */
  public Fapi2Scene answers(Map<String, Object> metadata) {
    transport.then(
        call ->
            new HttpReply(
                200,
                Headers.of("Content-Type", "application/json"),
                Json.write(metadata).getBytes(StandardCharsets.UTF_8)));
    return this;
  }

  @Override
  public void close() {
    transport.close();
  }
}
