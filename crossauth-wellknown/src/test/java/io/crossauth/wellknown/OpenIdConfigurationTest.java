package io.crossauth.wellknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenIdConfigurationTest {

  /** All fields that we name, with their constants' names. */
  static Stream<MetadataField<?>> fields() {
    return Arrays.stream(MetadataField.class.getFields())
        .filter(f -> Modifier.isStatic(f.getModifiers()))
        .map(
            f -> {
              try {
                MetadataField<?> field = (MetadataField<?>) f.get(null);
                assertThat(field.name()).isEqualTo(f.getName().toLowerCase(Locale.ROOT));
                return field;
              } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  /** A value that this field takes; there is exactly one kind that fits. */
  private static Object fitting(MetadataField<?> field) {
    List<Object> candidates =
        List.of("https://a.example/x", true, List.of("a", "b"), Map.of("a", "b"));
    List<Object> good = new ArrayList<>();
    for (Object candidate : candidates) {
      try {
        field.read(candidate);
        good.add(candidate);
      } catch (InvalidResponseException e) {
        // Not this kind.
      }
    }
    assertThat(good).as(field.name()).hasSize(1);
    return good.get(0);
  }

  @Test
  @DisplayName("all members of OpenID Connect Discovery 1.0 and RFC 8414 are there")
  void members() {
    assertThat(fields().map(MetadataField::name))
        .doesNotHaveDuplicates()
        .contains(
            "issuer",
            "authorization_endpoint",
            "token_endpoint",
            "userinfo_endpoint",
            "jwks_uri",
            "registration_endpoint",
            "scopes_supported",
            "response_types_supported",
            "response_modes_supported",
            "grant_types_supported",
            "acr_values_supported",
            "subject_types_supported",
            "id_token_signing_alg_values_supported",
            "id_token_encryption_alg_values_supported",
            "id_token_encryption_enc_values_supported",
            "userinfo_signing_alg_values_supported",
            "userinfo_encryption_alg_values_supported",
            "userinfo_encryption_enc_values_supported",
            "request_object_signing_alg_values_supported",
            "request_object_encryption_alg_values_supported",
            "request_object_encryption_enc_values_supported",
            "token_endpoint_auth_methods_supported",
            "token_endpoint_auth_signing_alg_values_supported",
            "display_values_supported",
            "claim_types_supported",
            "claims_supported",
            "service_documentation",
            "claims_locales_supported",
            "ui_locales_supported",
            "claims_parameter_supported",
            "request_parameter_supported",
            "request_uri_parameter_supported",
            "require_request_uri_registration",
            "op_policy_uri",
            "op_tos_uri",
            "revocation_endpoint",
            "revocation_endpoint_auth_methods_supported",
            "revocation_endpoint_auth_signing_alg_values_supported",
            "introspection_endpoint",
            "introspection_endpoint_auth_methods_supported",
            "introspection_endpoint_auth_signing_alg_values_supported",
            "code_challenge_methods_supported",
            "signed_metadata",
            "device_authorization_endpoint",
            "pushed_authorization_request_endpoint",
            "require_pushed_authorization_requests",
            "mtls_endpoint_aliases",
            "tls_client_certificate_bound_access_tokens",
            "authorization_response_iss_parameter_supported",
            "end_session_endpoint");
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyMemberIsReadFromJson(MetadataField<?> field) {
    String json = Json.write(Map.of(field.name(), fitting(field)));

    OpenIdConfiguration read = OpenIdConfiguration.parse(json);

    assertThat(read.require(field).toString()).isEqualTo(fitting(field).toString());
    assertThat(read.find(field)).isPresent();
    assertThat(read.raw(field.name())).contains(fitting(field));
  }

  @Test
  @DisplayName("an address with half a character is refused when it is read, not when it is called")
  void halfCharacters() {
    String json = "{\"token_endpoint\":\"https://a.example/\\ud83d\"}";
    assertThatThrownBy(() -> OpenIdConfiguration.parse(json))
        .isInstanceOf(InvalidResponseException.class);
    OpenIdConfiguration odd =
        OpenIdConfiguration.of(Map.of("token_endpoint", "https://a.example/\ud83d"));

    assertThatThrownBy(() -> odd.find(MetadataField.TOKEN_ENDPOINT))
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("token_endpoint");
  }

  @ParameterizedTest
  @MethodSource("fields")
  @DisplayName("a wrong type names its member, and harms only those who ask for it")
  void wrongTypes(MetadataField<?> field) {
    for (Object wrong : new Object[] {7L, List.of(7L), List.of(List.of()), ""}) {
      if (wrong.equals("") && fitting(field) instanceof String && field == MetadataField.ISSUER) {
        continue;
      }
      OpenIdConfiguration odd =
          OpenIdConfiguration.of(Map.of(field.name(), wrong, "other", "fine"));
      if (wrong.equals("") && isPlainString(field)) {
        continue;
      }
      InvalidResponseException e =
          catchThrowableOfType(InvalidResponseException.class, () -> odd.find(field));

      assertThat(e).as(field + " " + wrong).isNotNull().hasMessageContaining(field.name());
      assertThat(e.rule()).isEqualTo("wrong_type");
      assertThat(odd.raw("other")).contains("fine");
    }
  }

  private static boolean isPlainString(MetadataField<?> field) {
    try {
      field.read("");
      return true;
    } catch (InvalidResponseException e) {
      return false;
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  @DisplayName("fault 6: no optional member is required: absent and null are the same")
  void absent(MetadataField<?> field) {
    Map<String, Object> members = new HashMap<>();
    members.put(field.name(), null);

    assertThat(OpenIdConfiguration.of(members).find(field)).isEmpty();
    assertThat(OpenIdConfiguration.parse("{}").find(field)).isEmpty();
    assertThat(OpenIdConfiguration.parse("{}").raw(field.name())).isEmpty();
    assertThatThrownBy(() -> OpenIdConfiguration.parse("{}").require(field))
        .isInstanceOfSatisfying(
            InvalidResponseException.class, e -> assertThat(e.rule()).isEqualTo("missing_member"))
        .hasMessageContaining(field.name());
  }

  @Test
  @DisplayName("fault 6: a list that is not sent forbids nothing")
  void mayUse() {
    OpenIdConfiguration silent = OpenIdConfiguration.parse("{}");
    OpenIdConfiguration says =
        OpenIdConfiguration.parse("{\"grant_types_supported\":[\"password\"]}");

    assertThat(silent.mayUse(MetadataField.GRANT_TYPES_SUPPORTED, "refresh_token")).isTrue();
    assertThat(says.mayUse(MetadataField.GRANT_TYPES_SUPPORTED, "password")).isTrue();
    assertThat(says.mayUse(MetadataField.GRANT_TYPES_SUPPORTED, "refresh_token")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "//a.example/x",
        "/x",
        "not a uri",
        "https://",
        "https:///x",
        "https://user:pw@a.example/",
        "https://a.example/#f",
        "https://a.example:99999/",
        "ftp://a.example/",
        "http://evil@x"
      })
  @DisplayName("S-25 fault 25: an address that is none is refused and not repeated")
  void badAddresses(String address) {
    OpenIdConfiguration odd = OpenIdConfiguration.of(Map.of("token_endpoint", address));

    assertThatThrownBy(odd::tokenEndpoint)
        .isInstanceOf(InvalidResponseException.class)
        .hasMessageContaining("token_endpoint")
        .hasMessageNotContaining(address)
        .hasMessageNotContaining("pw");
  }

  @Test
  void unknownMembersAreReachable() {
    OpenIdConfiguration read =
        OpenIdConfiguration.parse("{\"x_ours\":{\"a\":[1,2]},\"frontend\":\"https://a.example\"}");

    assertThat(read.raw("x_ours")).contains(Map.of("a", List.of(1L, 2L)));
    assertThat(read.find(MetadataField.uri("frontend"))).contains(URI.create("https://a.example"));
    assertThat(read.members().keySet()).containsExactly("x_ours", "frontend");
  }

  @Test
  void theUsualMembersHaveAccessors() {
    OpenIdConfiguration written =
        OpenIdConfiguration.builder()
            .issuer("https://a.example")
            .authorizationEndpoint("https://a.example/authorize")
            .tokenEndpoint("https://a.example/token")
            .jwksUri("https://a.example/jwks")
            .userinfoEndpoint("https://a.example/userinfo")
            .deviceAuthorizationEndpoint("https://a.example/device")
            .with(MetadataField.SCOPES_SUPPORTED, List.of("openid"))
            .build();

    assertThat(written.issuer()).contains("https://a.example");
    assertThat(written.authorizationEndpoint()).contains(URI.create("https://a.example/authorize"));
    assertThat(written.tokenEndpoint()).contains(URI.create("https://a.example/token"));
    assertThat(written.jwksUri()).contains(URI.create("https://a.example/jwks"));
    assertThat(written.userinfoEndpoint()).contains(URI.create("https://a.example/userinfo"));
    assertThat(written.deviceAuthorizationEndpoint())
        .contains(URI.create("https://a.example/device"));
    assertThat(written.require(MetadataField.SCOPES_SUPPORTED)).containsExactly("openid");
  }

  @Test
  @DisplayName("a server that is OAuth only has no issuer, and that is fine")
  void oauthOnly() {
    OpenIdConfiguration github =
        OpenIdConfiguration.builder().tokenEndpoint("https://github.example/token").build();

    assertThat(github.issuer()).isEmpty();
    assertThat(github).hasToString("OpenIdConfiguration[null, [token_endpoint]]");
  }

  @Test
  void handWrittenMembersAreCheckedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OpenIdConfiguration.builder().tokenEndpoint("token"))
        .withMessageContaining("token_endpoint");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> OpenIdConfiguration.builder().with(MetadataField.SCOPES_SUPPORTED, "openid"));
  }

  @Test
  @DisplayName("a member is read once; changed metadata is read anew, and so is a wrong type")
  void membersAreReadOnce() {
    OpenIdConfiguration one = OpenIdConfiguration.of(Map.of("token_endpoint", "https://a.example"));
    URI first = one.require(MetadataField.TOKEN_ENDPOINT);

    assertThat(one.require(MetadataField.TOKEN_ENDPOINT)).isSameAs(first);
    assertThat(one.require(MetadataField.string("token_endpoint"))).isEqualTo("https://a.example");
    assertThat(one.with("token_endpoint", "https://b.example").tokenEndpoint())
        .contains(URI.create("https://b.example"));
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> one.find(MetadataField.flag("token_endpoint")));
    }
    for (int i = 0; i < 1_000; i++) {
      assertThat(one.find(MetadataField.uri("token_endpoint"))).contains(first);
    }
  }

  @Test
  void nobodyChangesMetadata() {
    List<Object> scopes = new ArrayList<>(List.of("a"));
    Map<String, Object> aliases = new LinkedHashMap<>(Map.of("token_endpoint", "x"));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("scopes_supported", scopes);
    members.put("mtls_endpoint_aliases", aliases);
    OpenIdConfiguration configuration = OpenIdConfiguration.of(members);
    OpenIdConfiguration changed = configuration.with("scopes_supported", scopes);

    members.clear();
    scopes.add("b");
    aliases.clear();

    assertThat(configuration.require(MetadataField.SCOPES_SUPPORTED)).containsExactly("a");
    assertThat(changed.require(MetadataField.SCOPES_SUPPORTED)).containsExactly("a");
    assertThat(configuration.require(MetadataField.MTLS_ENDPOINT_ALIASES)).hasSize(1);
    assertThatThrownBy(() -> configuration.members().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> configuration.require(MetadataField.MTLS_ENDPOINT_ALIASES).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aTextFormOfAStrangersMetadataForgesNoLines() {
    OpenIdConfiguration odd = OpenIdConfiguration.of(Map.of("issuer", "a\nb", "c\rd", 1L));

    assertThat(odd.toString()).doesNotContain("\n", "\r");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{", "{\"issuer\":\"a\",\"issuer\":\"b\"}", "{}{}"})
  @DisplayName("S-16 metadata that is not one JSON object is refused")
  void notJson(String text) {
    assertThatThrownBy(() -> OpenIdConfiguration.parse(text))
        .isInstanceOfSatisfying(
            InvalidResponseException.class, e -> assertThat(e.rule()).isEqualTo("not_json"));
  }
}
