package io.crossauth.tokenconsumer;

import static io.crossauth.error.RejectionReason.MISSING_CLAIM;
import static io.crossauth.error.RejectionReason.REVOKED;
import static io.crossauth.error.RejectionReason.WRONG_AUDIENCE;
import static io.crossauth.error.RejectionReason.WRONG_CLAIM_TYPE;
import static io.crossauth.error.RejectionReason.WRONG_TYPE;
import static io.crossauth.tokenconsumer.Checkpoint.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.crossauth.error.RejectionReason;
import io.crossauth.error.TokenRejectedException;
import io.crossauth.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of an opaque token is judged as the claims of a JWT are. */
class OpaqueTokensTest {

  private static final String TOKEN = "test-opaque-token";

  private final Checkpoint at = new Checkpoint();
  private final Map<String, @Nullable Object> answer = new HashMap<>();

  @BeforeEach
  void goodAnswer() {
    answer.put("active", true);
    answer.put("aud", Checkpoint.API);
    answer.put("sub", "alice");
    answer.put("exp", at.time.instant().getEpochSecond() + 60);
  }

  private OAuthTokenConsumerBuilder builder() {
    return at.forAccess().opaqueTokens(token -> answer);
  }

  private VerifiedToken accepted() {
    return builder().build().verify(TOKEN, TokenType.ACCESS);
  }

  private TokenRejectedException refused(RejectionReason reason) {
    return refuses(builder(), TokenType.ACCESS, reason, TOKEN);
  }

  private static @Nullable Object json(String text) throws Exception {
    return Json.value(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "attack 3 an answer about another kind of token is refused: {0} {1}")
  @CsvSource({
    "token_use, refresh_token",
    "token_use, refresh",
    "token_use, id_token",
    "token_use, id",
    "token_type, refresh_token",
    "token_type, Refresh",
    "token_type, id_token",
    "token_type, urn:ietf:params:oauth:token-type:refresh_token",
    "token_type, urn:ietf:params:oauth:token-type:id_token",
    "token_type, offline",
    "token_type, logout_token",
    "type, refresh",
    "type, ID",
    "typ, Refresh",
    "typ, Offline",
    "typ, ID",
    "typ, Logout",
    "typ, logout+jwt",
    "typ, Serialized-ID",
    "at_hash, abc",
    "c_hash, abc",
    "nonce, abc",
    "events, abc"
  })
  void otherKinds(String name, String value) {
    answer.put(name, name.equals("events") ? Map.of(value, Map.of()) : value);

    refused(WRONG_TYPE);
    // By no option either.
    refuses(builder().unsafeOpaqueTokensWithoutAudience(), TokenType.ACCESS, WRONG_TYPE, TOKEN);
  }

  @ParameterizedTest(name = "attack 3 an answer about an access token passes: {0} {1}")
  @CsvSource({
    "token_use, access_token",
    "token_use, access",
    "token_type, Bearer",
    "token_type, bearer",
    "token_type, DPoP",
    "token_type, N_A",
    "token_type, access_token",
    "token_type, urn:ietf:params:oauth:token-type:access_token",
    "typ, Bearer",
    "typ, at+jwt",
    "type, access"
  })
  void accessTokens(String name, String value) {
    answer.put(name, value);

    assertThat(accepted().requireSubject()).isEqualTo("alice");
  }

  @ParameterizedTest(name = "attack 3 a JWT that says by token_type that it is {0} is refused, too")
  @ValueSource(
      strings = {"refresh", "refresh_token", "urn:ietf:params:oauth:token-type:refresh_token"})
  void jwts(String type) {
    at.refusesAccess(WRONG_TYPE, at.mint.accessToken().claim("token_type", type));
    at.access(at.mint.accessToken().claim("token_type", "Bearer"));
    at.access(at.mint.accessToken().claim("token_type", "access"));
  }

  @ParameterizedTest(name = "attack 3 case A19 an answer whose aud is {0} is refused by default")
  @ValueSource(strings = {"absent", "null", "[]"})
  void noAudience(String audience) throws Exception {
    if (audience.equals("absent")) {
      answer.remove("aud");
    } else {
      answer.put("aud", json(audience));
    }

    TokenRejectedException refusal = refused(MISSING_CLAIM);

    assertThat(refusal.claim()).contains("aud");
    assertThat(refusal.hint().orElseThrow()).contains("unsafeOpaqueTokensWithoutAudience()");
    // And the hint, followed, works.
    VerifiedToken token =
        builder().unsafeOpaqueTokensWithoutAudience().build().verify(TOKEN, TokenType.ACCESS);
    assertThat(token.audience()).isEmpty();
    assertThat(token.requireSubject()).isEqualTo("alice");
  }

  @ParameterizedTest(name = "attack 3 an audience that is not ours is refused, allowed or not: {0}")
  @ValueSource(strings = {"\"other\"", "[\"other\",\"third\"]", "\"\""})
  void anotherAudience(String audience) throws Exception {
    answer.put("aud", json(audience));

    refused(WRONG_AUDIENCE);
    refuses(builder().unsafeOpaqueTokensWithoutAudience(), TokenType.ACCESS, WRONG_AUDIENCE, TOKEN);
  }

  @Test
  @DisplayName("case A19 where another claim names the audience, that one must be there")
  void audienceClaim() {
    refuses(builder().audienceClaim("client_id"), TokenType.ACCESS, MISSING_CLAIM, TOKEN);
    answer.put("client_id", Checkpoint.API);
    answer.remove("aud");

    builder().audienceClaim("client_id").build().verify(TOKEN, TokenType.ACCESS);
    answer.put("client_id", "another");
    refuses(builder().audienceClaim("client_id"), TokenType.ACCESS, WRONG_AUDIENCE, TOKEN);
  }

  @ParameterizedTest(name = "case A19 {0}: null and [] count as absent")
  @ValueSource(
      strings = {
        "iss",
        "exp",
        "nbf",
        "iat",
        "sub",
        "scope",
        "client_id",
        "azp",
        "jti",
        "typ",
        "token_use",
        "acr",
        "auth_time",
        "ext",
        "username"
      })
  void absent(String name) throws Exception {
    for (String nothing : List.of("null", "[]")) {
      answer.put(name, json(nothing));

      VerifiedToken token = accepted();

      assertThat(token.issuer()).isEqualTo(Checkpoint.ISSUER);
      assertThat(token.claims().keySet().contains(name)).isEqualTo(name.equals("iss"));
      if (name.equals("exp")) {
        assertThat(token.expiresAt()).isEqualTo(Instant.MAX);
      }
    }
  }

  @ParameterizedTest(name = "case A19 active: {0} is refused")
  @ValueSource(strings = {"null", "[]", "\"true\"", "1", "false", "{}", "[true]", "\"\""})
  void notActive(String active) throws Exception {
    answer.put("active", json(active));

    refused(REVOKED);
  }

  @ParameterizedTest(name = "case A19 cnf: {0} is refused")
  @CsvSource({
    "null, WRONG_CLAIM_TYPE",
    "[], WRONG_CLAIM_TYPE",
    "'\"\"', WRONG_CLAIM_TYPE",
    "{}, WRONG_CONFIRMATION",
    "'{\"jkt\":null}', WRONG_CONFIRMATION"
  })
  void confirmation(String cnf, RejectionReason reason) throws Exception {
    answer.put("cnf", json(cnf));

    refused(reason);
  }

  @ParameterizedTest(name = "case A19 wrong types stay wrong: {0} {1}")
  @CsvSource({"aud, 7", "aud, '{}'", "aud, '[null]'", "exp, '\"soon\"'", "iss, 7", "exp, '[1]'"})
  void wrongTypes(String name, String value) throws Exception {
    answer.put(name, json(value));

    refused(WRONG_CLAIM_TYPE);
  }

  @Test
  @DisplayName("case A19 of a tenants' template the answer must name the issuer, null or not")
  void template() {
    OAuthTokenConsumerBuilder tenants =
        OAuthTokenConsumer.builder("https://id.example.com/{tenantid}/v2")
            .audience(Checkpoint.API)
            .keys(request -> List.of())
            .platform(at.time.platform())
            .opaqueTokens(token -> answer);
    refuses(tenants, TokenType.ACCESS, MISSING_CLAIM, TOKEN);
    answer.put("iss", null);
    refuses(tenants, TokenType.ACCESS, MISSING_CLAIM, TOKEN);
  }
}
