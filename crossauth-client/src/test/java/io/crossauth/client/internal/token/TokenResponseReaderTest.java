package io.crossauth.client.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.crossauth.error.InvalidResponseException;
import io.crossauth.internal.json.Json;
import io.crossauth.internal.json.JsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("In a token response")
class TokenResponseReaderTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void every_member_is_read() {
    RawTokens tokens =
        read(
            """
            {"access_token":"at","token_type":"bearer","expires_in":300,"refresh_token":"rt",
             "scope":"a b","id_token":"h.p.s","more":1}\
            """);

    assertThat(tokens.accessToken().reveal()).isEqualTo("at");
    assertThat(tokens.tokenType()).isEqualTo("bearer");
    assertThat(tokens.expiresIn()).isEqualTo(Duration.ofMinutes(5));
    assertThat(tokens.receivedAt()).isEqualTo(NOW);
    assertThat(tokens.refreshToken().reveal()).isEqualTo("rt");
    assertThat(tokens.scopes()).containsExactly("a", "b");
    assertThat(tokens.idToken()).isEqualTo("h.p.s");
  }

  @Nested
  @DisplayName("fault 29: the access token")
  class AccessToken {

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
        strings = {
          "{\"token_type\":\"Bearer\"}",
          "{\"access_token\":null,\"token_type\":\"Bearer\"}",
          "{\"access_token\":\"\",\"token_type\":\"Bearer\"}",
          "{\"access_token\":\"  \",\"token_type\":\"Bearer\"}",
          "{\"accessToken\":\"at\",\"token_type\":\"Bearer\"}",
          "{\"foo\":1}",
          "{}"
        })
    void must_be_there(String json) {
      refused(json, "missing_member", "access_token");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"7", "true", "[\"at\"]", "{\"token\":\"at\"}"})
    void must_be_a_text(String value) {
      refused(
          "{\"access_token\":" + value + ",\"token_type\":\"Bearer\"}",
          "wrong_type",
          "access_token");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"at\\r\\nX-Evil: 1", "at\\u0000", "at\\u007f", "tök", "at\\u2028"})
    void must_fit_into_a_header(String value) {
      refused(
          "{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\"}",
          "wrong_type",
          "access_token");
    }
  }

  @Nested
  @DisplayName("fault 29: the token type")
  class TokenType {

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"Bearer", "bearer", "BEARER"})
    void is_known_in_any_case(String type) {
      assertThat(read(withType("\"" + type + "\"")).tokenType()).isEqualTo(type);
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"mac", "DPoP", "N_A", "Bearer ", "BearerToken", "b\\u0131arer"})
    void must_be_one_we_understand(String type) {
      refused(withType("\"" + type + "\""), "token_type", "token_type");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"null", "\"\""})
    void must_be_there(String type) {
      refused(withType(type), "missing_member", "token_type");
      refused("{\"access_token\":\"at\"}", "missing_member", "token_type");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"1", "[\"Bearer\"]", "{}"})
    void must_be_a_text(String type) {
      refused(withType(type), "wrong_type", "token_type");
    }

    @Test
    void is_shown_without_control_characters() {
      assertThat(refused(withType("\"a\\n\\u001b[2Jb\""), "token_type", "token_type").getMessage())
          .contains("a??[2Jb");
    }

    private String withType(String type) {
      return "{\"access_token\":\"canary\",\"token_type\":" + type + "}";
    }
  }

  @Nested
  @DisplayName("the lifetime")
  class Lifetime {

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource({
      "300, 300",
      "\"300\", 300",
      "0, 0",
      "3600.9, 3600",
      "\"3600.0\", 3600",
      "3.6e3, 3600",
      "1e-999, 0",
      "99999999999, 3153600000",
      "1e999, 3153600000",
    })
    void is_a_number_or_the_text_of_one(String value, long seconds) {
      assertThat(lifetime(value)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void need_not_be_there() {
      assertThat(lifetime("null")).isNull();
      assertThat(read("{\"access_token\":\"at\",\"token_type\":\"Bearer\"}").expiresIn()).isNull();
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(
        strings = {
          "{}",
          "{\"seconds\":300}",
          "[300]",
          "true",
          "-1",
          "\"-1\"",
          "\"soon\"",
          "\"\"",
          "\"0x10\"",
          "\"NaN\"",
          "\"Infinity\"",
          "\"1 hour\"",
          "\"111111111111111111111\""
        })
    void is_refused_when_it_is_something_else(String value) {
      refused(withLifetime(value), "wrong_type", "expires_in");
    }

    private Duration lifetime(String value) {
      return read(withLifetime(value)).expiresIn();
    }

    private String withLifetime(String value) {
      return "{\"access_token\":\"canary\",\"token_type\":\"Bearer\",\"expires_in\":" + value + "}";
    }
  }

  @Nested
  @DisplayName("the scopes")
  class Scopes {

    @ParameterizedTest(name = "[{index}] {0}")
    @CsvSource(
        delimiter = '|',
        value = {
          "\"a b\" | a b",
          "\"a,b\" | a b",
          "\" a  b \" | a b",
          "[\"a\",\"b\"] | a b",
          "\"a b a\" | a b",
          "\"b a\" | b a"
        })
    void are_a_text_or_an_array(String value, String scopes) {
      assertThat(scopes(value)).containsExactly(scopes.split(" "));
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"\"\"", "\" \"", "[]"})
    void may_be_none(String value) {
      assertThat(scopes(value)).isEmpty();
    }

    @Test
    void are_those_that_were_asked_for_when_the_server_says_nothing() {
      assertThat(scopes("null")).containsExactly("asked");
    }

    @ParameterizedTest(name = "[{index}] {0}")
    @ValueSource(strings = {"1", "true", "{}", "[1]", "[\"a\",null]", "[[\"a\"]]"})
    void are_refused_when_they_are_something_else(String value) {
      refused(withScope(value), "wrong_type", "scope");
    }

    private Set<String> scopes(String value) {
      return read(withScope(value)).scopes();
    }

    private String withScope(String value) {
      return "{\"access_token\":\"canary\",\"token_type\":\"Bearer\",\"scope\":" + value + "}";
    }
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @ValueSource(strings = {"refresh_token", "id_token"})
  void another_token_must_be_a_text_or_nothing(String member) {
    for (String value : List.of("1", "true", "[]", "{}")) {
      refused(
          "{\"access_token\":\"canary\",\"token_type\":\"Bearer\",\""
              + member
              + "\":"
              + value
              + "}",
          "wrong_type",
          member);
    }
    for (String value : List.of("null", "\"\"")) {
      RawTokens tokens =
          read(
              "{\"access_token\":\"at\",\"token_type\":\"Bearer\",\""
                  + member
                  + "\":"
                  + value
                  + "}");
      assertThat(tokens.refreshToken()).isNull();
      assertThat(tokens.idToken()).isNull();
    }
  }

  private static RawTokens read(String json) {
    try {
      return TokenResponseReader.read(
          Json.object(json.getBytes(StandardCharsets.UTF_8)),
          Set.of("Bearer"),
          "",
          Set.of("asked"),
          NOW);
    } catch (JsonException e) {
      throw new AssertionError(json, e);
    }
  }

  private static InvalidResponseException refused(String json, String rule, String member) {
    InvalidResponseException[] seen = new InvalidResponseException[1];
    assertThatExceptionOfType(InvalidResponseException.class)
        .isThrownBy(() -> read(json))
        .withMessageContaining(member)
        .withMessageNotContaining("canary")
        .satisfies(e -> assertThat(e.rule()).isEqualTo(rule))
        .satisfies(e -> seen[0] = e);
    return seen[0];
  }
}
