package io.crossauth.client.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.authorization.AuthorizationDetail;
import io.crossauth.authorization.AuthorizationDetails;
import io.crossauth.client.OAuthClient;
import io.crossauth.client.OAuthClientBuilder;
import io.crossauth.client.auth.ClientAuthentication;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.ConfigurationException;
import io.crossauth.internal.json.Json;
import io.crossauth.testing.FakeTime;
import io.crossauth.testing.ScriptedTransport;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F-03 a signed authorization request")
class SignedRequestTest {

  private static final TestKey KEY = TestKeys.p256("jar-1");
  private static final JwtSigner SIGNER = JwtSigner.ofJwk(KEY.privateJwkJson());

  private final ScriptedTransport transport = new ScriptedTransport();
  private final FakeTime time = FakeTime.create();

  @AfterEach
  void all_answers_were_asked_for() {
    transport.close();
  }

  private static OpenIdConfiguration metadata() {
    return Metadata.complete()
        .with("pushed_authorization_request_endpoint", Metadata.ISSUER + "/par");
  }

  private OAuthClientBuilder builder(OpenIdConfiguration metadata) {
    return OAuthClient.builder(metadata)
        .clientId("web")
        .clientAuthentication(ClientAuthentication.clientSecretBasic(Secret.of("a-secret")))
        .redirectUri(URI.create("https://app.example/callback"))
        .transport(transport)
        .platform(time.platform());
  }

  private OAuthClient client() {
    return builder(metadata()).signedRequests(SIGNER).build();
  }

  private static Map<String, Object> part(String jwt, int index) {
    try {
      return Json.object(Base64.getUrlDecoder().decode(jwt.split("\\.")[index]));
    } catch (io.crossauth.internal.json.JsonException e) {
      throw new AssertionError(e);
    }
  }

  private static String object(AuthorizationRequest request) {
    return Wire.query(request.uri()).get("request");
  }

  private ConfigurationException refusal(OAuthClient client) {
    return catchThrowableOfType(
        ConfigurationException.class, () -> client.startAuthorizationCodeFlow("openid"));
  }

  @Test
  @DisplayName("F-03 by value has outside what OpenID Connect wants there, and nothing more")
  void by_value_has_outside_what_openid_connect_wants() {
    AuthorizationRequest request = client().startAuthorizationCodeFlow("openid", "email");

    Map<String, String> query = Wire.query(request.uri());
    assertThat(query.keySet()).containsExactly("client_id", "response_type", "scope", "request");
    assertThat(query)
        .containsEntry("client_id", "web")
        .containsEntry("response_type", "code")
        .containsEntry("scope", "openid email");
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  @DisplayName("F-03 by value of OAuth alone has the client's id outside")
  void by_value_of_oauth_alone_has_the_id_outside() {
    assertThat(Wire.query(client().startAuthorizationCodeFlow("email").uri()).keySet())
        .containsExactly("client_id", "request");
  }

  @Test
  @DisplayName("F-03 in a pushed request is all that is sent, with client authentication")
  void in_a_pushed_request_is_all_that_is_sent() {
    transport.json(201, "{\"request_uri\":\"urn:x:1\",\"expires_in\":60}");
    AuthorizationRequest request =
        builder(metadata())
            .signedRequests(SIGNER)
            .pushedRequests()
            .build()
            .startAuthorizationCodeFlow("openid");

    assertThat(Wire.form(transport, 0).keySet()).containsExactly("request");
    assertThat(Wire.basic(transport.calls().get(0))).isEqualTo("web:a-secret");
    assertThat(Wire.query(request.uri()).keySet()).containsExactly("client_id", "request_uri");
    assertThat(part(Wire.form(transport, 0).get("request"), 1))
        .containsEntry("state", request.pending().state().reveal());
  }

  @Test
  @DisplayName("F-03 has the header of RFC 9101")
  void has_the_header_of_the_specification() {
    assertThat(part(object(client().startAuthorizationCodeFlow("openid")), 0))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("alg", "ES256", "typ", "oauth-authz-req+jwt", "kid", "jar-1"));
  }

  @Test
  @DisplayName("F-03 has the parameters as claims, and who made it, for whom, from when to when")
  void has_the_parameters_as_claims() {
    AuthorizationRequest request =
        client()
            .startAuthorizationCodeFlow(
                LoginOptions.scopes("openid")
                    .withMaxAge(Duration.ofMinutes(5))
                    .withClaims(ClaimsRequest.none().essentialInIdToken("acr", "gold"))
                    .withResource("https://api.one")
                    .withResource("https://api.two")
                    .withAuthorizationDetails(
                        AuthorizationDetails.of(
                            AuthorizationDetail.of("payment").withActions("initiate"))));

    Map<String, Object> claims = part(object(request), 1);
    long now = time.instant().getEpochSecond();
    assertThat(claims.keySet())
        .containsExactlyInAnyOrder(
            "iss",
            "aud",
            "iat",
            "nbf",
            "exp",
            "jti",
            "response_type",
            "client_id",
            "redirect_uri",
            "scope",
            "state",
            "nonce",
            "code_challenge",
            "code_challenge_method",
            "max_age",
            "claims",
            "resource",
            "authorization_details");
    assertThat(claims)
        .containsEntry("iss", "web")
        .containsEntry("client_id", "web")
        .containsEntry("aud", Metadata.ISSUER)
        .containsEntry("iat", now)
        .containsEntry("nbf", now)
        .containsEntry("exp", now + 60)
        .containsEntry("state", request.pending().state().reveal())
        .containsEntry("nonce", request.pending().nonce().reveal())
        .containsEntry("max_age", 300L)
        .containsEntry("resource", List.of("https://api.one", "https://api.two"))
        .containsEntry(
            "claims", Map.of("id_token", Map.of("acr", Map.of("essential", true, "value", "gold"))))
        .containsEntry(
            "authorization_details",
            List.of(Map.of("type", "payment", "actions", List.of("initiate"))));
    assertThat(claims.get("jti").toString()).hasSizeGreaterThanOrEqualTo(22);
  }

  @Test
  @DisplayName("F-03 is another one each time")
  void is_another_one_each_time() {
    OAuthClient client = client();

    assertThat(part(object(client.startAuthorizationCodeFlow("openid")), 1).get("jti"))
        .isNotEqualTo(part(object(client.startAuthorizationCodeFlow("openid")), 1).get("jti"));
  }

  @Test
  @DisplayName("F-03 is signed over header and claims")
  void is_signed_over_header_and_claims() {
    String[] parts = object(client().startAuthorizationCodeFlow("openid")).split("\\.");

    assertThat(
            KEY.verify(
                "ES256",
                (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                Base64.getUrlDecoder().decode(parts[2])))
        .isTrue();
  }

  @Test
  @DisplayName("F-03 is signed by whatever signs: a KMS, with the header members that it wants")
  void is_signed_by_a_kms() {
    JwtSigner kms =
        new JwtSigner() {
          @Override
          public String algorithm() {
            return "PS256";
          }

          @Override
          public Optional<String> keyId() {
            return Optional.empty();
          }

          @Override
          public Map<String, Object> headerMembers() {
            return Map.of("x5t#S256", "abc");
          }

          @Override
          public byte[] sign(byte[] input) {
            return new byte[] {1, 2, 3};
          }
        };

    String object =
        object(
            builder(metadata()).signedRequests(kms).build().startAuthorizationCodeFlow("openid"));

    assertThat(part(object, 0))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("alg", "PS256", "typ", "oauth-authz-req+jwt", "x5t#S256", "abc"));
    assertThat(object).endsWith(".AQID");
  }

  @Test
  @DisplayName("F-03 is one where the metadata demands it, by the client's key")
  void is_one_where_the_metadata_demands_it() {
    OAuthClient client =
        builder(metadata().with("require_signed_request_object", true)).clientKey(SIGNER).build();

    assertThat(part(object(client.startAuthorizationCodeFlow("openid")), 0))
        .containsEntry("kid", "jar-1");
  }

  @Test
  @DisplayName("F-03 is by its own key where it has one beside the client's")
  void is_by_its_own_key() {
    JwtSigner other = JwtSigner.ofJwk(TestKeys.p256("client-1").privateJwkJson());

    for (OAuthClient client :
        List.of(
            builder(metadata()).clientKey(other).signedRequests(SIGNER).build(),
            builder(metadata()).signedRequests(SIGNER).clientKey(other).build())) {
      assertThat(part(object(client.startAuthorizationCodeFlow("openid")), 0))
          .containsEntry("kid", "jar-1");
    }
  }

  @Test
  @DisplayName("F-03 is none where nobody asks for it, though there is a client's key")
  void is_none_where_nobody_asks_for_it() {
    OAuthClient client = builder(metadata()).clientKey(SIGNER).build();

    assertThat(Wire.query(client.startAuthorizationCodeFlow("openid").uri()))
        .containsKey("state")
        .doesNotContainKey("request");
  }

  @Test
  @DisplayName("F-03 that is demanded without a key is a configuration error")
  void that_is_demanded_without_a_key_is_a_configuration_error() {
    ConfigurationException e =
        refusal(builder(metadata().with("require_signed_request_object", true)).build());

    assertThat(e.code()).isEqualTo("config.no_request_key");
    assertThat(e).hasMessageContaining("signedRequests").hasMessageContaining("clientKey");
  }

  @Test
  @DisplayName("F-03 whose algorithm the server does not list is a configuration error")
  void whose_algorithm_is_not_listed_is_a_configuration_error() {
    OpenIdConfiguration listing =
        metadata().with("request_object_signing_alg_values_supported", List.of("PS256", "none"));

    ConfigurationException e = refusal(builder(listing).signedRequests(SIGNER).build());

    assertThat(e.code()).isEqualTo("config.request_algorithm");
    assertThat(e)
        .hasMessageContaining("request_object_signing_alg_values_supported")
        .hasMessageContaining("ES256");
  }

  @ParameterizedTest
  @DisplayName("F-03 is never unsigned, whatever the server lists")
  @ValueSource(strings = {"none", "None", "NONE"})
  void is_never_unsigned(String algorithm) {
    JwtSigner nobody =
        new JwtSigner() {
          @Override
          public String algorithm() {
            return algorithm;
          }

          @Override
          public Optional<String> keyId() {
            return Optional.empty();
          }

          @Override
          public byte[] sign(byte[] input) {
            return new byte[0];
          }
        };
    OpenIdConfiguration listing =
        metadata().with("request_object_signing_alg_values_supported", List.of(algorithm));

    assertThat(refusal(builder(listing).signedRequests(nobody).build()).code())
        .isEqualTo("config.request_algorithm");
  }

  @Test
  @DisplayName("F-03 by value, where the server takes none so, is a configuration error")
  void by_value_where_the_server_takes_none_so() {
    OpenIdConfiguration without = metadata().with("request_parameter_supported", false);
    transport.json(201, "{\"request_uri\":\"urn:x:1\",\"expires_in\":60}");

    ConfigurationException e = refusal(builder(without).signedRequests(SIGNER).build());

    assertThat(e.code()).isEqualTo("config.request_by_value");
    assertThat(e).hasMessageContaining("pushedRequests()");
    assertThat(
            builder(without)
                .signedRequests(SIGNER)
                .pushedRequests()
                .build()
                .startAuthorizationCodeFlow("openid"))
        .isNotNull();
  }

  @Test
  @DisplayName("F-03 for a server without a name is a configuration error")
  void for_a_server_without_a_name_is_a_configuration_error() {
    ConfigurationException e =
        catchThrowableOfType(
            ConfigurationException.class,
            () ->
                builder(Metadata.withoutIssuer())
                    .signedRequests(SIGNER)
                    .build()
                    .startAuthorizationCodeFlow("email"));

    assertThat(e.code()).isEqualTo("config.no_issuer");
  }

  @ParameterizedTest
  @DisplayName("F-03 has no claim of the program's own with a meaning of its own")
  @ValueSource(
      strings = {"iss", "aud", "iat", "nbf", "exp", "jti", "sub", "request", "request_uri"})
  void has_no_claim_of_the_programs_own(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client()
                    .startAuthorizationCodeFlow(LoginOptions.scopes("openid").with(name, "canary")))
        .withMessageContaining(name)
        .withMessageNotContaining("canary");
  }

  @ParameterizedTest(name = "{0}={1}")
  @DisplayName("F-03 has values of the type of their claim, or is not made:")
  @CsvSource({"max_age, soon", "max_age, 1.5", "claims, text", "claims, 7", "claims, '{'"})
  void has_values_of_the_type_of_their_claim(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client()
                    .startAuthorizationCodeFlow(LoginOptions.scopes("openid").with(name, value)))
        .withMessageContaining("parameter " + name);
  }

  @Test
  @DisplayName("F-03 hides nothing that the loopback login must know")
  void hides_nothing_that_the_loopback_login_must_know() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                client()
                    .commandLine()
                    .run(
                        LoopbackOptions.defaults(),
                        uri -> {},
                        LoginOptions.scopes("openid").withResponseMode("fragment")))
        .withMessageContaining("fragment");
  }
}
