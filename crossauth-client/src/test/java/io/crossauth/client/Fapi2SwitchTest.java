package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.login.LoginOptions;
import io.crossauth.client.testing.Fapi2Scene;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.error.ConfigurationException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpReply;
import io.crossauth.http.HttpTransport;
import io.crossauth.testkit.TestClients;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.provider.Endpoint;
import io.crossauth.testkit.provider.InProcessProvider;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-18: the switch for FAPI 2.0")
class Fapi2SwitchTest {

  private static final Secret SECRET = Secret.of("a-secret-that-is-long-enough-for-hs256");

  private final Fapi2Scene scene = new Fapi2Scene();

  @AfterEach
  void every_answer_was_asked_for() {
    scene.close();
  }

  static Stream<Arguments> settings() {
    return Stream.of(
        setting("a secret", b -> b.clientSecret(SECRET), "5.3.3.1"),
        setting(
            "a secret in an assertion",
            b -> b.clientAuthentication(ClientAuthentication.clientSecretJwt(() -> SECRET)),
            "5.3.3.1"),
        setting(
            "a public client", b -> b.clientAuthentication(ClientAuthentication.none()), "5.3.3.1"),
        setting(
            "an assertion of somebody else",
            b -> b.clientAuthentication(ClientAuthentication.assertionFile(Path.of("jwt"))),
            "5.3.3.1"),
        setting("a method of its own", b -> b.clientAuthentication(call -> call), "5.3.3.1"),
        setting(
            "an assertion for another audience",
            b ->
                b.clientAuthentication(
                    ClientAuthentication.privateKeyJwtWithForeignAudience(
                        Fapi2Scene.PS256, Metadata.TOKEN)),
            "5.3.3.1"),
        setting("RS256", b -> b.clientKey(Fapi2Scene.signer("RS256")), "5.4.1"),
        setting("PS512", b -> b.clientKey(Fapi2Scene.signer("PS512")), "5.4.1"),
        setting(
            "ES384",
            b -> b.clientKey(JwtSigner.ofJwk(TestKeys.p384("fapi2").privateJwkJson())),
            "5.4.1"),
        setting(
            "a redirect URI by plain http",
            b -> b.unsafePlainHttpRedirectUri(URI.create("http://app.example.com/cb")),
            "5.2.3"),
        setting(
            "a redirect URI of a private-use scheme",
            b -> b.redirectUri(URI.create("com.example.app:/cb")),
            "5.2.3"),
        setting("no PKCE", OAuthClientBuilder::withoutPkce, "5.3.3.2"),
        setting("no nonce", OAuthClientBuilder::withoutRequiredNonce, "5.3.3"),
        setting("neither", OAuthClientBuilder::unsafeWithoutCodeInjectionDefence, "5.3.3.2"),
        setting("a nonce of 66 characters", b -> b.stateLength(49), "5.3.2.2"),
        setting(
            "an authorization endpoint by hand",
            b -> b.oauthAuthorizeRedirect(URI.create("https://x.example.com/a")),
            "5.3.3.1"),
        setting(
            "a back channel by hand",
            b -> b.authServerBaseUrl(URI.create("https://x.example.com")),
            "5.3.3.1"),
        setting(
            "a device endpoint by hand",
            b -> b.deviceAuthorizationEndpoint(URI.create("https://id.example.com/d")),
            "5.3.3.1"),
        setting(
            "metadata of another host",
            b ->
                b.discoveryUri(
                    URI.create("https://x.example.com/.well-known/openid-configuration")),
            "5.3.3.1"),
        setting(
            "metadata that is not well-known",
            b -> b.discoveryUri(URI.create("https://id.example.com/metadata.json")),
            "5.3.3.1"),
        setting(
            "some of the aliases for mutual TLS alone",
            b -> b.mtlsEndpointAliases(MetadataField.TOKEN_ENDPOINT),
            "5.3.3.1"),
        setting(
            "tokens that are not bound although a key is there",
            b -> b.dpop(Dpop.keyPerLogin().unsafeAcceptingBearerTokens()),
            "5.3.3.1"),
        setting("JSON bodies", OAuthClientBuilder::jsonBodies, "5.3.3.2"),
        setting("another separator of scopes", b -> b.scopeSeparator(","), "5.3.3.2"),
        setting("another subject", b -> b.userInfoSubject("id"), "5.3.3.2"),
        setting("quirks", b -> b.quirks(ProviderQuirks.none().withCountedRefusals("x")), "5.3.3.2"),
        setting("another scheme", b -> b.tokenPresentation("OAuth"), "5.3.3.1"),
        setting("ID tokens by RS256", b -> b.idTokenSignedResponseAlg("RS256"), "5.4.1"),
        setting(
            "RS256 among others", b -> b.idTokens(r -> r.algorithms("PS256", "RS256")), "5.4.1"),
        setting("ID tokens by a secret", b -> b.idTokens(r -> r.sharedSecret(SECRET)), "5.4.1"),
        setting(
            "a clock skew of minutes",
            b -> b.idTokens(r -> r.clockSkew(Duration.ofMinutes(2))),
            "5.3.4"),
        setting(
            "tokens with their own ways",
            b -> b.idTokens(r -> r.furtherAudiencesIfAuthorizedParty()),
            "5.3.4"),
        setting("callbacks by RS256", b -> b.signedResponses(r -> r.by("RS256")), "5.4.1"));
  }

  @ParameterizedTest(name = "refuses {0}, by section {2}")
  @MethodSource("settings")
  void refuses(String what, UnaryOperator<OAuthClientBuilder> change, String section) {
    OAuthClientBuilder builder = change.apply(scene.builder());
    builder.fapi2();

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("FAPI 2.0 Security Profile section " + section + ": ")
        .withMessageContaining(": expected ")
        .withMessageContaining(", found ");
  }

  @ParameterizedTest(name = "is what refuses {0}")
  @MethodSource("settings")
  void alone_refuses(String what, UnaryOperator<OAuthClientBuilder> change, String section) {
    change.apply(scene.builder()).build().close();
  }

  @Test
  void binds_tokens_by_dpop_where_no_certificate_does() {
    try (InProcessProvider provider = InProcessProvider.start();
        OAuthClient client =
            OAuthClient.builder(provider.issuer().toString())
                .clientId(TestClients.FAPI2_DPOP)
                .clientKey(JwtSigner.ofJwk(provider.privateJwk(TestClients.FAPI2_DPOP)))
                .redirectUri(URI.create("https://app.example.com/callback"))
                .fapi2()
                .build()) {
      assertThat(client.startAuthorizationCodeFlow("openid").pending().proofKey()).isPresent();
      assertThat(provider.requests(Endpoint.PUSHED_AUTHORIZATION))
          .singleElement()
          .satisfies(pushed -> assertThat(pushed.header("DPoP")).isPresent());
    }
  }

  @Test
  void takes_tokens_that_are_bound_by_dpop_alone() {
    OAuthClient.builder(Metadata.ISSUER)
        .clientId("c")
        .clientKey(Fapi2Scene.PS256)
        .transport(scene.transport)
        .dpop()
        .fapi2()
        .build()
        .close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tls_client_auth", "self_signed_tls_client_auth"})
  void takes(String method) {
    scene
        .builder()
        .clientAuthentication(
            method.startsWith("self")
                ? ClientAuthentication.selfSignedTls()
                : ClientAuthentication.tls())
        .fapi2()
        .build()
        .close();
  }

  @Test
  void refuses_metadata_by_hand() {
    OAuthClientBuilder builder = scene.builder(OAuthClient.builder(Metadata.complete())).fapi2();

    assertThatIllegalArgumentException()
        .isThrownBy(builder::build)
        .withMessageContaining("section 5.3.3.1: metadata as the provider publishes it");
  }

  @Test
  void refuses_a_key_of_1024_bits_whatever_the_switch_says() throws Exception {
    KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
    small.initialize(1024);
    var key = small.generateKeyPair().getPrivate();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> JwtSigner.ofKey(key, "PS256", ""))
        .withMessageContaining("RSA of 1024 bits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PS256", "ES256", "EdDSA"})
  void takes_a_key_for(String algorithm) {
    scene.builder().clientKey(Fapi2Scene.signer(algorithm)).fapi2().build().close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.example.com/cb",
        "http://127.0.0.1/cb",
        "http://[::1]:8080/cb",
        "http://localhost/cb"
      })
  void takes_the_redirect_uri(String uri) {
    scene.builder().redirectUri(URI.create(uri)).fapi2().build().close();
  }

  @Test
  void takes_the_other_well_known_address_of_the_issuer() {
    scene
        .builder()
        .discoveryUri(URI.create("https://ID.example.com/.well-known/oauth-authorization-server"))
        .fapi2()
        .build()
        .close();
  }

  @Test
  void looks_at_a_key_that_changes_in_each_call() {
    AtomicReference<JwtSigner> now = new AtomicReference<>(Fapi2Scene.PS256);
    try (OAuthClient client = scene.builder().clientKey(now::get).fapi2().build()) {
      scene.answers(Fapi2Scene.metadata());
      now.set(Fapi2Scene.signer("RS256"));

      assertThatThrownBy(client::clientCredentialsFlow)
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("clientKey: expected one of [PS256, ES256, EdDSA], found RS256")
          .hasMessageContaining("section 5.4.1");
    }
    assertThat(scene.transport.calls()).hasSize(1);
  }

  @Test
  void knows_no_password_of_a_user() {
    try (OAuthClient client = scene.builder().fapi2().build()) {
      scene.answers(Fapi2Scene.metadata());

      assertThatThrownBy(() -> client.passwordFlow("alice", SECRET))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("section 5.3.2.1");
    }
    assertThat(scene.transport.calls()).hasSize(1);
  }

  @ParameterizedTest(name = "advises nothing that is refused where metadata is answered by {0}")
  @ValueSource(ints = {404, 302})
  void advises_what_is_allowed(int status) {
    HttpTransport elsewhere =
        call ->
            new HttpReply(
                status,
                Headers.of("Location", "https://elsewhere.example.com/metadata"),
                new byte[0]);

    assertThat(adviceOf(scene.builder().transport(elsewhere)))
        .contains("discoveryUri")
        .doesNotContain("FAPI");
    assertThat(adviceOf(scene.builder().transport(elsewhere).fapi2()))
        .doesNotContain("discoveryUri")
        .contains("FAPI 2.0 takes the document from below /.well-known/ of the issuer's host alone")
        .contains("(HTTP " + status + ")");
  }

  private static String adviceOf(OAuthClientBuilder builder) {
    try (OAuthClient client = builder.build()) {
      return catchThrowableOfType(
              InvalidResponseException.class, () -> client.startAuthorizationCodeFlow("openid"))
          .getMessage();
    }
  }

  static Stream<Arguments> members() {
    return Stream.of(
        member("pushed_authorization_request_endpoint", null, "Security Profile section 5.3.3.2"),
        member("code_challenge_methods_supported", null, "Security Profile section 5.3.3.2"),
        member(
            "code_challenge_methods_supported",
            List.of("plain"),
            "Security Profile section 5.3.3.2"),
        member(
            "authorization_response_iss_parameter_supported",
            null,
            "Security Profile section 5.3.3.2"),
        member(
            "authorization_response_iss_parameter_supported",
            false,
            "Security Profile section 5.3.3.2"),
        member("token_endpoint_auth_methods_supported", null, "Security Profile section 5.3.3.1"),
        member(
            "token_endpoint_auth_methods_supported",
            List.of("client_secret_basic"),
            "Security Profile section 5.3.3.1"),
        member(
            "tls_client_certificate_bound_access_tokens", null, "Security Profile section 5.3.3.1"),
        member(
            "dpop_signing_alg_values_supported",
            List.of("RS256"),
            "Security Profile section 5.3.3.1"),
        member(
            "id_token_signing_alg_values_supported",
            List.of("RS256", "HS256"),
            "Security Profile section 5.4.1"));
  }

  @ParameterizedTest(name = "does not begin a login where {0} is {1}: {2}")
  @MethodSource("members")
  void asks_for(String name, Object value, String section) {
    Map<String, Object> metadata = Fapi2Scene.metadata();
    if (value == null) {
      metadata.remove(name);
    } else {
      metadata.put(name, value);
    }
    scene.answers(metadata);
    boolean dpop = name.startsWith("dpop");
    try (OAuthClient client = (dpop ? scene.builder().dpop() : scene.builder()).fapi2().build()) {
      assertThatThrownBy(() -> client.startAuthorizationCodeFlow("openid"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("provider metadata, " + name + ": expected ")
          .hasMessageContaining("FAPI 2.0 " + section)
          .extracting(e -> ((ConfigurationException) e).code())
          .isEqualTo("config.fapi2");
    }
    assertThat(scene.transport.calls()).hasSize(1);
  }

  @Test
  void pushes_every_request_and_sends_the_browser_with_two_parameters() {
    scene.answers(Fapi2Scene.metadata());
    scene.transport.json(201, "{\"request_uri\":\"urn:r:1\",\"expires_in\":60}");
    try (OAuthClient client = scene.builder().fapi2().build()) {
      URI browser = client.startAuthorizationCodeFlow("openid").uri();

      assertThat(browser.getRawQuery()).isEqualTo("client_id=web&request_uri=urn%3Ar%3A1");
    }
    assertThat(scene.transport.body(1))
        .contains("code_challenge_method=S256")
        .contains("client_assertion=")
        .contains("response_type=code")
        .doesNotContain("request=");
  }

  @Test
  void refuses_a_login_with_a_redirect_uri_by_plain_http() {
    LoginOptions options =
        LoginOptions.scopes("openid")
            .withUnsafePlainHttpRedirectUri(URI.create("http://app.example.com/cb"));
    try (OAuthClient client = scene.builder().fapi2().build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.startAuthorizationCodeFlow(options))
          .withMessageContaining("withRedirectUri")
          .withMessageContaining("section 5.2.3");
    }
  }

  @Nested
  @DisplayName("F-18: the switch for message signing")
  class MessageSigning {

    @Test
    void refuses_requests_without_a_key() {
      OAuthClientBuilder builder =
          scene.builder().clientAuthentication(ClientAuthentication.tls()).fapi2MessageSigning();
      builder.clientKey = null;

      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessageContaining("FAPI 2.0 Message Signing section 5.3: ");
    }

    @Test
    void refuses_requests_by_RS256() {
      OAuthClientBuilder builder =
          scene.builder().signedRequests(Fapi2Scene.signer("RS256")).fapi2MessageSigning();

      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessageContaining("signedRequests")
          .withMessageContaining("FAPI 2.0 Security Profile section 5.4.1");
    }

    @Test
    void keeps_to_the_security_profile_too() {
      OAuthClientBuilder builder = scene.builder().withoutPkce().fapi2MessageSigning().fapi2();

      assertThatIllegalArgumentException()
          .isThrownBy(builder::build)
          .withMessageContaining("section 5.3.3.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"query", "form_post", "fragment"})
    void refuses_the_response_mode(String mode) {
      try (OAuthClient client = scene.builder().fapi2MessageSigning().build()) {
        assertThatIllegalArgumentException()
            .isThrownBy(
                () ->
                    client.startAuthorizationCodeFlow(
                        LoginOptions.scopes("openid").withResponseMode(mode)))
            .withMessageContaining("FAPI 2.0 Message Signing section 5.4: ");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"response_modes_supported", "request_object_signing_alg_values_supported"})
    void asks_for(String name) {
      Map<String, Object> metadata = Fapi2Scene.metadata();
      metadata.put(name, List.of("RS256"));
      scene.answers(metadata);
      try (OAuthClient client = scene.builder().fapi2MessageSigning().build()) {
        assertThatThrownBy(() -> client.startAuthorizationCodeFlow("openid"))
            .isInstanceOf(ConfigurationException.class)
            .hasMessageContaining("provider metadata, " + name)
            .hasMessageContaining("FAPI 2.0 ");
      }
    }

    @Test
    void signs_every_request_before_it_is_pushed_and_asks_for_a_signed_response() {
      scene.answers(Fapi2Scene.metadata());
      scene.transport.json(201, "{\"request_uri\":\"urn:r:1\",\"expires_in\":60}");
      try (OAuthClient client = scene.builder().fapi2MessageSigning().build()) {
        assertThat(client.startAuthorizationCodeFlow("openid").pending().responseMode())
            .contains("jwt");
      }
      assertThat(scene.transport.body(1))
          .contains("request=")
          .contains("client_assertion=")
          .doesNotContain("response_type=");
    }

    @Test
    void takes_no_plain_answer_of_the_introspection_endpoint() {
      scene.answers(Fapi2Scene.metadata());
      scene.transport.json(200, "{\"active\":false}");
      try (OAuthClient client = scene.builder().fapi2MessageSigning().build()) {
        assertThatThrownBy(() -> client.introspect(SECRET))
            .isInstanceOf(InvalidResponseException.class)
            .hasMessageContaining("application/token-introspection+jwt");
      }
    }
  }

  static Arguments setting(String what, UnaryOperator<OAuthClientBuilder> change, String section) {
    return Arguments.of(what, change, section);
  }

  static Arguments member(String name, Object value, String section) {
    return Arguments.of(name, value, section);
  }
}
