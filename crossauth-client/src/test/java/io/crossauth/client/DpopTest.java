package io.crossauth.client;

import static io.crossauth.client.testing.DpopScene.claims;
import static io.crossauth.client.testing.DpopScene.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.device.DevicePrompt;
import io.crossauth.client.device.OAuthDeviceAuthorizationResponse;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.session.StoredTokens;
import io.crossauth.client.session.TokenManager;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.DpopScene;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.TokenRequestOptions;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginRequiredException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.http.RecordedRequest;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.testkit.provider.ProviderBuilder;
import io.crossauth.tokenconsumer.TokenExpectations;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens bound to a key, at a provider that checks every proof, over real sockets. */
@DisplayName("DPoP at the client:")
class DpopTest {

  private static final URI API = URI.create("https://api.example.com/orders?page=2");

  private DpopScene scene = new DpopScene();

  @AfterEach
  void close() {
    scene.close();
  }

  private void restart(DpopScene other) {
    scene.close();
    scene = other;
  }

  private OAuthClient confidential() {
    return scene.client(TestClients.CONFIDENTIAL).dpop().build();
  }

  private static String jwk(RecordedRequest request) {
    return String.valueOf(header(request).get("jwk"));
  }

  private List<RecordedRequest> proven(Endpoint endpoint) {
    return scene.sent(endpoint);
  }

  @Test
  @DisplayName("F-05: a proof says what it is for, and its key shows its public half alone")
  void a_proof_says_what_it_is_for() {
    OAuthTokenResponse tokens = scene.logIn(confidential());

    RecordedRequest request = proven(Endpoint.TOKEN).get(0);
    assertThat(header(request))
        .containsOnlyKeys("alg", "typ", "jwk")
        .containsEntry("alg", "ES256")
        .containsEntry("typ", "dpop+jwt");
    assertThat((Map<?, ?>) header(request).get("jwk"))
        .extracting(Map::keySet)
        .asString()
        .doesNotContain("d,")
        .contains("crv", "kty", "x", "y");
    assertThat(claims(request))
        .containsOnlyKeys("jti", "htm", "htu", "iat")
        .containsEntry("htm", "POST")
        .containsEntry("htu", scene.provider().uri(Endpoint.TOKEN).toString())
        .containsEntry("iat", scene.time().instant().getEpochSecond());
    assertThat(String.valueOf(claims(request).get("jti"))).hasSize(22);
    assertThat(tokens.tokenType()).isEqualTo("DPoP");
    assertThat(tokens.proofKey()).isPresent();
  }

  @ParameterizedTest(name = "F-05: by {0}")
  @ValueSource(strings = {"ES256", "PS256", "EdDSA"})
  void by_every_algorithm(String algorithm) {
    OAuthClient client =
        scene
            .client(TestClients.CONFIDENTIAL)
            .dpop(Dpop.keyPerLogin().withAlgorithm(algorithm))
            .build();

    OAuthTokenResponse tokens = scene.logIn(client);

    assertThat(header(proven(Endpoint.TOKEN).get(0))).containsEntry("alg", algorithm);
    assertThat(client.userInfoEndpoint(tokens).subject()).isNotEmpty();
  }

  @Test
  @DisplayName("F-05: at a resource it names the token")
  void at_a_resource_it_names_the_token() {
    OAuthClient client = confidential();
    OAuthTokenResponse tokens = scene.logIn(client);

    client.userInfoEndpoint(tokens);

    RecordedRequest request = proven(Endpoint.USERINFO).get(0);
    assertThat(request.header("Authorization").orElseThrow()).startsWith("DPoP ");
    assertThat(claims(request)).containsKey("ath").containsEntry("htm", "GET");
  }

  @Test
  @DisplayName("F-05: no proof is sent where nothing was asked for by a key")
  void no_proof_without_a_key() {
    restart(new DpopScene(builder -> builder));

    OAuthTokenResponse tokens = scene.logIn(scene.client(TestClients.CONFIDENTIAL).build());

    assertThat(tokens.tokenType()).isEqualTo("Bearer");
    assertThat(tokens.proofKey()).isEmpty();
    assertThat(proven(Endpoint.TOKEN).get(0).header("DPoP")).isEmpty();
  }

  @Test
  @DisplayName(
      "F-05: an algorithm that the server does not list is refused before anything is sent")
  void an_algorithm_that_is_not_listed() {
    scene
        .provider()
        .faults()
        .at(Endpoint.DISCOVERY)
        .member(MetadataField.DPOP_SIGNING_ALG_VALUES_SUPPORTED.name(), List.of("PS256"));

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> confidential().startAuthorizationCodeFlow("openid"))
        .withMessageContaining("PS256")
        .satisfies(e -> assertThat(e.code()).isEqualTo("config.proof_algorithm"));
  }

  @ParameterizedTest(
      name = "F-09: one key per login, from the start to a refresh on another node, {0}")
  @ValueSource(strings = {TestClients.CONFIDENTIAL, TestClients.PUBLIC, "crossauth-pkjwt-es256"})
  void one_key_per_login(String id) {
    OAuthClient client = scene.client(id).pushedRequests().dpop().build();
    OAuthClient another = scene.client(id).dpop().build();
    SealingKey sealing = SealingKey.ephemeral();

    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid", "profile");
    PendingLogin carried = PendingLogin.open(request.pending().seal(sealing), sealing);
    OAuthTokenResponse tokens = another.redirectEndpoint(scene.answer(request), carried);
    String stored = StoredTokens.of(tokens).seal(sealing, "alice");
    StoredTokens opened = StoredTokens.open(stored, sealing, "alice");
    OAuthTokenResponse renewed =
        client.refreshTokenFlow(
            opened.refreshToken().orElseThrow(),
            TokenExpectations.none(),
            TokenRequestOptions.none().withProofKey(opened.proofKey().orElseThrow()));
    another.userInfoEndpoint(renewed);

    assertThat(
            Stream.of(Endpoint.PUSHED_AUTHORIZATION, Endpoint.TOKEN, Endpoint.USERINFO)
                .flatMap(endpoint -> proven(endpoint).stream())
                .map(DpopTest::jwk))
        .hasSize(4)
        .containsOnly(jwk(proven(Endpoint.TOKEN).get(0)));
    assertThat(stored).startsWith("2.");
  }

  @Test
  @DisplayName("F-09: another login has another key")
  void another_login_has_another_key() {
    OAuthClient client = confidential();
    scene.logIn(client);
    scene.logIn(client);

    assertThat(proven(Endpoint.TOKEN).stream().map(DpopTest::jwk).distinct()).hasSize(2);
  }

  @Test
  @DisplayName("F-09: the request names the key, so that the code is good for its holder alone")
  void the_request_names_the_key() {
    OAuthClient client = confidential();
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
    PendingLogin stolen = withKeyOf(request, client.startAuthorizationCodeFlow("openid"));

    assertThat(request.uri().getQuery()).contains("dpop_jkt=");
    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.redirectEndpoint(scene.answer(request), stolen))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_grant"));
  }

  private static PendingLogin withKeyOf(AuthorizationRequest request, AuthorizationRequest other) {
    PendingLogin own = request.pending();
    return new PendingLogin(
        own.state(),
        own.nonce(),
        own.codeVerifier(),
        own.clientId(),
        own.issuer(),
        own.redirectUri(),
        own.startedAt(),
        own.scopes(),
        own.maxAge(),
        own.acrValues(),
        own.subject(),
        own.browser(),
        own.responseMode(),
        other.pending().proofKey());
  }

  @Test
  @DisplayName("F-09: a key that is held elsewhere signs everything, and does not travel")
  void a_key_that_is_held_elsewhere() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Dpop given =
        Dpop.signedBy(JwtSigner.ofKey(pair.getPrivate(), "EdDSA", "kms-1"), pair.getPublic());
    OAuthClient client = scene.client(TestClients.CONFIDENTIAL).dpop(given).build();

    OAuthTokenResponse tokens = scene.logIn(client);
    client.refreshTokenFlow(tokens);

    assertThat(tokens.proofKey().orElseThrow().reveal()).matches("\\{\"jkt\":\"[\\w-]{43}\"}");
    assertThat(proven(Endpoint.TOKEN).stream().map(DpopTest::jwk).distinct()).hasSize(1);
    OAuthClient without = confidential();
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> without.refreshTokenFlow(tokens))
        .satisfies(e -> assertThat(e.code()).isEqualTo("config.proof_key"));
  }

  @Test
  @DisplayName("one signer for two issuers fails in build()")
  void one_signer_for_two_issuers() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Dpop given = Dpop.signedBy(JwtSigner.ofKey(pair.getPrivate(), "EdDSA", ""), pair.getPublic());
    scene.client(TestClients.CONFIDENTIAL).dpop(given).build();
    scene.client(TestClients.PUBLIC).dpop(given.unsafeAcceptingBearerTokens()).build();

    try (InProcessProvider other = InProcessProvider.start()) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  OAuthClient.builder(other.issuer().toString()).clientId("a").dpop(given).build())
          .withMessageContaining("one provider");
    }
  }

  @Test
  @DisplayName("one signer for two servers without an issuer fails in build()")
  void one_signer_for_two_servers_without_an_issuer() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Dpop given = Dpop.signedBy(JwtSigner.ofKey(pair.getPrivate(), "EdDSA", ""), pair.getPublic());
    tokenServer("a").dpop(given).build().close();
    tokenServer("a").dpop(given).build().close();

    assertThatIllegalStateException().isThrownBy(() -> tokenServer("b").dpop(given).build());
  }

  private static OAuthClientBuilder tokenServer(String name) {
    return OAuthClient.builder(
            OpenIdConfiguration.builder()
                .tokenEndpoint("https://" + name + ".example.com/token")
                .build())
        .clientId("service");
  }

  @ParameterizedTest(name = "F-08: token_type {0} is taken")
  @ValueSource(strings = {"dpop", "DPOP", "dPoP"})
  void odd_case_of_the_type(String type) {
    scene.provider().faults().at(Endpoint.TOKEN).member("token_type", type);
    OAuthClient client = confidential();

    OAuthTokenResponse tokens = scene.logIn(client);

    assertThat(client.userInfoEndpoint(tokens).subject()).isNotEmpty();
  }

  @Test
  @DisplayName("F-08: Bearer in answer to a proof is refused")
  void bearer_is_refused() {
    scene.provider().faults().at(Endpoint.TOKEN).member("token_type", "Bearer");
    OAuthClient client = confidential();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> scene.logIn(client))
        .withMessageContaining("expected DPoP, found Bearer")
        .withMessageContaining("Dpop.unsafeAcceptingBearerTokens()")
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.token_type"));
    assertThat(scene.provider().count(Endpoint.USERINFO)).isZero();
  }

  @Test
  @DisplayName("F-08: Bearer is taken where that was said, and presented as what it is")
  void bearer_is_taken_where_that_was_said() {
    restart(new DpopScene(ProviderBuilder::withoutDpop));
    OAuthClient client =
        scene
            .client(TestClients.CONFIDENTIAL)
            .dpop(Dpop.keyPerLogin().unsafeAcceptingBearerTokens())
            .build();

    OAuthTokenResponse tokens = scene.logIn(client);
    client.userInfoEndpoint(tokens);

    assertThat(tokens.tokenType()).isEqualTo("Bearer");
    RecordedRequest request = proven(Endpoint.USERINFO).get(0);
    assertThat(request.header("Authorization").orElseThrow()).startsWith("Bearer ");
    assertThat(request.header("DPoP")).isEmpty();
  }

  @Test
  @DisplayName("F-08: DPoP without a proof is refused as before")
  void dpop_without_a_proof_is_refused() {
    restart(new DpopScene(builder -> builder));
    scene.provider().faults().at(Endpoint.TOKEN).member("token_type", "DPoP");
    OAuthClient client = scene.client(TestClients.CONFIDENTIAL).build();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> scene.logIn(client))
        .withMessageContaining("expected Bearer, found DPoP");
  }

  @Test
  @DisplayName(
      "F-10: a public client's refresh token is good with the stored key, and with no other")
  void public_refresh() {
    OAuthClient client = scene.client(TestClients.PUBLIC).dpop().build();
    TokenStore store = TokenStore.inMemory(10, Duration.ofDays(1), scene.time());
    TokenManager manager = client.tokenManager(store);
    manager.signedIn("alice", scene.logIn(client));
    scene.time().advance(Duration.ofMinutes(6));
    Secret renewed = manager.accessToken("alice");

    StoredTokens own = store.find("alice").orElseThrow();
    assertThat(own.accessToken()).isEqualTo(renewed);
    store.put("alice", withKeyOf(own, StoredTokens.of(scene.logIn(client))));
    scene.time().advance(Duration.ofMinutes(6));
    assertThatExceptionOfType(LoginRequiredException.class)
        .isThrownBy(() -> client.tokenManager(store).accessToken("alice"))
        .withMessageContaining("invalid_grant");
  }

  private static StoredTokens withKeyOf(StoredTokens own, StoredTokens other) {
    return new StoredTokens(
        own.version() + 1,
        own.accessToken(),
        own.refreshToken(),
        own.idToken(),
        own.subject(),
        own.expiresAt(),
        own.renewAt(),
        own.scopes(),
        own.login(),
        own.authorizationDetails(),
        own.tokenType(),
        other.proofKey());
  }

  @Test
  @DisplayName("a session that began without a key gets one at its next renewal")
  void a_session_that_began_without_a_key() {
    restart(new DpopScene(builder -> builder));
    OAuthClient before = scene.client(TestClients.CONFIDENTIAL).build();
    TokenStore store = TokenStore.inMemory(10, Duration.ofDays(1), scene.time());
    before.tokenManager(store).signedIn("alice", scene.logIn(before));
    scene.time().advance(Duration.ofMinutes(6));

    TokenManager manager = confidential().tokenManager(store);
    Map<String, String> fields = manager.source("alice").authorize("GET", API);

    assertThat(fields).containsOnlyKeys("Authorization", "DPoP");
    assertThat(store.find("alice").orElseThrow().proofKey()).isPresent();
  }

  @ParameterizedTest(
      name = "F-10: a public session without a key keeps the one of a renewal that {0}")
  @ValueSource(strings = {"asked for less", "came to nothing"})
  void a_public_session_keeps_the_key_it_has_got(String renewal) {
    restart(new DpopScene(builder -> builder));
    OAuthClient before = scene.client(TestClients.PUBLIC).build();
    TokenStore store = TokenStore.inMemory(10, Duration.ofDays(1), scene.time());
    before.tokenManager(store).signedIn("alice", scene.logIn(before));
    OAuthClient client = scene.client(TestClients.PUBLIC).dpop().build();
    TokenManager manager = client.tokenManager(store);
    scene.time().advance(Duration.ofMinutes(4));
    if (renewal.equals("asked for less")) {
      client.downscoped(manager.source("alice"), "profile").accessToken();
    } else {
      scene.time().advance(Duration.ofMinutes(2));
      scene.provider().faults().at(Endpoint.TOKEN).next(1).member("token_type", "mac");
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> manager.accessToken("alice"));
    }
    scene.time().advance(Duration.ofMinutes(6));

    assertThat(manager.source("alice").authorize("GET", API)).containsKey("DPoP");
    List<RecordedRequest> sent = proven(Endpoint.TOKEN);
    assertThat(jwk(sent.get(sent.size() - 1))).isEqualTo(jwk(sent.get(1)));
  }

  @Test
  @DisplayName("a session's token is put on a request with a proof, a new one each time")
  void a_sessions_token_comes_with_a_proof() {
    OAuthClient client = confidential();
    TokenStore store = TokenStore.inMemory(10, Duration.ofDays(1), scene.time());
    TokenManager manager = client.tokenManager(store);
    manager.signedIn("alice", scene.logIn(client));
    TokenSource source = manager.source("alice");

    Map<String, String> first = source.authorize("GET", API);
    Map<String, String> second = source.authorize("GET", API);

    assertThat(first.get("Authorization")).isEqualTo("DPoP " + source.accessToken().reveal());
    assertThat(first.get("DPoP")).isNotEqualTo(second.get("DPoP"));
    assertThat(client.userInfoEndpoint(store.find("alice").orElseThrow()).subject()).isNotEmpty();
  }

  @Test
  @DisplayName("F-09: a service source keeps one key")
  void a_service_source_keeps_one_key() {
    TokenSource source = scene.client(TestClients.SERVICE).dpop().build().tokenSource();
    Map<String, String> first = source.authorize("GET", API);
    scene.time().advance(Duration.ofMinutes(6));
    Map<String, String> second = source.authorize("GET", API);

    assertThat(first).containsOnlyKeys("Authorization", "DPoP");
    assertThat(second.get("Authorization")).isNotEqualTo(first.get("Authorization"));
    assertThat(proven(Endpoint.TOKEN)).hasSize(2);
    assertThat(proven(Endpoint.TOKEN).stream().map(DpopTest::jwk).distinct()).hasSize(1);
  }

  @Test
  @DisplayName("by password, and by client credentials")
  void by_password() {
    OAuthClient client = confidential();
    OAuthTokenResponse tokens =
        ((PasswordOutcome.SignedIn)
                client.passwordFlow(
                    TestUsers.ALICE, Secret.of(TestUsers.password(TestUsers.ALICE)), "openid"))
            .tokens();

    assertThat(client.userInfoEndpoint(tokens).subject()).isNotEmpty();
    assertThat(client.clientCredentialsFlow().tokenType()).isEqualTo("DPoP");
  }

  @Test
  @DisplayName("by device, with one key for all polls")
  void by_device() {
    OAuthClient client = scene.client(TestClients.DEVICE).dpop().build();
    OAuthDeviceAuthorizationResponse code = client.startDeviceCodeFlow("openid");
    DevicePrompt approving =
        shown -> scene.provider().approveDevice(shown.userCode(), TestUsers.ALICE);

    OAuthTokenResponse tokens = client.device().await(code, approving);
    OAuthTokenResponse renewed = client.refreshTokenFlow(tokens);

    assertThat(client.userInfoEndpoint(renewed).subject()).isNotEmpty();
    assertThat(proven(Endpoint.TOKEN).stream().map(DpopTest::jwk).distinct()).hasSize(1);
  }

  @Test
  @DisplayName("F-25: a proof that the server quotes does not show, nor does a key")
  void no_proof_and_no_key_shows() {
    List<String> proofs = new ArrayList<>();
    OAuthClient client =
        OAuthClient.builder(Metadata.complete())
            .clientId("a")
            .dpop()
            .transport(
                call -> {
                  proofs.add(call.headers().first("DPoP").orElseThrow());
                  String body =
                      "{\"error\":\"invalid_dpop_proof\",\"error_description\":\"not "
                          + proofs.get(0)
                          + "\"}";
                  return new HttpReply(
                      400,
                      Headers.of("Content-Type", "application/json"),
                      body.getBytes(StandardCharsets.UTF_8));
                })
            .build();

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(client::clientCredentialsFlow)
        .satisfies(e -> assertThat(e.getMessage()).contains("***").doesNotContain(proofs.get(0)));
    OAuthClient login = confidential();
    AuthorizationRequest request = login.startAuthorizationCodeFlow("openid");
    OAuthTokenResponse tokens = login.redirectEndpoint(scene.answer(request), request.pending());
    String key = tokens.proofKey().orElseThrow().reveal();
    String privateHalf = key.substring(key.indexOf("\"d\":\"") + 5, key.indexOf("\"d\":\"") + 30);
    assertThat(
            request
                + " "
                + tokens
                + StoredTokens.of(tokens)
                + TokenRequestOptions.none().withProofKey(Secret.of(key))
                + login.tokenSource())
        .doesNotContain(privateHalf)
        .doesNotContain("\"d\"");
  }
}
