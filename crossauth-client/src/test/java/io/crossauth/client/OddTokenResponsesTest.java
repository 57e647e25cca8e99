package io.crossauth.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.crossauth.client.grant.Grant;
import io.crossauth.client.login.AuthorizationRequest;
import io.crossauth.client.session.TokenStore;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Background;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.client.token.ProviderQuirks;
import io.crossauth.error.CrossauthException;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.http.Form;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
@DisplayName("A token response in another form")
class OddTokenResponsesTest {

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  /** An answer that is not RFC 6749's, and what makes it one. */
  enum Odd {
    NO_TOKEN_TYPE(
        "{\"access_token\":\"at-1\",\"expires_in\":300}",
        members -> {
          members.putIfAbsent("token_type", "Bearer");
          return members;
        }),
    NEVER_ENDS(
        "{\"access_token\":\"at-1\",\"token_type\":\"Bearer\",\"expires_in\":-1}",
        members -> {
          members.remove("expires_in", -1L);
          return members;
        }),
    IN_ANOTHER_OBJECT(
        "{\"ok\":true,\"team\":{\"id\":\"T1\"},\"authed_user\":{\"id\":\"U1\","
            + "\"access_token\":\"at-1\",\"token_type\":\"user\",\"scope\":\"a,b\"}}",
        members -> {
          if (members.get("authed_user") instanceof Map<?, ?> user) {
            members.put("access_token", user.get("access_token"));
            members.put("scope", user.get("scope"));
            members.put("token_type", "Bearer");
          }
          return members;
        }),
    OTHER_NAMES(
        "{\"accessToken\":\"at-1\",\"tokenType\":\"bearer\"}",
        members -> Map.of("access_token", members.get("accessToken"), "token_type", "bearer"));

    private final String json;
    private final UnaryOperator<Map<String, Object>> adapter;

    Odd(String json, UnaryOperator<Map<String, Object>> adapter) {
      this.json = json;
      this.adapter = adapter;
    }
  }

  @ParameterizedTest(name = "case C2 {0}")
  @EnumSource
  void is_made_one_by_the_adapter(Odd odd) {
    scene.transport.json(200, odd.json).json(200, odd.json);
    try (OAuthClient strict = scene.client();
        OAuthClient client =
            scene.builder().quirks(ProviderQuirks.none().withTokenResponse(odd.adapter)).build()) {
      assertThat(
              catchThrowableOfType(InvalidResponseException.class, strict::clientCredentialsFlow))
          .isNotNull();

      assertThat(client.clientCredentialsFlow().accessToken().reveal()).isEqualTo("at-1");
    }
  }

  @Test
  @DisplayName("case C2 an ID token without an access token")
  void may_bring_an_id_token_alone() {
    try (OAuthClient client =
        scene
            .builder()
            .quirks(
                ProviderQuirks.none()
                    .withTokenResponse(
                        members -> {
                          if (members.containsKey("id_token")
                              && !members.containsKey("access_token")) {
                            members.put("access_token", "N_A");
                            members.put("token_type", "Bearer");
                          }
                          return members;
                        }))
            .build()) {
      AuthorizationRequest request = client.startAuthorizationCodeFlow("openid");
      scene.transport.json(
          200, "{\"id_token\":\"" + scene.idToken(request.pending()).compact() + "\"}");

      OAuthTokenResponse tokens =
          client.redirectEndpoint(Scene.response(request.pending()), request.pending());

      assertThat(tokens.idToken()).isPresent();
    }
  }

  @Test
  @DisplayName("case C2 every grant and every refresh is adapted")
  void is_adapted_at_a_refresh_too() {
    try (OAuthClient client =
        scene
            .builder()
            .platform(Background.platform(scene.time))
            .quirks(ProviderQuirks.none().withTokenResponse(Odd.NO_TOKEN_TYPE.adapter))
            .build()) {
      var sessions = client.tokenManager(TokenStore.inMemory());
      sessions.signedIn("alice's", scene.login(client, id -> id));
      scene.time.advance(Duration.ofMinutes(5));
      scene.transport.json(200, "{\"access_token\":\"at-2\",\"expires_in\":300}");

      assertThat(sessions.accessToken("alice's").reveal()).isEqualTo("at-2");
    }
  }

  @Test
  @DisplayName("case C2 a refusal in another form becomes one of OAuth")
  void may_be_a_refusal() {
    scene.transport.json(
        400,
        "{\"error\":{\"type\":\"OAuthException\",\"message\":\"code was used\",\"code\":100}}");
    try (OAuthClient client =
        scene
            .builder()
            .quirks(
                ProviderQuirks.none()
                    .withTokenResponse(
                        members ->
                            members.get("error") instanceof Map<?, ?> error
                                ? Map.of(
                                    "error",
                                    "invalid_grant",
                                    "error_description",
                                    String.valueOf(error.get("message")))
                                : members))
            .build()) {
      OAuthErrorException e =
          catchThrowableOfType(OAuthErrorException.class, client::clientCredentialsFlow);

      assertThat(e.error()).isEqualTo("invalid_grant");
      assertThat(e.description()).contains("code was used");
    }
  }

  @ParameterizedTest(name = "case C2 an adapter that throws {0}")
  @ValueSource(strings = {"ClassCastException", "NullPointerException", "IllegalArgumentException"})
  void is_refused_where_the_adapter_cannot_read_it(String type) {
    scene.transport.json(200, Answers.tokens());
    try (OAuthClient client =
        scene
            .builder()
            .quirks(
                ProviderQuirks.none()
                    .withTokenResponse(
                        members -> {
                          throw switch (type) {
                            case "ClassCastException" -> new ClassCastException("at-canary");
                            case "NullPointerException" -> new NullPointerException("at-canary");
                            default -> new IllegalArgumentException("at-canary");
                          };
                        }))
            .build()) {
      CrossauthException e =
          catchThrowableOfType(CrossauthException.class, client::clientCredentialsFlow);

      assertThat(e.code()).isEqualTo("response.adapter");
      assertThat(e).hasMessageContaining(type).hasNoCause();
      assertThat(e.getMessage()).doesNotContain("canary");
    }
  }

  @ParameterizedTest(name = "case C2 a grant that expects {0}")
  @ValueSource(strings = {"N_A", "urn:example:saml2", "mac"})
  void may_be_of_the_type_that_the_grant_expects(String type) {
    String json = "{\"access_token\":\"at-1\",\"token_type\":\"" + type + "\"}";
    scene.transport.json(200, json).json(200, json);
    Grant grant =
        new Grant() {
          @Override
          public String type() {
            return "urn:example:exchange";
          }

          @Override
          public Form parameters() {
            return Form.empty();
          }

          @Override
          public Set<String> tokenTypes() {
            return Set.of("Bearer", type);
          }
        };
    try (OAuthClient client = scene.client()) {
      assertThat(client.requestTokens(grant).tokenType()).isEqualTo(type);
      assertThat(
              catchThrowableOfType(InvalidResponseException.class, client::clientCredentialsFlow)
                  .rule())
          .isEqualTo("token_type");
    }
  }
}
