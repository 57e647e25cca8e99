package io.crossauth.client.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.HttpCall;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Revocation")
class RevocationEndpointTest {

  private static final Secret TOKEN = Secret.of("rt-canary");

  private final Scene scene = new Scene();
  private final OAuthClient client =
      scene.builder().clientSecret(Secret.of("secret-canary")).build();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  @DisplayName("B15: sends the token in the body, with the client's proof")
  void sends_the_token_in_the_body() {
    scene.transport.reply(200, "text/plain", "");

    client.revoke(TOKEN);

    HttpCall call = scene.transport.calls().get(0);
    assertThat(call.method()).isEqualTo("POST");
    assertThat(call.uri()).isEqualTo(URI.create(Metadata.REVOCATION));
    assertThat(Wire.lastForm(scene.transport)).isEqualTo(Map.of("token", "rt-canary"));
    assertThat(Wire.basic(call)).isEqualTo("web:secret-canary");
  }

  @Test
  void of_all_tokens_begins_with_the_refresh_token() {
    scene.transport.json(200, Answers.tokens().replace("}", ",\"refresh_token\":\"rt-1\"}"));
    OAuthTokenResponse tokens = client.clientCredentialsFlow();
    scene.transport.reply(200, "text/plain", "").reply(200, "text/plain", "");

    client.revoke(tokens);

    assertThat(Wire.form(scene.transport, 1))
        .isEqualTo(Map.of("token", "rt-1", "token_type_hint", "refresh_token"));
    assertThat(Wire.form(scene.transport, 2))
        .isEqualTo(Map.of("token", "at-1", "token_type_hint", "access_token"));
  }

  @Test
  void of_all_tokens_without_a_refresh_token_is_of_the_access_token() {
    scene.transport.json(200, Answers.tokens()).reply(200, "text/plain", "");

    client.revoke(client.clientCredentialsFlow());

    assertThat(Wire.lastForm(scene.transport)).containsEntry("token", "at-1");
  }

  @ParameterizedTest(name = "[{index}] HTTP {0} {1}")
  @CsvSource({"200, text/html, <p>done", "204, text/plain, ''", "200, application/json, {}"})
  @DisplayName("RFC 7009 section 2.2: is done when the status says so, whatever the body")
  void is_done_when_the_status_says_so(int status, String type, String body) {
    scene.transport.reply(status, type, body);

    client.revoke(TOKEN);
  }

  @Test
  void that_is_refused_says_why_and_not_what() {
    scene.transport.json(400, Answers.error("unsupported_token_type", "no rt-canary here"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.revoke(TOKEN))
        .satisfies(e -> assertThat(e.error()).isEqualTo("unsupported_token_type"))
        .withMessageNotContaining("canary");
  }

  @Test
  @DisplayName("S-29: that is refused with status 200 is refused")
  void that_is_refused_with_status_200_is_refused() {
    scene.transport.json(200, Answers.error("invalid_client"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.revoke(TOKEN))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client"));
  }

  @ParameterizedTest(name = "[{index}] HTTP {0}")
  @ValueSource(ints = {200, 400})
  @DisplayName("RFC 7009 section 2.2: of a token that is not valid is done, as Keycloak says it")
  void of_a_token_that_is_not_valid_is_done(int status) {
    scene.transport.json(status, Answers.error("invalid_token", "Invalid token"));

    client.revoke(TOKEN);
  }

  @Test
  void by_a_client_that_is_not_known_is_refused() {
    scene.transport.json(401, Answers.error("invalid_token"));

    assertThatExceptionOfType(OAuthErrorException.class).isThrownBy(() -> client.revoke(TOKEN));
  }

  @Test
  @DisplayName("RFC 7009 section 2.2.1: that must wait says for how long")
  void that_must_wait_says_for_how_long() {
    scene.transport.then(
        call ->
            new io.crossauth.http.HttpReply(
                503, io.crossauth.http.Headers.of("Retry-After", "7"), new byte[0]));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.revoke(TOKEN))
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.temporarily_unavailable"))
        .satisfies(e -> assertThat(e.retryAfter().orElseThrow().toSeconds()).isEqualTo(7));
  }

  @Test
  void of_a_server_that_has_none_cannot_be_done() {
    OAuthClient plain =
        OAuthClient.builder(OpenIdConfiguration.builder().tokenEndpoint(Metadata.TOKEN).build())
            .clientId("web")
            .transport(scene.transport)
            .build();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> plain.revoke(TOKEN))
        .withMessageContaining("revocation_endpoint");
  }
}
