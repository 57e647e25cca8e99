package io.crossauth.client.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Logins;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Form;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.testkit.mint.TokenMint;
import io.crossauth.tokenconsumer.OAuthTokenConsumer;
import io.crossauth.tokenconsumer.TokenType;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.MetadataField;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each preset against the metadata of its provider, member by member as that one publishes it. */
@DisplayName("A provider by its name:")
class ProviderTest {

  private static final String TENANT = "11111111-2222-3333-4444-555555555555";
  private static final String OTHER_TENANT = "99999999-2222-3333-4444-555555555555";

  private final FakeTime time = FakeTime.create();
  private final ScriptedTransport transport = new ScriptedTransport();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  /** A preset, and what is true of its provider. */
  enum Preset {
    KEYCLOAK(
        "keycloak",
        Provider.keycloak("https://id.example.com", "shop"),
        "https://id.example.com/realms/shop",
        "https://id.example.com/realms/shop/protocol/openid-connect/auth",
        "aud"),
    AUTH0(
        "auth0",
        Provider.auth0("example.eu.auth0.com"),
        "https://example.eu.auth0.com/",
        "https://example.eu.auth0.com/authorize",
        "aud"),
    OKTA(
        "okta",
        Provider.okta("example.okta.com"),
        "https://example.okta.com",
        "https://example.okta.com/oauth2/v1/authorize",
        "aud"),
    OKTA_CUSTOM(
        "okta-custom",
        Provider.okta("example.okta.com", "default"),
        "https://example.okta.com/oauth2/default",
        "https://example.okta.com/oauth2/default/v1/authorize",
        "aud"),
    ENTRA(
        "entra",
        Provider.entra(TENANT),
        "https://login.microsoftonline.com/" + TENANT + "/v2.0",
        "https://login.microsoftonline.com/" + TENANT + "/oauth2/v2.0/authorize",
        "aud"),
    ENTRA_TENANTS(
        "entra-organizations",
        Provider.entraTenants(TENANT),
        "https://login.microsoftonline.com/" + TENANT + "/v2.0",
        "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
        "aud"),
    ENTRA_ANY_TENANT(
        "entra-organizations",
        Provider.entraAnyTenant(),
        "https://login.microsoftonline.com/" + TENANT + "/v2.0",
        "https://login.microsoftonline.com/organizations/oauth2/v2.0/authorize",
        "aud"),
    GOOGLE(
        "google",
        Provider.google(),
        "https://accounts.google.com",
        "https://accounts.google.com/o/oauth2/v2/auth",
        "aud"),
    COGNITO(
        "cognito",
        Provider.cognito("eu-central-1", "eu-central-1_Example01"),
        "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01",
        "https://shop.auth.eu-central-1.amazoncognito.com/oauth2/authorize",
        "client_id");

    private final String metadata;
    private final Provider provider;
    private final String issuer;
    private final String authorize;
    private final String audienceClaim;

    Preset(
        String metadata, Provider provider, String issuer, String authorize, String audienceClaim) {
      this.metadata = metadata;
      this.provider = provider;
      this.issuer = issuer;
      this.authorize = authorize;
      this.audienceClaim = audienceClaim;
    }

    String discovery() {
      String base =
          name().endsWith("TENANTS") || name().endsWith("ANY_TENANT")
              ? issuer.replace(TENANT, "organizations")
              : issuer;
      return (base.endsWith("/") ? base : base + "/") + ".well-known/openid-configuration";
    }
  }

  private OAuthClient client(Preset preset) {
    return preset
        .provider
        .client()
        .clientId("web")
        .clientSecret(Secret.of("test-secret"))
        .redirectUri(URI.create(Logins.REDIRECT))
        .transport(transport)
        .platform(time.platform())
        .build();
  }

  private TokenMint mint(Preset preset) {
    return TokenMint.issuedBy(preset.issuer).withKey(Scene.KEY).withClock(time).withClientId("web");
  }

  private static String metadata(String name) {
    try (InputStream in = ProviderTest.class.getResourceAsStream("/metadata/" + name + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String jwks() {
    return TestKeys.jwks(Scene.KEY);
  }

  private String uriOf(int call) {
    return transport.calls().get(call).uri().toString();
  }

  private OAuthTokenResponse login(Preset preset, OAuthClient client, TokenDraft idToken) {
    transport.json(200, metadata(preset.metadata));
    AuthorizationRequest request = client.startAuthorizationCodeFlow("openid", "email");
    assertThat(request.uri().toString()).startsWith(preset.authorize + "?");
    TokenDraft answer = idToken.claim("nonce", request.pending().nonce().reveal());
    transport.json(200, Scene.tokens(answer)).json(200, jwks());
    Form callback = Form.of("code", "c").plus("state", request.pending().state().reveal());
    boolean promised =
        client
            .loadConfig()
            .find(MetadataField.AUTHORIZATION_RESPONSE_ISS_PARAMETER_SUPPORTED)
            .orElse(false);
    return client.redirectEndpoint(
        Scene.response(
            promised ? callback.plus("iss", preset.issuer) : callback, request.pending()),
        request.pending());
  }

  private TokenDraft idToken(Preset preset) {
    TokenDraft token = mint(preset).idToken();
    return preset.issuer.contains(TENANT) ? token.claim("tid", TENANT) : token;
  }

  @ParameterizedTest(name = "a login at {0}")
  @EnumSource
  void a_login(Preset preset) {
    try (OAuthClient client = client(preset)) {
      OAuthTokenResponse tokens = login(preset, client, idToken(preset));

      assertThat(uriOf(0)).isEqualTo(preset.discovery());
      OpenIdConfiguration metadata = client.loadConfig();
      assertThat(uriOf(1)).isEqualTo(metadata.tokenEndpoint().orElseThrow().toString());
      assertThat(uriOf(2)).isEqualTo(metadata.jwksUri().orElseThrow().toString());
      assertThat(tokens.idPayload()).containsEntry("iss", preset.issuer);
      assertThat(Wire.form(transport, 1)).containsKey("code_verifier");
    }
  }

  @ParameterizedTest(name = "S-23: the metadata of another is not taken for that of {0}")
  @EnumSource
  void the_metadata_of_another(Preset preset) {
    try (OAuthClient client = client(preset)) {
      Preset other = preset == Preset.GOOGLE ? Preset.AUTH0 : Preset.GOOGLE;
      transport.json(200, metadata(other.metadata));

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(client::loadConfig)
          .satisfies(e -> assertThat(e.rule()).isEqualTo("issuer_mismatch"));
    }
  }

  @ParameterizedTest(name = "an access token of {0} is checked by its audience")
  @EnumSource
  void an_access_token(Preset preset) {
    transport.json(200, metadata(preset.metadata)).json(200, jwks());
    try (OAuthTokenConsumer api =
        preset
            .provider
            .tokenConsumer()
            .audience("orders")
            .transport(transport)
            .platform(time.platform())
            .build()) {
      TokenDraft token =
          mint(preset)
              .accessToken()
              .header("typ", "JWT")
              .without("aud")
              .claim(preset.audienceClaim, "orders");
      TokenDraft good = preset.issuer.contains(TENANT) ? token.claim("tid", TENANT) : token;

      assertThat(api.verify(good.compact(), TokenType.ACCESS).issuer()).isEqualTo(preset.issuer);
      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(
              () ->
                  api.verify(good.claim(preset.audienceClaim, "other").compact(), TokenType.ACCESS))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(RejectionReason.WRONG_AUDIENCE));
    }
  }

  @Nested
  @DisplayName("several tenants of Entra")
  class Tenants {

    private void refused(TokenDraft token, RejectionReason reason) {
      try (OAuthClient client = client(Preset.ENTRA_TENANTS)) {
        assertThatExceptionOfType(TokenRejectedException.class)
            .isThrownBy(() -> login(Preset.ENTRA_TENANTS, client, token))
            .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
      }
    }

    @Test
    void are_bound_to_the_tenant_that_the_token_names() {
      refused(
          mint(Preset.ENTRA_TENANTS).idToken().claim("tid", OTHER_TENANT),
          RejectionReason.WRONG_ISSUER);
    }

    @Test
    void are_no_others() {
      refused(
          mint(Preset.ENTRA_TENANTS)
              .idToken()
              .claim("iss", "https://login.microsoftonline.com/" + OTHER_TENANT + "/v2.0")
              .claim("tid", OTHER_TENANT),
          RejectionReason.WRONG_ISSUER);
    }

    @Test
    void are_named_by_every_token() {
      refused(mint(Preset.ENTRA_TENANTS).idToken(), RejectionReason.MISSING_CLAIM);
    }

    @Test
    void are_at_least_one() {
      assertThatIllegalArgumentException()
          .isThrownBy(Provider::entraTenants)
          .withMessageContaining("tenantIds");
    }

    @Test
    void tell_of_a_logout_through_the_browser() {
      try (OAuthClient client = client(Preset.ENTRA_TENANTS)) {
        assertThat(
                client
                    .logout()
                    .frontChannel(Form.of("iss", Preset.ENTRA.issuer).plus("sid", "s-1"))
                    .ends("s-1"))
            .isTrue();
        assertThatExceptionOfType(InvalidResponseException.class)
            .isThrownBy(
                () ->
                    client
                        .logout()
                        .frontChannel(
                            Form.of("iss", "https://evil.example/v2.0").plus("sid", "s-1")));
      }
    }
  }

  @Nested
  @DisplayName("GitHub")
  class GitHub {

    private final OAuthClient client =
        Provider.github()
            .client()
            .clientId("web")
            .clientSecret(Secret.of("test-secret"))
            .redirectUri(URI.create(Logins.REDIRECT))
            .transport(transport)
            .platform(time.platform())
            .build();

    @Test
    void logs_in_without_an_id_token_and_says_who_it_is_by_id() {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("read:user");
      assertThat(request.uri().toString()).startsWith("https://github.com/login/oauth/authorize?");
      transport.json(200, Answers.tokens()).json(200, "{\"id\":583231,\"login\":\"octocat\"}");
      OAuthTokenResponse tokens =
          client.redirectEndpoint(Scene.response(request.pending()), request.pending());

      assertThat(tokens.idToken()).isEmpty();
      assertThat(client.userInfoEndpoint(tokens).subject()).isEqualTo("583231");
      assertThat(uriOf(0)).isEqualTo("https://github.com/login/oauth/access_token");
      assertThat(uriOf(1)).isEqualTo("https://api.github.com/user");
    }

    @Test
    @DisplayName("has no rules of tokens, and refuses those that it is given")
    void refuses_rules_of_tokens() {
      Provider ruled = Provider.github().withTokens(rules -> rules.algorithms("ES256"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ruled.client().clientId("web").transport(transport).build())
          .withMessageContaining("issuer");
    }

    @Test
    void says_no_with_status_200() {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("read:user");
      transport.json(200, Answers.error("bad_verification_code"));

      assertThatExceptionOfType(io.crossauth.error.OAuthErrorException.class)
          .isThrownBy(
              () -> client.redirectEndpoint(Scene.response(request.pending()), request.pending()))
          .satisfies(e -> assertThat(e.error()).isEqualTo("bad_verification_code"));
    }

    @Test
    void has_no_tokens_that_could_be_read() {
      assertThatIllegalStateException().isThrownBy(() -> Provider.github().tokenConsumer());
      assertThatIllegalStateException()
          .isThrownBy(() -> client.validateIdToken(Secret.of("a.b.c")));
      assertThatIllegalStateException()
          .isThrownBy(() -> client.logout().backChannel(Form.of("logout_token", "a.b.c")));
    }
  }

  @ParameterizedTest(name = "a name that is none is refused: {0}")
  @ValueSource(strings = {"", "a/b", "..%2f", "a b", "evil.example/x?", "{tenantid}", "a@b"})
  void a_name_that_is_none(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> Provider.auth0(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Provider.okta(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Provider.okta("a.okta.com", name));
    assertThatIllegalArgumentException().isThrownBy(() -> Provider.entra(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Provider.entraTenants(name));
    assertThatIllegalArgumentException().isThrownBy(() -> Provider.cognito("eu-1", name));
    assertThatIllegalArgumentException().isThrownBy(() -> Provider.keycloak("https://a", name));
  }

  @ParameterizedTest(name = "{0} is no tenant, and the way to many is named")
  @ValueSource(strings = {"organizations", "common", "consumers", "Common"})
  void a_word_for_many_tenants_is_none(String word) {
    for (ThrowingCallable made :
        List.<ThrowingCallable>of(
            () -> Provider.entra(word),
            () -> Provider.entraV1(word),
            () -> Provider.entraTenants("11111111-2222-3333-4444-555555555555", word))) {
      assertThatIllegalArgumentException()
          .isThrownBy(made)
          .withMessageContainingAll(
              "found " + word, "Provider.entraTenants(ids)", "Provider.entraAnyTenant()");
    }
  }

  @ParameterizedTest(name = "a tenant by its domain is refused at once: {0}")
  @ValueSource(strings = {"contoso.onmicrosoft.com", "contoso.com"})
  void a_tenants_domain_is_not_its_id(String domain) {
    for (ThrowingCallable made :
        List.<ThrowingCallable>of(
            () -> Provider.entra(domain),
            () -> Provider.entraV1(domain),
            () -> Provider.entraTenants(domain),
            () -> Provider.azureB2c("contoso", domain, "B2C_1_signin"),
            () -> Provider.entraExternalId("contoso", domain))) {
      assertThatIllegalArgumentException()
          .isThrownBy(made)
          .withMessage(
              "tenantId: expected the id of one tenant, a UUID, found "
                  + domain
                  + "; tokens name a tenant by its id alone: it is in the issuer of"
                  + " https://login.microsoftonline.com/"
                  + domain
                  + "/v2.0/.well-known/openid-configuration");
    }
  }

  @Test
  void a_tenants_id_in_capitals_is_the_same_tenant() {
    String id = "aaaaaaaa-2222-3333-4444-555555555555";

    assertThat(Provider.entra(id.toUpperCase(Locale.ROOT)))
        .hasToString(Provider.entra(id).toString());
  }

  @Test
  void a_keycloak_below_a_path_is_found() {
    transport.json(
        200,
        metadata("keycloak")
            .replace("https://id.example.com/realms", "https://a.example/auth/realms"));
    try (OAuthClient client =
        Provider.keycloak("https://a.example/auth/", "shop")
            .client()
            .clientId("web")
            .transport(transport)
            .build()) {
      assertThat(client.loadConfig().issuer())
          .isEqualTo(Optional.of("https://a.example/auth/realms/shop"));
      assertThat(client.loadConfig().find(MetadataField.BACKCHANNEL_LOGOUT_SUPPORTED))
          .contains(true);
    }
  }

  @Test
  void what_a_provider_can_do_is_in_its_metadata() {
    Map<Preset, List<MetadataField<URI>>> able =
        Map.of(
            Preset.KEYCLOAK,
            List.of(
                MetadataField.REVOCATION_ENDPOINT,
                MetadataField.INTROSPECTION_ENDPOINT,
                MetadataField.END_SESSION_ENDPOINT,
                MetadataField.DEVICE_AUTHORIZATION_ENDPOINT),
            Preset.AUTH0,
            List.of(MetadataField.REVOCATION_ENDPOINT, MetadataField.END_SESSION_ENDPOINT),
            Preset.GOOGLE,
            List.of(MetadataField.REVOCATION_ENDPOINT, MetadataField.DEVICE_AUTHORIZATION_ENDPOINT),
            Preset.COGNITO,
            List.of(MetadataField.REVOCATION_ENDPOINT, MetadataField.END_SESSION_ENDPOINT));
    able.forEach(
        (preset, fields) -> {
          OpenIdConfiguration metadata = OpenIdConfiguration.parse(metadata(preset.metadata));
          fields.forEach(field -> assertThat(metadata.find(field)).as("%s", preset).isPresent());
        });
  }
}
