package io.crossauth.client.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.crossauth.client.OAuthClient;
import io.crossauth.client.auth.JwtSigner;
import io.crossauth.client.session.TokenSource;
import io.crossauth.client.testing.Answers;
import io.crossauth.client.testing.Metadata;
import io.crossauth.client.testing.Scene;
import io.crossauth.client.testing.Wire;
import io.crossauth.error.OAuthErrorException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import io.crossauth.testkit.mint.TestKey;
import io.crossauth.testkit.mint.TestKeys;
import io.crossauth.value.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 7523: a JWT as a grant")
class JwtBearerGrantTest {

  private static final TestKey KEY = TestKeys.p256("reports");

  private final Scene scene = new Scene();
  private final OAuthClient client = scene.client();
  private final JwtAssertion assertion =
      JwtAssertion.signed(
              JwtSigner.ofJwk(KEY.privateJwkJson()), "reports", "alice", Metadata.ISSUER)
          .withPlatform(scene.time.platform());

  @AfterEach
  void all_answers_were_asked_for() {
    client.close();
    scene.close();
  }

  @Nested
  @DisplayName("signed by this program")
  class Signed {

    @Test
    @DisplayName("F-14: says who speaks for whom, to whom and how long")
    void says_who_speaks_for_whom_to_whom_and_how_long() throws JsonException {
      scene.transport.json(200, Answers.tokens());

      client.requestTokens(Grant.jwtBearer(assertion), "orders:read");

      Map<String, String> form = Wire.lastForm(scene.transport);
      assertThat(form)
          .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
          .containsEntry("scope", "orders:read");
      long now = scene.time.instant().getEpochSecond();
      assertThat(claims(form.get("assertion")))
          .containsEntry("iss", "reports")
          .containsEntry("sub", "alice")
          .containsEntry("aud", Metadata.ISSUER)
          .containsEntry("iat", now)
          .containsEntry("exp", now + 60)
          .containsOnlyKeys("iss", "sub", "aud", "iat", "exp", "jti");
      String[] parts = form.get("assertion").split("\\.", -1);
      assertThat(
              KEY.verify(
                  "ES256",
                  (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII),
                  Base64.getUrlDecoder().decode(parts[2])))
          .isTrue();
      assertThat(json(parts[0])).isEqualTo(Map.of("alg", "ES256", "typ", "JWT", "kid", KEY.kid()));
    }

    @Test
    @DisplayName("F-14: is another for each request, its jti too")
    void is_another_for_each_request() throws JsonException {
      List<Object> ids = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        scene.transport.json(200, Answers.tokens());
        client.requestTokens(Grant.jwtBearer(assertion));
        ids.add(claims(Wire.lastForm(scene.transport).get("assertion")).get("jti"));
      }

      assertThat(ids).doesNotHaveDuplicates().doesNotContainNull();
    }

    @Test
    void has_more_claims_and_another_life_where_a_server_wants_them() throws JsonException {
      JwtAssertion more = assertion.withClaim("scope", "a b").withLifetime(Duration.ofMinutes(5));

      Map<String, Object> claims = claims(more.get().reveal());

      assertThat(claims).containsEntry("scope", "a b");
      assertThat((long) claims.get("exp") - (long) claims.get("iat")).isEqualTo(300);
    }

    @Test
    void keeps_a_claim_as_it_was_when_it_was_said() throws JsonException {
      List<String> groups = new ArrayList<>(List.of("readers"));
      JwtAssertion more = assertion.withClaim("groups", groups);
      groups.add("writers");

      assertThat(claims(more.get().reveal())).containsEntry("groups", List.of("readers"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"iss", "sub", "aud", "exp", "iat", "jti"})
    void has_each_claim_of_its_own_once(String name) {
      assertThatIllegalArgumentException().isThrownBy(() -> assertion.withClaim(name, "x"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"PT0S", "PT0.999S", "-PT1S", "PT1H0.001S"})
    void lives_a_second_at_least_and_an_hour_at_most(Duration life) {
      assertThatIllegalArgumentException().isThrownBy(() -> assertion.withLifetime(life));
    }

    @Test
    void names_all_three() {
      JwtSigner signer = JwtSigner.ofJwk(KEY.privateJwkJson());
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JwtAssertion.signed(signer, " ", "b", "c"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JwtAssertion.signed(signer, "a", "", "c"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> JwtAssertion.signed(signer, "a", "b", "\t"));
    }

    @Test
    void keeps_a_source_fresh_with_a_new_one_for_each_token() {
      scene.transport.json(200, Answers.tokens());
      scene.transport.json(200, Answers.tokens().replace("at-1", "at-2"));
      TokenSource source = client.tokenSource(Grant.jwtBearer(assertion), "orders:read");

      assertThat(source.accessToken().reveal()).isEqualTo("at-1");
      assertThat(source.accessToken().reveal()).isEqualTo("at-1");
      scene.time.advance(Duration.ofMinutes(5));
      assertThat(source.accessToken().reveal()).isEqualTo("at-2");
      assertThat(Wire.form(scene.transport, 0).get("assertion"))
          .isNotEqualTo(Wire.form(scene.transport, 1).get("assertion"));
    }
  }

  @Nested
  @DisplayName("written to a file by the platform")
  class InAFile {

    @TempDir Path directory;

    @Test
    void is_read_for_each_request() throws IOException {
      Path file = Files.writeString(directory.resolve("token"), "  first-canary\n");
      Grant grant = Grant.jwtBearerFile(file);
      scene.transport.json(200, Answers.tokens());
      scene.transport.json(200, Answers.tokens());

      client.requestTokens(grant);
      Files.writeString(file, "second-canary");
      client.requestTokens(grant);

      assertThat(Wire.form(scene.transport, 0)).containsEntry("assertion", "first-canary");
      assertThat(Wire.form(scene.transport, 1)).containsEntry("assertion", "second-canary");
    }

    @ParameterizedTest(name = "of {0} characters")
    @ValueSource(ints = {0, 64 * 1024 + 1})
    void is_neither_empty_nor_endless(int length) throws IOException {
      Path file = Files.writeString(directory.resolve("token"), "x".repeat(length));

      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> client.requestTokens(Grant.jwtBearerFile(file)))
          .withMessage("assertion: expected a JWT of at most 64 KiB in token");
    }

    @Test
    void is_there() {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> client.requestTokens(Grant.jwtBearerFile(directory.resolve("none"))))
          .withMessage("assertion: cannot read none");
    }
  }

  @Test
  @DisplayName("F-25: that is refused is in no message, whatever the server says")
  void is_in_no_message() {
    scene.transport.json(400, Answers.error("invalid_grant", "bad assertion-canary"));
    Grant grant = Grant.jwtBearer(() -> Secret.of("assertion-canary"));

    assertThatExceptionOfType(OAuthErrorException.class)
        .isThrownBy(() -> client.requestTokens(grant))
        .satisfies(e -> assertThat(e.code()).isEqualTo("oauth.invalid_grant"))
        .satisfies(e -> assertThat(e.retryable()).isFalse())
        .satisfies(e -> assertThat(e.toString()).doesNotContain("canary"));
    assertThat(grant + " " + assertion).doesNotContain("canary", "eyJ", "\"d\"");
  }

  private static Map<String, Object> claims(@Nullable String jwt) throws JsonException {
    return json(String.valueOf(jwt).split("\\.", -1)[1]);
  }

  private static Map<String, Object> json(String segment) throws JsonException {
    return Json.object(Base64.getUrlDecoder().decode(segment));
  }
}
