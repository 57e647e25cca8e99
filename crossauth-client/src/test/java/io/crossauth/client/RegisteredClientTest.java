package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.registration.ClientInformation;
import io.crossauth.client.registration.ClientMetadata;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a registration says of a client")
class RegisteredClientTest {

  private static final String SECRET = "a-client-secret-of-at-least-32-bytes-1234";
  private static final Map<String, TestKey> KEYS =
      Map.of(
          "RS256", TestKeys.rsa(),
          "ES256", TestKeys.p256(),
          "PS256", TestKeys.rsa("ps-1").withAlgorithm("PS256"),
          "EdDSA", TestKeys.ed25519());

  private final Scene scene = new Scene();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  private OAuthClientBuilder builder() {
    OpenIdConfiguration metadata =
        OpenIdConfiguration.builder()
            .issuer(Metadata.ISSUER)
            .authorizationEndpoint(Metadata.AUTHORIZE)
            .tokenEndpoint(Metadata.TOKEN)
            .jwksUri(Metadata.JWKS)
            .with(
                MetadataField.ID_TOKEN_SIGNING_ALG_VALUES_SUPPORTED,
                List.of("RS256", "ES256", "PS256", "EdDSA", "HS256"))
            .build();
    return OAuthClient.builder(metadata)
        .redirectUri(URI.create("https://app.example/callback"))
        .transport(scene.transport)
        .platform(scene.time.platform())
        .idTokens(
            rules ->
                rules.keys(KeySet.ofJwks(TestKeys.jwks(KEYS.values().toArray(TestKey[]::new)))));
  }

  private static ClientInformation registered(ClientMetadata metadata) {
    return new ClientInformation(
        "web",
        Optional.of(Secret.of(SECRET)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        metadata);
  }

  private TokenDraft signed(TokenDraft draft, String algorithm) {
    return algorithm.startsWith("HS")
        ? draft.hmacWith(SECRET.getBytes(StandardCharsets.UTF_8), algorithm)
        : draft.signedWith(KEYS.get(algorithm));
  }

  private void refused(OAuthClient client, String algorithm) {
    TokenRejectedException refusal =
        catchThrowableOfType(
            TokenRejectedException.class, () -> scene.login(client, d -> signed(d, algorithm)));
    assertThat(refusal).as(algorithm).isNotNull();
    assertThat(refusal.reason()).isEqualTo(RejectionReason.ALGORITHM_NOT_ALLOWED);
    assertThat(refusal.hint().orElseThrow()).contains("idTokenSignedResponseAlg");
  }

  @ParameterizedTest(name = "case A21 nothing configured: an ID token of a login by {0} is refused")
  @ValueSource(strings = {"ES256", "PS256", "EdDSA"})
  void nothingConfigured(String algorithm) {
    OAuthClient client = builder().clientId("web").build();
    refused(client, algorithm);
    scene.login(client, d -> signed(d, "RS256"));
  }

  @ParameterizedTest(name = "case A21 {0} is the client''s setting: this one, and no other")
  @ValueSource(strings = {"ES256", "PS256", "EdDSA"})
  void setting(String algorithm) {
    OAuthClient client = builder().clientId("web").idTokenSignedResponseAlg(algorithm).build();
    scene.login(client, d -> signed(d, algorithm));
    refused(client, "RS256");
  }

  @ParameterizedTest(name = "case A21 {0} is taken over from a registration: this one, no other")
  @ValueSource(strings = {"ES256", "PS256", "EdDSA", "HS256", "RS256"})
  void takenOver(String algorithm) {
    ClientInformation client =
        registered(ClientMetadata.builder().idTokenSignedResponseAlg(algorithm).build());
    assertThat(client.metadata().idTokenSignedResponseAlg()).contains(algorithm);
    OAuthClient registered = builder().registration(client).build();

    scene.login(registered, d -> signed(d, algorithm));
    refused(registered, algorithm.equals("RS256") ? "ES256" : "RS256");
  }

  @Test
  @DisplayName("case A21 a registration that names no algorithm leaves the default")
  void noAlgorithm() {
    OAuthClient client =
        builder().registration(registered(ClientMetadata.builder().build())).build();
    scene.login(client, d -> signed(d, "RS256"));
    refused(client, "ES256");
  }

  @ParameterizedTest(name = "case A21 a registration for {0} makes no client")
  @ValueSource(strings = {"none", "S256", "HS512"})
  void notAccepted(String algorithm) {
    ClientInformation client =
        registered(ClientMetadata.builder().idTokenSignedResponseAlg(algorithm).build());
    OAuthClientBuilder builder = builder().registration(client);
    if (algorithm.equals("HS512")) {
      // The secret is long enough for HS256 alone: the token is refused by its key.
      OAuthClient built = builder.build();
      TokenRejectedException refusal =
          catchThrowableOfType(
              TokenRejectedException.class, () -> scene.login(built, d -> signed(d, "HS512")));
      assertThat(refusal.reason()).isEqualTo(RejectionReason.KEY_MISMATCH);
      return;
    }
    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("idTokenSignedResponseAlg");
  }

  @Test
  @DisplayName("case A21 id, secret and method of a registration are taken over with it")
  void credentials() {
    OAuthClient client =
        builder()
            .registration(
                registered(
                    ClientMetadata.builder().tokenEndpointAuthMethod("client_secret_post").build()))
            .build();
    scene.login(client, d -> d);
    String body = scene.transport.body(0);
    assertThat(body).contains("client_id=web", "client_secret=" + SECRET);
  }

  @Test
  @DisplayName("case A21 a registration by a key leaves the key that the program has set")
  void byKey() {
    OAuthClient client =
        builder()
            .clientKey(JwtSigner.ofJwk(TestKeys.p256().privateJwkJson()))
            .registration(
                registered(
                    ClientMetadata.builder().tokenEndpointAuthMethod("private_key_jwt").build()))
            .build();
    scene.login(client, d -> d);
    String body = scene.transport.body(0);
    assertThat(body).contains("client_assertion=").doesNotContain("client_secret=");
  }

  @Test
  @DisplayName("an algorithm that was set stays, where the registration names none")
  void algorithmThenRegistration() {
    OAuthClient client =
        builder()
            .idTokenSignedResponseAlg("PS256")
            .registration(registered(ClientMetadata.builder().build()))
            .build();
    scene.login(client, d -> signed(d, "PS256"));
    refused(client, "RS256");
  }

  @Test
  @DisplayName("the last word counts, where both name an algorithm")
  void lastWord() {
    ClientInformation byEs256 =
        registered(ClientMetadata.builder().idTokenSignedResponseAlg("ES256").build());
    OAuthClient registered =
        builder().idTokenSignedResponseAlg("PS256").registration(byEs256).build();
    scene.login(registered, d -> signed(d, "ES256"));
    refused(registered, "PS256");

    OAuthClient named = builder().registration(byEs256).idTokenSignedResponseAlg("PS256").build();
    scene.login(named, d -> signed(d, "PS256"));
    refused(named, "ES256");
  }

  @Test
  @DisplayName("an algorithm by name keeps the secret of the registration")
  void secretOfTheRegistration() {
    OAuthClient client =
        builder()
            .registration(
                registered(ClientMetadata.builder().idTokenSignedResponseAlg("HS256").build()))
            .idTokenSignedResponseAlg("HS256")
            .build();
    scene.login(client, d -> signed(d, "HS256"));
  }

  @Test
  @DisplayName("a registration takes the place of an earlier one, its secret included")
  void registrationAfterRegistration() {
    OAuthClientBuilder builder =
        builder()
            .registration(
                registered(ClientMetadata.builder().idTokenSignedResponseAlg("HS256").build()))
            .registration(registered(ClientMetadata.builder().build()));
    scene.login(builder.build(), d -> signed(d, "RS256"));
    refused(builder.build(), "HS256");
  }

  @Test
  @DisplayName("F-02 that demands pushed requests has them")
  void that_demands_pushed_requests_has_them() {
    OAuthClientBuilder demanding =
        builder()
            .registration(
                registered(
                    ClientMetadata.builder()
                        .with("require_pushed_authorization_requests", true)
                        .build()));
    OAuthClientBuilder indifferent =
        builder()
            .registration(
                registered(
                    ClientMetadata.builder()
                        .with("require_pushed_authorization_requests", false)
                        .build()));

    assertThat(configurationError(demanding)).contains("config.no_pushed_requests");
    assertThat(configurationError(indifferent)).isEmpty();
  }

  @Test
  @DisplayName("F-03 that demands signed requests has them, by the client's key")
  void that_demands_signed_requests_has_them() {
    ClientInformation demanding =
        registered(
            ClientMetadata.builder()
                .with("require_signed_request_object", true)
                .with("request_object_signing_alg", "ES256")
                .build());
    JwtSigner es256 = JwtSigner.ofJwk(TestKeys.p256().privateJwkJson());
    JwtSigner rs256 = JwtSigner.ofJwk(TestKeys.rsa().privateJwkJson());

    assertThat(configurationError(builder().registration(demanding)))
        .contains("config.no_request_key");
    assertThat(configurationError(builder().registration(demanding).signedRequests(rs256)))
        .contains("config.request_algorithm");
    assertThat(
            builder()
                .registration(demanding)
                .clientKey(es256)
                .build()
                .startAuthorizationCodeFlow("openid")
                .uri()
                .getRawQuery())
        .contains("&request=");
  }

  @Test
  @DisplayName("F-03 that may encrypt requests need not")
  void that_may_encrypt_requests_need_not() {
    ClientInformation able =
        registered(
            ClientMetadata.builder().with("request_object_encryption_alg", "RSA1_5").build());

    assertThat(configurationError(builder().registration(able))).isEmpty();
  }

  private static Optional<String> configurationError(OAuthClientBuilder builder) {
    try (OAuthClient client = builder.build()) {
      var unused = client.startAuthorizationCodeFlow("openid");
      return Optional.empty();
    } catch (ConfigurationException e) {
      return Optional.of(e.code());
    }
  }
}
