package io.crossauth.client.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.client.testing.Contexts;
import io.crossauth.client.testing.Metadata;
import io.crossauth.value.Secret;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("client_secret_post and none")
class SecretInBodyTest {

  @Test
  void post_puts_id_and_secret_into_the_body() {
    TokenCall call = ClientAuthentication.clientSecretPost(Secret.of("s&=")).apply(call());

    assertThat(call.form().encode())
        .isEqualTo(
            "grant_type=refresh_token&refresh_token=rt-1&client_id=web&client_secret=s%26%3D");
    assertThat(call.headers().first("Authorization")).isEmpty();
  }

  @Test
  void post_marks_the_secret_as_one() {
    TokenCall call = ClientAuthentication.clientSecretPost(Secret.of("canary")).apply(call());

    assertThat(call.form().fields())
        .filteredOn(field -> field.name().equals("client_secret"))
        .singleElement()
        .hasToString("client_secret=***");
    assertThat(call.toString()).doesNotContain("canary");
  }

  @Test
  @DisplayName("fault 4: a public client sends its id and no client_secret, undefined or otherwise")
  void a_public_client_sends_no_secret() {
    TokenCall call = ClientAuthentication.none().apply(call());

    assertThat(call.form().encode())
        .isEqualTo("grant_type=refresh_token&refresh_token=rt-1&client_id=web");
    assertThat(call.headers().first("Authorization")).isEmpty();
  }

  @Test
  void an_id_that_is_there_already_is_not_sent_twice() {
    TokenCall call =
        ClientAuthentication.none().apply(call().withParameter("client_id", "somebody-else"));

    assertThat(call.form().all("client_id")).containsExactly("web");
  }

  private static TokenCall call() {
    return Contexts.call(Metadata.complete());
  }
}
