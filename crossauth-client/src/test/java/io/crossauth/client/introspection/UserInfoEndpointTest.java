package io.crossauth.client.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.token.OAuthTokenResponse;
import io.crossauth.error.InvalidResponseException;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.http.Headers;
import io.crossauth.http.HttpCall;
import io.crossauth.http.HttpReply;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.testkit.mint.TokenDraft;
import io.crossauth.tokenconsumer.jwks.KeySet;
import io.crossauth.value.Secret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Userinfo")
class UserInfoEndpointTest {

  private static final Secret TOKEN = Secret.of("at-canary");

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();

  @AfterEach
  void all_answers_were_asked_for() {
    scene.close();
  }

  @Test
  @DisplayName("fault 10: is got from its own endpoint, by GET and without a body")
  void is_got_from_its_own_endpoint() {
    scene.transport.json(200, "{\"sub\":\"alice\"}");

    client.userInfoEndpoint(TOKEN, "alice");

    HttpCall call = scene.transport.calls().get(0);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.uri()).isEqualTo(URI.create(Metadata.USERINFO));
    assertThat(call.body()).isEmpty();
    assertThat(call.headers().all("Authorization")).containsExactly("Bearer at-canary");
    assertThat(call.headers().first("Content-Type")).isEmpty();
    assertThat(call.maxBytes()).isEqualTo(256 * 1024);
  }

  @Test
  void has_the_claims_that_were_sent() {
    scene.transport.json(
        200, "{\"sub\":\"alice\",\"email\":\"a@b.c\",\"age\":7,\"none\":null,\"groups\":[\"x\"]}");

    UserInfo user = client.userInfoEndpoint(TOKEN, "alice");

    assertThat(user.subject()).isEqualTo("alice");
    assertThat(user.text("email")).contains("a@b.c");
    assertThat(user.claim("age")).contains(7L);
    assertThat(user.claim("groups")).contains(List.of("x"));
    assertThat(user.claim("none")).isEmpty();
    assertThat(user.text("none")).isEmpty();
    assertThat(user).hasToString("UserInfo[sub, email, age, groups]");
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> user.text("age"))
        .withMessageContaining("age");
  }

  @Nested
  @DisplayName("fault 22: is about the user of the ID token and")
  class Subject {

    @Test
    void is_refused_when_it_is_about_another() {
      OAuthTokenResponse tokens = scene.login(client, d -> d);
      scene.transport.json(200, "{\"sub\":\"bob\",\"email\":\"evil@b.c\"}");

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.userInfoEndpoint(tokens))
          .satisfies(e -> assertThat(e.code()).isEqualTo("response.subject_mismatch"))
          .withMessageNotContaining("evil");
    }

    @Test
    void is_refused_when_it_is_about_another_than_the_program_names() {
      scene.transport.json(200, "{\"sub\":\"Alice\"}");

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.userInfoEndpoint(TOKEN, "alice"))
          .satisfies(e -> assertThat(e.rule()).isEqualTo("subject_mismatch"));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
        strings = {
          "{}",
          "{\"sub\":null}",
          "{\"sub\":\"\"}",
          "{\"sub\":[\"alice\"]}",
          "{\"sub\":true}",
          "{\"email\":\"a@b.c\"}"
        })
    void is_refused_when_it_is_about_nobody(String json) {
      scene.transport.json(200, json);

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> client.userInfoEndpoint(TOKEN, "alice"))
          .satisfies(e -> assertThat(e.rule()).isEqualTo("missing_member"));
    }

    @Test
    void is_merged_on_request_without_touching_the_claims_of_the_id_token() {
      OAuthClient merging = scene.builder().mergeUserInfo().build();

      OAuthTokenResponse tokens = mergedLogin(merging, "alice");

      assertThat(tokens.idPayload())
          .containsEntry("sub", "alice")
          .containsEntry("iss", Metadata.ISSUER)
          .containsEntry("aud", "web")
          .containsEntry("email", "signed@b.c")
          .containsEntry("phone", "123");
      assertThat(tokens.idToken().orElseThrow().claims()).doesNotContainKey("phone");
    }

    @Test
    void is_not_merged_when_it_is_about_another() {
      OAuthClient merging = scene.builder().mergeUserInfo().build();

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> mergedLogin(merging, "bob"))
          .satisfies(e -> assertThat(e.rule()).isEqualTo("subject_mismatch"));
    }
  }

  @Nested
  @DisplayName("that is refused")
  class Refused {

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
        delimiter = '|',
        value = {
          "Bearer error=\"invalid_token\", error_description=\"it is over\" | invalid_token | it is"
              + " over",
          "Bearer realm=\"x\", error=\"expired\" | expired |",
          "Bearer | invalid_token |",
          "Bearer my_error=\"no\" | invalid_token |",
          "Bearer error=\"unfinished | invalid_token |",
          "Bearer error=\"at-canary\" | *** |",
          "Bearer error=\"invalid_token\", error_description=\"at-canary is over\" | invalid_token"
              + " |",
        })
    void says_what_stands_in_the_challenge(String challenge, String error, String description) {
      scene.transport.then(
          call ->
              new HttpReply(
                  401,
                  Headers.of("WWW-Authenticate", challenge).plus("Content-Type", "text/html"),
                  "<p>no".getBytes(StandardCharsets.UTF_8)));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> client.userInfoEndpoint(TOKEN, "alice"))
          .withMessageNotContaining("canary")
          .satisfies(e -> assertThat(e.error()).isEqualTo(error))
          .satisfies(e -> assertThat(e.status()).isEqualTo(401))
          .satisfies(e -> assertThat(e.description().orElse(null)).isEqualTo(description));
    }

    @Test
    void with_403_lacks_a_scope() {
      scene.transport.then(
          call ->
              new HttpReply(
                  403, Headers.of("WWW-Authenticate", "Bearer realm=\"x\""), new byte[0]));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> client.userInfoEndpoint(TOKEN, "alice"))
          .satisfies(e -> assertThat(e.error()).isEqualTo("insufficient_scope"));
    }

    @Test
    void with_an_error_in_its_json_says_it() {
      scene.transport.json(200, Answers.error("invalid_request", "at-canary?"));

      assertThatExceptionOfType(OAuthErrorException.class)
          .isThrownBy(() -> client.userInfoEndpoint(TOKEN, "alice"))
          .withMessageNotContaining("canary")
          .satisfies(e -> assertThat(e.error()).isEqualTo("invalid_request"));
    }

    @Test
    void because_nobody_can_verify_it_names_the_content_type() {
      OAuthClient plain =
          OAuthClient.builder(Metadata.withoutIssuer())
              .clientId("web")
              .transport(scene.transport)
              .build();
      scene.transport.reply(200, "application/jwt", "a.b.c");

      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> plain.userInfoEndpoint(TOKEN, "alice"))
          .satisfies(e -> assertThat(e.rule()).isEqualTo("content_type"));
    }
  }

  @Nested
  @DisplayName("fault 10: that is signed")
  class Signed {

    private final TestKey recipient = TestKeys.rsa("recipient");

    private TokenDraft good() {
      return scene
          .mint
          .empty()
          .claim("iss", Metadata.ISSUER)
          .claim("aud", "web")
          .claim("sub", "alice")
          .claim("email", "a@b.c");
    }

    private UserInfo get(OAuthClient asking, String jwt) {
      scene.transport.reply(200, "application/jwt; charset=utf-8", jwt);
      return asking.userInfoEndpoint(TOKEN, "alice");
    }

    @Test
    void is_verified_and_read() {
      UserInfo user = get(client, good().compact());

      assertThat(user.subject()).isEqualTo("alice");
      assertThat(user.text("email")).contains("a@b.c");
    }

    @Test
    void is_asked_for_where_the_server_can_sign() {
      OAuthClient signing =
          OAuthClient.builder(
                  Metadata.complete()
                      .with("userinfo_signing_alg_values_supported", List.of("RS256")))
              .clientId("web")
              .transport(scene.transport)
              .build();
      scene.transport.json(200, "{\"sub\":\"alice\"}");

      signing.userInfoEndpoint(TOKEN, "alice");

      assertThat(scene.transport.calls().get(0).headers().all("Accept"))
          .containsExactly("application/json, application/jwt");
    }

    @Test
    @DisplayName("fault 22: is refused when it is about another")
    void is_refused_when_it_is_about_another() {
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> get(client, good().claim("sub", "bob").compact()))
          .satisfies(e -> assertThat(e.rule()).isEqualTo("subject_mismatch"));
      assertThatExceptionOfType(InvalidResponseException.class)
          .isThrownBy(() -> get(client, good().without("sub").compact()))
          .satisfies(e -> assertThat(e.rule()).isEqualTo("missing_member"));
    }

    @Test
    void is_refused_when_it_is_not_the_issuers_or_not_for_us() {
      rejected(good().claim("iss", "https://evil.example"), RejectionReason.WRONG_ISSUER);
      rejected(good().without("iss"), RejectionReason.MISSING_CLAIM);
      rejected(good().claim("aud", "other"), RejectionReason.WRONG_AUDIENCE);
      rejected(good().without("aud"), RejectionReason.MISSING_CLAIM);
      rejected(good().withSignature(new byte[256]), RejectionReason.BAD_SIGNATURE);
      rejected(good().unsigned(), RejectionReason.MALFORMED);
      rejected(good().header("alg", "none"), RejectionReason.UNSUPPORTED_ALGORITHM);
      rejected(scene.mint.accessToken(), RejectionReason.WRONG_TYPE);
    }

    @Test
    void and_encrypted_is_opened_with_our_key_and_no_other() {
      OAuthClient reader =
          scene
              .builder()
              .idTokens(
                  rules ->
                      rules
                          .keys(KeySet.ofJwks(TestKeys.jwks(Scene.KEY)))
                          .decryptionKey((PrivateKey) recipient.signingKey()))
              .build();

      assertThat(get(reader, good().encryptedFor(recipient).compact()).subject())
          .isEqualTo("alice");
      // For another key, without a key, and with nothing signed inside.
      rejected(
          reader,
          good().encryptedFor(TestKeys.rsa("other-recipient")).compact(),
          RejectionReason.ENCRYPTION);
      rejected(client, good().encryptedFor(recipient).compact(), RejectionReason.ENCRYPTION);
      rejected(reader, good().claimsEncryptedFor(recipient).compact(), RejectionReason.MALFORMED);
    }

    private void rejected(TokenDraft answer, RejectionReason reason) {
      rejected(client, answer.compact(), reason);
    }

    private void rejected(OAuthClient asking, String jwt, RejectionReason reason) {
      assertThatExceptionOfType(TokenRejectedException.class)
          .isThrownBy(() -> get(asking, jwt))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
          .withMessageNotContaining(jwt);
    }
  }

  @Test
  void of_a_server_that_has_none_cannot_be_got() {
    OAuthClient plain =
        OAuthClient.builder(
                io.crossauth.wellknown.OpenIdConfiguration.builder()
                    .tokenEndpoint(Metadata.TOKEN)
                    .build())
            .clientId("web")
            .transport(scene.transport)
            .build();

    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> plain.userInfoEndpoint(TOKEN, "alice"))
        .withMessageContaining("userinfo_endpoint");
  }

  @Test
  void of_a_provider_with_ways_of_its_own_is_got_in_its_way() {
    OAuthClient odd =
        OAuthClient.builder(Metadata.withoutIssuer())
            .clientId("web")
            .transport(scene.transport)
            .tokenPresentation("OAuth")
            .userInfoSubject("id")
            .build();
    scene.transport.json(200, "{\"id\":1130000001,\"login\":\"alice\"}");

    UserInfo user = odd.userInfoEndpoint(TOKEN, "1130000001");

    assertThat(user.subject()).isEqualTo("1130000001");
    assertThat(scene.transport.calls().get(0).headers().all("Authorization"))
        .containsExactly("OAuth at-canary");
  }

  @Test
  void of_tokens_without_an_id_token_is_about_whomever_it_says() {
    scene.transport.json(200, Answers.tokens()).json(200, "{\"sub\":\"bob\"}");

    assertThat(client.userInfoEndpoint(client.clientCredentialsFlow()).subject()).isEqualTo("bob");
  }

  private OAuthTokenResponse mergedLogin(OAuthClient merging, String subject) {
    var request = merging.startAuthorizationCodeFlow("openid");
    scene.transport.json(
        200, Scene.tokens(scene.idToken(request.pending()).claim("email", "signed@b.c")));
    scene.transport.json(
        200,
        io.crossauth.internal.json.Json.write(
            Map.of(
                "sub",
                subject,
                "iss",
                "https://evil.example",
                "aud",
                "evil",
                "email",
                "evil@b.c",
                "phone",
                "123")));
    return merging.redirectEndpoint(Scene.response(request.pending()), request.pending());
  }
}
