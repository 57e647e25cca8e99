package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWEDecrypter;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.crypto.RSADecrypter;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.CrossauthException;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-03 an encrypted authorization request")
class EncryptedRequestTest {

  private static final TestKey RSA = TestKeys.rsa("enc-rsa");
  private static final TestKey EC = TestKeys.p256("enc-ec");

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  private OAuthClientBuilder builder(OpenIdConfiguration metadata) {
    return OAuthClient.builder(metadata)
        .clientId("web")
        .clientKey(JwtSigner.ofJwk(TestKeys.p256("jar-1").privateJwkJson()))
        .redirectUri(URI.create("https://app.example/callback"))
        .transport(transport)
        .platform(time.platform());
  }

  private OAuthClient client(String algorithm, String content) {
    return builder(Metadata.complete()).encryptedRequests(algorithm, content).build();
  }

  private static Map<String, Object> published(TestKey key, String use, String algorithm) {
    Map<String, Object> jwk = new LinkedHashMap<>(key.publicJwk());
    jwk.put("use", use);
    jwk.remove("alg");
    if (!algorithm.isEmpty()) {
      jwk.put("alg", algorithm);
    }
    return jwk;
  }

  private static String keys(Object... jwks) {
    return Json.write(Map.of("keys", Arrays.asList(jwks)));
  }

  private static JWEObject opened(AuthorizationRequest request, TestKey key) throws Exception {
    JWEObject jwe = JWEObject.parse(Wire.query(request.uri()).get("request"));
    PrivateKey opener = (PrivateKey) key.signingKey();
    JWEDecrypter decrypter =
        opener instanceof ECPrivateKey ec ? new ECDHDecrypter(ec) : new RSADecrypter(opener);
    jwe.decrypt(decrypter);
    return jwe;
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("F-03 is a signed one, encrypted for the server's key:")
  @CsvSource({
    "RSA-OAEP, A256GCM",
    "RSA-OAEP-256, A128CBC-HS256",
    "ECDH-ES, A128GCM",
    "ECDH-ES+A256KW, A256CBC-HS512"
  })
  void is_a_signed_one_encrypted(String algorithm, String content) throws Exception {
    transport.json(200, keys(published(RSA, "enc", ""), published(EC, "enc", "")));

    AuthorizationRequest request = client(algorithm, content).startAuthorizationCodeFlow("openid");

    JWEObject jwe = opened(request, algorithm.startsWith("RSA") ? RSA : EC);
    assertThat(jwe.getHeader().getAlgorithm().getName()).isEqualTo(algorithm);
    assertThat(jwe.getHeader().getEncryptionMethod().getName()).isEqualTo(content);
    assertThat(jwe.getHeader().getContentType()).isEqualTo("JWT");
    assertThat(jwe.getHeader().getKeyID())
        .isEqualTo(algorithm.startsWith("RSA") ? "enc-rsa" : "enc-ec");
    String[] signed = jwe.getPayload().toString().split("\\.");
    assertThat(signed).hasSize(3);
    assertThat(Json.object(java.util.Base64.getUrlDecoder().decode(signed[1])))
        .containsEntry("state", request.pending().state().reveal());
    assertThat(transport.calls().get(0).uri()).hasToString(Metadata.JWKS);
    assertThat(transport.calls().get(0).method()).isEqualTo("GET");
    assertThat(transport.calls().get(0).headers().first("Authorization")).isEmpty();
  }

  @Test
  @DisplayName("F-03 is for no decoy: of another use, another algorithm, weak, or broken")
  void is_for_no_decoy() throws Exception {
    Map<String, Object> broken = published(TestKeys.rsa("decoy-broken"), "enc", "");
    broken.remove("n");
    Map<String, Object> withoutUse = published(TestKeys.rsa("decoy-use"), "enc", "");
    withoutUse.remove("use");
    transport.json(
        200,
        keys(
            "text",
            broken,
            withoutUse,
            published(TestKeys.rsa("decoy-sig"), "sig", ""),
            published(TestKeys.rsa("decoy-alg"), "enc", "RSA-OAEP"),
            published(TestKeys.weakRsa(), "enc", ""),
            published(EC, "enc", ""),
            published(TestKeys.ed25519("decoy-ed"), "enc", ""),
            published(RSA, "enc", "RSA-OAEP-256")));

    AuthorizationRequest request =
        client("RSA-OAEP-256", "A256GCM").startAuthorizationCodeFlow("openid");

    assertThat(opened(request, RSA).getHeader().getKeyID()).isEqualTo("enc-rsa");
  }

  @ParameterizedTest
  @DisplayName("F-03 for a server without a key for it is refused, not sent in the clear")
  @ValueSource(strings = {"RSA-OAEP-256", "ECDH-ES"})
  void for_a_server_without_a_key_is_refused(String algorithm) {
    Map<String, Object> other = published(algorithm.startsWith("RSA") ? EC : RSA, "enc", "");
    transport.json(200, keys(other, published(RSA, "sig", "")));

    CrossauthException e =
        catchThrowableOfType(
            CrossauthException.class,
            () -> client(algorithm, "A256GCM").startAuthorizationCodeFlow("openid"));

    assertThat(e.code()).isEqualTo("response.encryption_key");
    assertThat(e).hasMessageContaining(algorithm);
  }

  @ParameterizedTest
  @DisplayName("F-03 is refused where what comes is no key set")
  @ValueSource(strings = {"{}", "{\"keys\":{}}"})
  void is_refused_where_what_comes_is_no_key_set(String json) {
    transport.json(200, json);

    assertThat(
            catchThrowableOfType(
                    CrossauthException.class,
                    () -> client("RSA-OAEP", "A256GCM").startAuthorizationCodeFlow("openid"))
                .code())
        .isEqualTo("response.missing_member");
  }

  @Test
  @DisplayName("F-03 asks for the keys once in five minutes")
  void asks_for_the_keys_once_in_five_minutes() {
    OAuthClient client = client("RSA-OAEP-256", "A256GCM");
    transport.json(200, keys(published(RSA, "enc", "")));
    client.startAuthorizationCodeFlow("openid");
    time.advance(Duration.ofMinutes(5).minusMillis(1));
    client.startAuthorizationCodeFlow("openid");
    assertThat(transport.calls()).hasSize(1);

    time.advance(Duration.ofMillis(1));
    transport.json(200, keys(published(RSA, "enc", "")));
    client.startAuthorizationCodeFlow("openid");
    assertThat(transport.calls()).hasSize(2);
  }

  @ParameterizedTest
  @DisplayName("F-03 whose algorithm the server does not list is a configuration error")
  @ValueSource(
      strings = {
        "request_object_encryption_alg_values_supported",
        "request_object_encryption_enc_values_supported"
      })
  void whose_algorithm_is_not_listed_is_a_configuration_error(String member) {
    OAuthClient client =
        builder(Metadata.complete().with(member, List.of("RSA1_5")))
            .encryptedRequests("RSA-OAEP", "A256GCM")
            .build();

    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class, () -> client.startAuthorizationCodeFlow("openid"));

    assertThat(e.code()).isEqualTo("config.request_encryption");
    assertThat(e).hasMessageContaining(member);
  }

  @ParameterizedTest(name = "{0} {1}")
  @DisplayName("F-03 is by no algorithm that is weak or unknown:")
  @CsvSource({
    "RSA1_5, A256GCM",
    "dir, A256GCM",
    "A256KW, A256GCM",
    "PBES2-HS256+A128KW, A256GCM",
    "RSA-OAEP, A256",
    "none, A256GCM"
  })
  void is_by_no_algorithm_that_is_weak(String algorithm, String content) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder(Metadata.complete()).encryptedRequests(algorithm, content));
  }

  @Test
  @DisplayName("F-03 needs a key to sign by")
  void needs_a_key_to_sign_by() {
    OAuthClientBuilder builder =
        OAuthClient.builder(Metadata.complete())
            .clientId("web")
            .transport(transport)
            .encryptedRequests("RSA-OAEP", "A256GCM");

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("signedRequests");
  }
}
