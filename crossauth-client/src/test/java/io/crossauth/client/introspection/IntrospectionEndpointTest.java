package io.crossauth.client.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.HttpCall;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.value.Secret;
import io.crossauth.wellknown.OpenIdConfiguration;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Introspection")
class IntrospectionEndpointTest {

  private static final Secret TOKEN = Secret.of("at-canary");

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
    scene.transport.json(200, "{\"active\":true,\"sub\":\"alice\",\"scope\":\"a b\"}");

    Introspection answer = client.introspect(TOKEN);

    assertThat(answer.active()).isTrue();
    assertThat(answer.claim("sub")).contains("alice");
    assertThat(answer.claims()).containsOnlyKeys("active", "sub", "scope");
    HttpCall call = scene.transport.calls().get(0);
    assertThat(call.uri()).isEqualTo(URI.create(Metadata.INTROSPECTION));
    assertThat(call.headers().all("Accept")).containsExactly("application/json");
    assertThat(Wire.lastForm(scene.transport)).isEqualTo(Map.of("token", "at-canary"));
    assertThat(Wire.basic(call)).isEqualTo("web:secret-canary");
  }

  @Test
  void says_what_kind_of_token_it_may_be_when_told_to() {
    scene.transport.json(200, "{\"active\":false}");

    client.introspection().introspect(TOKEN, "refresh_token");

    assertThat(Wire.lastForm(scene.transport)).containsEntry("token_type_hint", "refresh_token");
  }

  @Test
  @DisplayName("RFC 7662 section 2.2: of a token that is not active reveals nothing else")
  void of_a_token_that_is_not_active_reveals_nothing() {
    scene.transport.json(200, "{\"active\":false,\"sub\":\"alice\",\"scope\":\"admin\"}");

    Introspection answer = client.introspect(TOKEN);

    assertThat(answer.active()).isFalse();
    assertThat(answer.claims()).isEmpty();
    assertThat(answer.claim("sub")).isEmpty();
    assertThat(answer).hasToString("Introspection[not active]");
  }

  @Test
  void shows_names_and_no_values() {
    scene.transport.json(200, "{\"active\":true,\"sub\":\"alice\"}");

    assertThat(client.introspect(TOKEN)).hasToString("Introspection[active, [active, sub]]");
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | missing_member",
        "{\"sub\":\"alice\"} | missing_member",
        "{\"active\":null} | wrong_type",
        "{\"active\":\"true\"} | wrong_type",
        "{\"active\":1} | wrong_type",
        "{\"active\":true,\"active\":false} | not_json",
        "[] | not_json"
      })
  void that_does_not_say_whether_the_token_is_active_is_refused(String json, String rule) {
    scene.transport.json(200, json);

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> client.introspect(TOKEN))
        .satisfies(e -> assertThat(e.rule()).isEqualTo(rule));
  }

  @Test
  void that_this_client_may_not_do_is_no_word_about_the_token() {
    scene.transport.json(401, Answers.error("invalid_client", "who sends at-canary?"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.introspect(TOKEN))
        .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_client"))
        .withMessageNotContaining("canary");
  }

  @Test
  void of_a_server_that_has_none_cannot_be_done() {
    OAuthClient plain =
        OAuthClient.builder(OpenIdConfiguration.builder().tokenEndpoint(Metadata.TOKEN).build())
            .clientId("web")
            .transport(scene.transport)
            .build();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> plain.introspect(TOKEN))
        .withMessageContaining("introspection_endpoint");
    assertThatIllegalStateException().isThrownBy(() -> plain.introspection().signed());
  }

  @Nested
  @DisplayName("whose answers are signed (RFC 9701)")
  class Signed {

    private static final String TYPE = "application/token-introspection+jwt";

    private TokenDraft good() {
      return scene
          .mint
          .empty()
          .header("typ", "token-introspection+jwt")
          .claim("iss", Metadata.ISSUER)
          .claim("aud", "web")
          .claim("iat", scene.time.instant())
          .claim("token_introspection", Map.of("active", true, "sub", "alice"));
    }

    private Introspection introspect(TokenDraft answer) {
      scene.transport.reply(200, TYPE, answer.compact());
      return client.introspection().signed().introspect(TOKEN);
    }

    @Test
    void asks_for_them_and_reads_them() {
      Introspection answer = introspect(good());

      assertThat(answer.active()).isTrue();
      assertThat(answer.claim("sub")).contains("alice");
      assertThat(answer.claims()).doesNotContainKeys("iss", "aud", "iat");
      assertThat(scene.transport.calls().get(0).headers().all("Accept")).containsExactly(TYPE);
    }

    @Test
    void reveals_nothing_of_a_token_that_is_not_active() {
      Introspection answer =
          introspect(good().claim("token_introspection", Map.of("active", false, "sub", "bob")));

      assertThat(answer.active()).isFalse();
      assertThat(answer.claims()).isEmpty();
    }

    @Test
    void refuses_plain_ones() {
      scene.transport.json(200, "{\"active\":true}");

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.introspection().signed().introspect(TOKEN, "access_token"))
          .satisfies(e -> assertThat(e.rule()).isEqualTo("content_type"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"", "\u00fc"})
    void refuses_what_is_no_token(String body) {
      scene.transport.reply(200, TYPE, body);

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.introspection().signed().introspect(TOKEN));
    }

    @Test
    void refuses_those_for_somebody_else_and_those_of_another_kind() {
      rejected(good().claim("aud", "other"), RejectionReason.WRONG_AUDIENCE);
      rejected(good().claim("iss", "https://evil.example"), RejectionReason.WRONG_ISSUER);
      rejected(good().header("typ", "JWT"), RejectionReason.WRONG_TYPE);
      rejected(good().without("iat"), RejectionReason.MISSING_CLAIM);
      rejected(good().without("token_introspection"), RejectionReason.WRONG_TYPE);
      rejected(good().withSignature(new byte[256]), RejectionReason.BAD_SIGNATURE);
    }

    @Test
    void still_hears_an_error() {
      scene.transport.json(401, Answers.error("invalid_client"));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> client.introspection().signed().introspect(TOKEN));
    }

    @Test
    void needs_the_answer_itself_to_say_whether_the_token_is_active() {
      scene.transport.reply(
          200, TYPE, good().claim("token_introspection", Map.of("x", List.of())).compact());

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.introspection().signed().introspect(TOKEN))
          .satisfies(e -> assertThat(e.rule()).isEqualTo("missing_member"));
    }

    private void rejected(TokenDraft answer, RejectionReason reason) {
      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> introspect(answer))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }
  }
}
