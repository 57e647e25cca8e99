package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A client secret is used as the metadata lists it")
class ClientSecretAsListedTest {

  private static final String SECRET = "a-secret-of-at-least-thirty-two-bytes";

  @ParameterizedTest(name = "[{0}] means {1}")
  @CsvSource({
    "client_secret_basic, basic",
    "client_secret_post, post",
    "client_secret_jwt, jwt",
    "client_secret_post client_secret_basic, basic",
    "client_secret_jwt client_secret_post, post",
    "private_key_jwt client_secret_jwt, jwt",
    "private_key_jwt tls_client_auth, basic",
  })
  void the_first_that_is_listed(String listed, String used) {
    OpenIdConfiguration metadata =
        Metadata.complete()
            .with("token_endpoint_auth_methods_supported", Arrays.asList(listed.split(" ")));

    assertThat(used(metadata)).isEqualTo(used);
  }

  @Test
  @DisplayName("fault 6: a server without the list is used with basic, the default of the standard")
  void basic_without_a_list() {
    assertThat(used(Metadata.withoutIssuer())).isEqualTo("basic");
  }

  @Test
  void basic_when_the_list_is_empty() {
    assertThat(used(Metadata.complete().with("token_endpoint_auth_methods_supported", List.of())))
        .isEqualTo("basic");
  }

  private static String used(OpenIdConfiguration metadata) {
    TokenCall call =
        ClientAuthentication.clientSecret(() -> Secret.of(SECRET)).apply(Contexts.call(metadata));
    boolean basic = call.headers().first("Authorization").isPresent();
    boolean post = call.form().has("client_secret");
    boolean jwt = call.form().has("client_assertion");
    assertThat(List.of(basic, post, jwt)).containsOnlyOnce(true);
    return basic ? "basic" : post ? "post" : "jwt";
  }
}
