package io.crossauth.client.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.error.InvalidResponseException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The metadata of a client")
class ClientMetadataTest {

  private static final String PUBLIC_KEYS =
      "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"x\",\"y\":\"y\"}]}";

  @Test
  void has_what_was_set() {
    ClientMetadata metadata =
        ClientMetadata.builder()
            .clientName("shop")
            .redirectUris("https://shop.example.com/callback", "com.example.shop:/callback")
            .grantTypes("authorization_code", "refresh_token")
            .responseTypes("code")
            .tokenEndpointAuthMethod("private_key_jwt")
            .scopes("openid", "email")
            .jwksUri(URI.create("https://shop.example.com/jwks"))
            .with("client_name#fr", "boutique")
            .with("require_auth_time", true)
            .with("default_max_age", 60)
            .build();

    assertThat(metadata.clientName()).contains("shop");
    assertThat(metadata.redirectUris())
        .containsExactly("https://shop.example.com/callback", "com.example.shop:/callback");
    assertThat(metadata.grantTypes()).containsExactly("authorization_code", "refresh_token");
    assertThat(metadata.responseTypes()).containsExactly("code");
    assertThat(metadata.tokenEndpointAuthMethod()).contains("private_key_jwt");
    assertThat(metadata.scopes()).containsExactly("openid", "email");
    assertThat(metadata.text("jwks_uri")).contains("https://shop.example.com/jwks");
    assertThat(metadata.text("client_name#fr")).contains("boutique");
    assertThat(metadata.raw("require_auth_time")).contains(true);
    assertThat(metadata.raw("default_max_age")).contains(60L);
    assertThat(metadata.raw("contacts")).isEmpty();
  }

  @Test
  void has_nothing_that_was_not_set() {
    ClientMetadata metadata = ClientMetadata.builder().build();

    assertThat(metadata.members()).isEmpty();
    assertThat(metadata.redirectUris()).isEmpty();
    assertThat(metadata.scopes()).isEmpty();
    assertThat(metadata.tokenEndpointAuthMethod()).isEmpty();
  }

  @Test
  void is_not_changed_by_what_happens_to_its_parts() {
    List<String> contacts = new ArrayList<>(List.of("a@example.com"));
    ClientMetadata.Builder builder = ClientMetadata.builder().with("contacts", contacts);
    ClientMetadata metadata = builder.build();

    contacts.add("b@example.com");
    builder.clientName("another");
    assertThat(metadata.texts("contacts")).containsExactly("a@example.com");
    assertThat(metadata.clientName()).isEmpty();
  }

  @Test
  void begins_another() {
    ClientMetadata shop =
        ClientMetadata.builder().clientName("shop").with("software_version", "1").build();

    assertThat(shop.toBuilder().build()).isEqualTo(shop).hasSameHashCodeAs(shop);
    assertThat(shop.toBuilder().clientName("shop 2").without("software_version").build())
        .isEqualTo(ClientMetadata.builder().clientName("shop 2").build());
  }

  @Test
  void shows_the_names_of_its_members_alone() {
    assertThat(ClientMetadata.builder().softwareStatement("canary").build())
        .hasToString("ClientMetadata[software_statement]");
  }

  @ParameterizedTest(name = "S-15: {0} {1} is refused")
  @CsvSource({
    "redirect_uris, http://shop.example.com/callback",
    "redirect_uris, https://*.example.com/callback",
    "redirect_uris, https://shop.example.com/callback#x",
    "redirect_uris, javascript:alert(1)",
    "redirect_uris, myapp:/callback",
    "post_logout_redirect_uris, http://shop.example.com/bye",
    "post_logout_redirect_uris, data:text/html;x",
    "request_uris, http://shop.example.com/request#x",
    "request_uris, com.example.shop:/request",
  })
  void a_list_with_an_unsafe_address_is_refused(String name, String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ClientMetadata.builder().with(name, List.of("https://shop.example.com/good", uri)))
        .withMessageStartingWith(name + ": expected");
  }

  @ParameterizedTest(name = "S-15: {0} {1} is refused")
  @CsvSource({
    "jwks_uri, http://shop.example.com/jwks",
    "jwks_uri, https://user:secret@shop.example.com/jwks",
    "jwks_uri, file:///etc/passwd",
    "jwks_uri, com.example.shop:/jwks",
    "logo_uri, javascript:alert(1)",
    "client_uri#fr, javascript:alert(1)",
    "tos_uri, data:text/html;x",
    "policy_uri, http://shop.example.com/policy",
    "sector_identifier_uri, http://shop.example.com/sector",
    "initiate_login_uri, http://shop.example.com/login",
    "backchannel_logout_uri, http://shop.example.com/logout",
    "frontchannel_logout_uri, http://shop.example.com/logout",
  })
  void an_unsafe_address_is_refused(String name, String uri) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientMetadata.builder().with(name, uri))
        .withMessageStartingWith(name.replace("#fr", "") + ": expected")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
  }

  @Test
  void addresses_of_this_machine_and_digests_of_requests_are_taken() {
    ClientMetadata metadata =
        ClientMetadata.builder()
            .redirectUris("http://127.0.0.1/callback")
            .postLogoutRedirectUris("com.example.shop:/bye")
            .backchannelLogoutUri(URI.create("http://127.0.0.1:8080/logout"))
            .with("request_uris", List.of("https://shop.example.com/request#GkurKxf5T0Y"))
            .build();

    assertThat(metadata.texts("request_uris")).hasSize(1);
  }

  @ParameterizedTest(name = "{0} is the server''s to give")
  @ValueSource(
      strings = {
        "client_id",
        "client_secret",
        "client_id_issued_at",
        "client_secret_expires_at",
        "registration_access_token",
        "registration_client_uri"
      })
  void what_is_the_servers_is_refused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientMetadata.builder().with(name, "x"))
        .withMessageContaining("server's");
  }

  @Test
  void a_value_of_another_type_is_refused() {
    ClientMetadata.Builder builder = ClientMetadata.builder();

    assertThatIllegalArgumentException().isThrownBy(() -> builder.with("redirect_uris", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.with("grant_types", "x"));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.with("contacts", List.of(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.with("jwks_uri", 1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.with("jwks", "x"));
  }

  @Test
  void tokens_are_not_to_be_pushed() {
    ClientMetadata.Builder builder = ClientMetadata.builder();
    String mode = "backchannel_token_delivery_mode";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.with(mode, "push"))
        .withMessageContaining("expected poll or ping");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.with(mode, 1));
    assertThat(builder.with(mode, "poll").with(mode, "ping").build().raw(mode)).contains("ping");
  }

  @Test
  void public_keys_are_taken() {
    assertThat(ClientMetadata.builder().jwks(PUBLIC_KEYS).build().raw("jwks")).isPresent();
  }

  @ParameterizedTest(name = "[{index}]")
  @ValueSource(
      strings = {
        "{\"keys\":[{\"kty\":\"EC\",\"x\":\"x\",\"y\":\"y\",\"d\":\"canary\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"n\",\"e\":\"e\",\"p\":\"canary\"}]}",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"canary\"}]}",
        "{\"keys\":[\"canary\"]}",
        "{\"keys\":{}}",
        "{}",
        "[]",
        "canary"
      })
  void private_keys_and_what_is_no_key_set_are_refused(String jwks) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ClientMetadata.builder().jwks(jwks))
        .satisfies(e -> assertThat(e.getMessage()).startsWith("jwks").doesNotContain("canary"));
  }

  @Test
  void keys_and_their_address_exclude_each_other() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                ClientMetadata.builder()
                    .jwks(PUBLIC_KEYS)
                    .jwksUri(URI.create("https://shop.example.com/jwks"))
                    .build());
  }

  @Test
  void of_a_server_harms_only_those_who_read_what_is_wrong() {
    ClientMetadata metadata =
        new ClientMetadata(
            Map.of("redirect_uris", "x", "grant_types", List.of(1), "scope", "a  b"));

    assertThat(metadata.scopes()).containsExactly("a", "b");
    for (Runnable read : List.<Runnable>of(metadata::redirectUris, metadata::grantTypes)) {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(read::run)
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.wrong_type"));
    }
  }
}
