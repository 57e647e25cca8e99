package io.crossauth.client;

import static io.crossauth.client.testing.ProviderLogin.begin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.login.AuthorizationResponse;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.login.LoopbackOptions;
import io.crossauth.client.login.PendingLogin;
import io.crossauth.client.testing.ProviderLogin;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.LoginTimeoutException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.platform.Platform;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.TestUsers;
import io.crossauth.testkit.browser.Browser;
import io.crossauth.testkit.browser.Callback;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.tokenconsumer.SignedResponses;
import io.crossauth.value.SealingKey;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-04 a signed response (JARM)")
class JarmTest {

  private final ProviderLogin scene = new ProviderLogin();
  private final SealingKey key = SealingKey.ephemeral();

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"jwt", "query.jwt", "fragment.jwt", "form_post.jwt"})
  void ends_its_login_in_every_mode(String mode) {
    OAuthClient client = scene.client().build();
    AuthorizationRequest request = begin(client, mode);
    String sealed = request.pending().seal(key);
    Callback callback = scene.logIn(request);

    assertThat(callback.parameters()).containsOnlyKeys("response");
    assertThat(
            client
                .redirectEndpoint(ProviderLogin.response(callback), PendingLogin.open(sealed, key))
                .idToken())
        .isPresent();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"RS256", "PS256", "ES256", "EdDSA"})
  void is_signed_by_the_algorithm_of_the_registration(String algorithm) {
    try (ProviderLogin other = new ProviderLogin(algorithm)) {
      OAuthClient client = other.client().signedResponses(r -> r.by(algorithm)).build();
      AuthorizationRequest request = begin(client, "jwt");

      assertThat(client.redirectEndpoint(other.answer(request), request.pending()).idToken())
          .isPresent();
    }
  }

  @ParameterizedTest(name = "{0} in place of {1}")
  @CsvSource({"RS256,PS256", "PS256,RS256", "ES256,RS256"})
  void is_refused_when_it_is_signed_by_another_algorithm(String found, String registered) {
    try (ProviderLogin other = new ProviderLogin(found)) {
      OAuthClient client = other.client().signedResponses(r -> r.by(registered)).build();
      AuthorizationRequest request = begin(client, "jwt");
      AuthorizationResponse answer = other.answer(request);

      other.refused(
          () -> client.redirectEndpoint(answer, request.pending()),
          "token.algorithm_not_allowed",
          0);
    }
  }

  @Test
  void tells_which_setting_accepts_another_algorithm() {
    try (ProviderLogin other = new ProviderLogin("PS256")) {
      OAuthClient client = other.client().build();
      AuthorizationRequest request = begin(client, "jwt");
      AuthorizationResponse answer = other.answer(request);

      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> client.redirectEndpoint(answer, request.pending()))
          .withMessageContaining("by(\"PS256\") of signedResponses(..)");
    }
  }

  @Test
  void is_signed_with_the_client_secret_if_registered_so() {
    byte[] secret = TestClients.LONG_SECRET.getBytes(StandardCharsets.UTF_8);
    scene.provider().faults().authorizationResponse(d -> d.hmacWith(secret).withoutHeader("kid"));
    OAuthClient client =
        scene
            .client()
            .idTokens(
                rules ->
                    rules
                        .sharedSecret(Secret.of(TestClients.LONG_SECRET))
                        .idTokenSignedResponseAlg("RS256"))
            .signedResponses(r -> r.by("HS256"))
            .build();
    AuthorizationRequest request = begin(client, "jwt");

    assertThat(client.redirectEndpoint(scene.answer(request), request.pending()).idToken())
        .isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> scene.client().signedResponses(r -> r.by("HS256")).build())
        .withMessageContaining("sharedSecret(..)");
  }

  static Stream<Arguments> encryptions() {
    return Stream.of(
        Arguments.of("RSA-OAEP-256", "A128CBC-HS256", TestKeys.rsa("jarm-client")),
        Arguments.of("RSA-OAEP", "A256GCM", TestKeys.rsa("jarm-client")),
        Arguments.of("ECDH-ES", "A128GCM", TestKeys.p256("jarm-client")),
        Arguments.of("ECDH-ES+A256KW", "A256CBC-HS512", TestKeys.p256("jarm-client")));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("encryptions")
  void is_encrypted_if_registered_so(String alg, String enc, TestKey recipient) {
    encrypt(alg, enc, recipient);
    OAuthClient client = decrypting(r -> r.encryptedBy(alg, enc), recipient);
    AuthorizationRequest request = begin(client, "form_post.jwt");

    assertThat(client.redirectEndpoint(scene.answer(request), request.pending()).idToken())
        .isPresent();
  }

  @Test
  void is_encrypted_by_the_default_of_the_specification() {
    TestKey recipient = TestKeys.rsa("jarm-client");
    encrypt("RSA-OAEP-256", "A128CBC-HS256", recipient);
    OAuthClient client = decrypting(r -> r.encryptedBy("RSA-OAEP-256"), recipient);
    AuthorizationRequest request = begin(client, "jwt");

    assertThat(client.redirectEndpoint(scene.answer(request), request.pending()).idToken())
        .isPresent();
  }

  @Test
  void is_refused_when_it_is_only_signed_and_should_be_encrypted() {
    OAuthClient client =
        decrypting(r -> r.encryptedBy("RSA-OAEP-256"), TestKeys.rsa("jarm-client"));
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), "token.encryption", 0);
  }

  @Test
  void is_refused_when_it_is_encrypted_and_nothing_was_said_of_it() {
    TestKey recipient = TestKeys.rsa("jarm-client");
    encrypt("RSA-OAEP-256", "A256GCM", recipient);
    // A key for ID tokens opens no authorization response.
    OAuthClient client =
        scene
            .client()
            .idTokens(
                rules ->
                    rules.decryptionKey((PrivateKey) recipient.signingKey()).encryptionOptional())
            .build();
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), "token.encryption", 0);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"RSA-OAEP-256,A256GCM", "RSA-OAEP,A128CBC-HS256"})
  void is_refused_when_it_is_encrypted_by_another_algorithm(String alg, String enc) {
    TestKey recipient = TestKeys.rsa("jarm-client");
    encrypt(alg, enc, recipient);
    OAuthClient client = decrypting(r -> r.encryptedBy("RSA-OAEP-256"), recipient);
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), "token.encryption", 0);
  }

  @Test
  void is_refused_when_what_was_encrypted_is_not_signed() {
    TestKey recipient = TestKeys.rsa("jarm-client");
    scene
        .provider()
        .faults()
        .sealAuthorizationResponseBy(
            d -> d.claimsEncryptedFor(recipient).encryption("A128CBC-HS256").compact());
    OAuthClient client = decrypting(r -> r.encryptedBy("RSA-OAEP-256"), recipient);
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);

    scene.refused(() -> client.redirectEndpoint(answer, request.pending()), "token.malformed", 0);
  }

  @Test
  void brings_the_error_that_is_inside() {
    try (InProcessProvider asking =
        InProcessProvider.builder().clock(scene.time()).consent().start()) {
      OAuthClient client =
          OAuthClient.builder(asking.issuer().toString())
              .clientId(TestClients.PUBLIC)
              .redirectUri(ProviderLogin.REDIRECT)
              .platform(scene.time().platform())
              .build();
      AuthorizationRequest request = begin(client, "jwt");
      Callback callback =
          Browser.builder()
              .clock(scene.time())
              .build()
              .refuse(request.uri(), "alice", TestUsers.password("alice"));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(
              () -> client.redirectEndpoint(ProviderLogin.response(callback), request.pending()))
          .satisfies(e -> assertThat(e.error()).isEqualTo("access_denied"))
          .withMessageContaining("the user said no");
      client.close();
    }
  }

  @Test
  void counts_for_one_callback() {
    OAuthClient client = scene.client().build();
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);
    client.redirectEndpoint(answer, request.pending());

    scene.refused(
        () -> client.redirectEndpoint(answer, request.pending()), "response.state_replayed", 1);
  }

  @Test
  void does_not_end_its_login_when_it_is_refused() {
    OAuthClient client = scene.client().build();
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);
    scene.provider().faults().authorizationResponse(d -> d.withSignature(new byte[256]));
    AuthorizationResponse forged = scene.answer(request);
    scene.refused(
        () -> client.redirectEndpoint(forged, request.pending()), "token.bad_signature", 0);

    assertThat(client.redirectEndpoint(answer, request.pending()).idToken()).isPresent();
  }

  @Test
  void names_its_login() {
    OAuthClient client = scene.client().build();
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);

    assertThat(PendingLogin.id(answer)).isEqualTo(request.pending().id());
    assertThat(client.loginId(answer)).isEqualTo(request.pending().id());
  }

  @Test
  void names_its_login_to_the_client_alone_when_it_is_encrypted() {
    TestKey recipient = TestKeys.rsa("jarm-client");
    encrypt("RSA-OAEP-256", "A128CBC-HS256", recipient);
    OAuthClient client = decrypting(r -> r.encryptedBy("RSA-OAEP-256"), recipient);
    AuthorizationRequest request = begin(client, "jwt");
    AuthorizationResponse answer = scene.answer(request);

    assertThat(client.loginId(answer)).isEqualTo(request.pending().id());
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> PendingLogin.id(answer))
        .withMessageContaining("loginId(..)")
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.state_missing"));
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "",
        "x",
        "a.b.c",
        "e30.e30.",
        "e30.eyJzdGF0ZSI6MX0.",
        "e30.W10.",
        "e30.eyJzdGF0ZSI6IiAifQ."
      })
  void names_no_login_when_it_is_none(String jwt) {
    AuthorizationResponse answer =
        AuthorizationResponse.of(URI.create("https://app.example/cb?response=" + jwt));

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> PendingLogin.id(answer))
        .satisfies(e -> assertThat(e.code()).isEqualTo("response.state_missing"));
  }

  @Test
  void is_not_asked_of_a_provider_that_lists_other_modes() {
    scene
        .provider()
        .faults()
        .at(Endpoint.DISCOVERY)
        .member("response_modes_supported", List.of("query", "query.jwt"));
    OAuthClient client = scene.client().build();

    scene.refused(() -> begin(client, "form_post.jwt"), "response.response_mode", 0);
    assertThat(begin(client, "jwt").pending().responseMode()).contains("jwt");
    assertThat(begin(client, "query.jwt").pending().responseMode()).contains("query.jwt");
    // Plain modes are not looked up.
    assertThat(begin(client, "form_post").uri()).isNotNull();
  }

  @Test
  void needs_a_provider_with_an_issuer() {
    OAuthClient client =
        OAuthClient.builder(
                OpenIdConfiguration.builder()
                    .authorizationEndpoint("https://id.example/authorize")
                    .tokenEndpoint("https://id.example/token")
                    .build())
            .clientId("web")
            .redirectUri(ProviderLogin.REDIRECT)
            .build();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client.startAuthorizationCodeFlow(
                    LoginOptions.scopes("email").withResponseMode("jwt")))
        .withMessageContaining("issuer");
    client.close();
  }

  @Test
  void ends_a_login_at_the_loopback_address() throws Exception {
    try (InProcessProvider now = InProcessProvider.start();
        OAuthClient client = program(now).build()) {
      assertThat(
              client
                  .commandLine()
                  .run(
                      LoopbackOptions.defaults(),
                      address -> visit(logIn(address)),
                      LoginOptions.scopes("openid").withResponseMode("jwt"))
                  .idToken())
          .isPresent();
    }
  }

  @Test
  void ends_a_login_at_the_loopback_address_when_it_is_encrypted() throws Exception {
    TestKey recipient = TestKeys.rsa("jarm-client");
    try (InProcessProvider now = InProcessProvider.start();
        OAuthClient client =
            program(now)
                .signedResponses(
                    r ->
                        r.encryptedBy("RSA-OAEP-256", "A256GCM")
                            .withDecryptionKey((PrivateKey) recipient.signingKey()))
                .build()) {
      now.faults().sealAuthorizationResponseBy(d -> d.encryptedFor(recipient).compact());

      assertThat(
              client
                  .commandLine()
                  .run(
                      LoopbackOptions.defaults(),
                      address -> visit(logIn(address)),
                      LoginOptions.scopes("openid").withResponseMode("query.jwt"))
                  .idToken())
          .isPresent();
    }
  }

  @Test
  void fails_a_login_at_the_loopback_address_when_it_is_spoiled() throws Exception {
    try (InProcessProvider now = InProcessProvider.start();
        OAuthClient client = program(now).build()) {
      now.faults().authorizationResponse(d -> d.claim("aud", "another"));

      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(
              () ->
                  client
                      .commandLine()
                      .run(
                          LoopbackOptions.defaults(),
                          address -> visit(logIn(address)),
                          LoginOptions.scopes("openid").withResponseMode("jwt")))
          .satisfies(e -> assertThat(e.code()).isEqualTo("token.wrong_audience"));
      assertThat(now.count(Endpoint.TOKEN)).isZero();
    }
  }

  @Test
  void says_why_none_came_to_the_loopback_address_when_nobody_can_open_it() throws Exception {
    TestKey recipient = TestKeys.rsa("jarm-client");
    try (InProcessProvider now = InProcessProvider.start();
        OAuthClient client = program(now).build()) {
      now.faults().sealAuthorizationResponseBy(d -> d.encryptedFor(recipient).compact());

      assertThatExceptionOfType(LoginTimeoutException.class)
          .isThrownBy(
              () ->
                  client
                      .commandLine()
                      .run(
                          LoopbackOptions.defaults().withPatience(Duration.ofSeconds(2)),
                          address -> visit(logIn(address)),
                          LoginOptions.scopes("openid").withResponseMode("jwt")))
          .withMessageContaining("token.encryption");
      assertThat(now.count(Endpoint.TOKEN)).isZero();
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"form_post.jwt", "fragment.jwt"})
  void is_not_asked_for_at_the_loopback_address_where_it_would_not_arrive(String mode) {
    OAuthClient client = program(scene.provider()).build();

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client
                    .commandLine()
                    .run(
                        LoopbackOptions.defaults(),
                        address -> {},
                        LoginOptions.scopes("openid").withResponseMode(mode)))
        .withMessageContaining("query.jwt");
    client.close();
  }

  private OAuthClient decrypting(UnaryOperator<SignedResponses> rules, TestKey recipient) {
    return scene
        .client()
        .signedResponses(rules)
        .signedResponses(r -> r.withDecryptionKey((PrivateKey) recipient.signingKey()))
        .build();
  }

  private void encrypt(String alg, String enc, TestKey recipient) {
    scene
        .provider()
        .faults()
        .sealAuthorizationResponseBy(
            d -> d.encryptedFor(recipient).algorithm(alg).encryption(enc).compact());
  }

  private static OAuthClientBuilder program(InProcessProvider where) {
    return OAuthClient.builder(where.issuer().toString())
        .clientId(TestClients.PUBLIC)
        .platform(Platform.system());
  }

  private static URI logIn(URI address) {
    return Browser.create().login(address, "alice", TestUsers.password("alice")).uri();
  }

  private static void visit(URI callback) {
    try {
      HttpResponse<String> unused =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(callback).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
