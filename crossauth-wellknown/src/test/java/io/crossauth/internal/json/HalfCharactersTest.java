package io.crossauth.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strings that are not of whole characters are no strings, wherever they stand. */
class HalfCharactersTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest(name = "case A11 refused in JSON: {0}")
  @ValueSource(
      strings = {
        "{\"nonce\":\"\\ud800\"}",
        "{\"nonce\":\"\\uD800\"}",
        "{\"nonce\":\"\\udfff\"}",
        "{\"nonce\":\"\\ude00\\ud83d\"}",
        "{\"nonce\":\"a\\ud83d\"}",
        "{\"nonce\":\"\\ud83d\\n\"}",
        "{\"nonce\":\"\\ud83d\\ud83d\\ude00\"}",
        "{\"nonce\":\"\\ud83d😀\"}",
        "{\"nonce\":\"😀\\ude00\"}",
        "{\"\\ud800\":1}",
        "{\"o\":{\"\\udc00\":1}}",
        "{\"o\":{\"a\":[{\"b\":\"\\ud800\"}]}}",
        "{\"a\":\"plain\",\"b\":[\"x\",\"\\\"\\ud800\"]}",
        "{\"a\\\"\\udbff\":\"x\"}",
        "{\"ä\":\"\\ud800\"}"
      })
  void refused(String text) {
    for (Reader reader : readers()) {
      assertThatThrownBy(() -> reader.read(bytes(text)))
          .isInstanceOf(JsonException.class)
          .hasMessageContaining("text that is not");
    }
  }

  @ParameterizedTest(name = "case A11 still read: {0}")
  @ValueSource(
      strings = {
        "{\"nonce\":\"\\ud83d\\ude00\"}",
        "{\"nonce\":\"\\uD83D\\uDE00?\"}",
        "{\"\\ud83d\\ude00\":\"\\\\ud800\"}",
        "{\"nonce\":\"😀\\ud83d\\ude00\"}",
        "{\"nonce\":\"\\ud7ff\\ue000\\ufffd\"}",
        "{\"a\\\"b\":\"c\\\"d\",\"e\":\"f\"}"
      })
  void read(String text) throws JsonException {
    Map<String, Object> expected = Json.object(bytes(text));

    for (Reader reader : readers()) {
      assertThat(reader.read(bytes(text))).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("case A11 what nobody could read again is not written")
  void notWritten() {
    for (Object value : List.of("\ud800", List.of("a\udc00"), Map.of("\ud83d", 1))) {
      assertThatThrownBy(() -> Json.write(value))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("half of a surrogate pair");
    }
    assertThat(Json.write("\ud83d\ude00")).isEqualTo("\"\ud83d\ude00\"");
  }

  private interface Reader {
    Map<String, Object> read(byte[] text) throws JsonException;
  }

  private static List<Reader> readers() {
    return List.of(
        Json::object, Json::lazyObject, text -> Json.objectOfItems(text, "none of these"));
  }
}
