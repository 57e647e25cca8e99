package io.crossauth.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An item that breaks a rule spoils no other; everything else does. */
class JsonItemsTest {

  private static Map<String, Object> read(String text) throws JsonException {
    return Json.objectOfItems(text.getBytes(StandardCharsets.UTF_8), "keys");
  }

  static Stream<Arguments> oddItems() {
    return Stream.of(
        Arguments.of("{\"a\":1,\"a\":2}", "a duplicate member"),
        Arguments.of("{\"o\":{\"a\":1,\"\\u0061\":2}}", "a duplicate member"),
        Arguments.of("{\"n\":" + "1".repeat(41) + "}", "more than 40 digits"),
        Arguments.of("[-" + "1".repeat(50_000) + "]", "more than 40 digits"),
        Arguments.of("0." + "1".repeat(41), "more than 40 digits"),
        Arguments.of("{\"n\":1e1001}", "exponents up to"),
        Arguments.of("{\"n\":1e-99999999999}", "NumberFormat"),
        Arguments.of("{\"s\":\"\\ud800\"}", "half of a surrogate pair"),
        Arguments.of("{\"\\ud800\":1}", "half of a surrogate pair"),
        Arguments.of("{\"" + "n".repeat(1025) + "\":1}", "text that is not"),
        Arguments.of("{\"a\":NaN}", "text that is not"),
        Arguments.of("{\"a\" 1}", "text that is not"),
        Arguments.of("{\"a\":[1,]}", "text that is not"),
        Arguments.of("01", "text that is not"),
        Arguments.of("[".repeat(33) + "]".repeat(33), "nesting deeper than 32"),
        Arguments.of("[".repeat(9_000) + "1" + "]".repeat(9_000), "nesting deeper than 32"));
  }

  @ParameterizedTest(name = "case A13 left out alone, and told of: {1}")
  @MethodSource("oddItems")
  void oddItem(String item, String rule) throws JsonException {
    List<?> items =
        (List<?>) read("{\"keys\":[{\"a\":1}," + item + ",\"b\"],\"z\":\"ä\"}").get("keys");

    assertThat(items).hasSize(3);
    assertThat(items.get(0)).isEqualTo(Map.of("a", 1L));
    assertThat(items.get(1))
        .isInstanceOfSatisfying(JsonFault.class, fault -> assertThat(fault.rule()).contains(rule));
    assertThat(items.get(2)).isEqualTo("b");
  }

  @ParameterizedTest(name = "case A13 outside of the items it still spoils everything: {1}")
  @MethodSource("oddItems")
  void oddElsewhere(String value, String rule) {
    assertThatThrownBy(() -> read("{\"keys\":[{\"a\":1}],\"x\":" + value + "}"))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining(rule);
    assertThatThrownBy(() -> read("{\"x\":" + value + ",\"keys\":[{\"a\":1}]}"))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining(rule);
  }

  @ParameterizedTest(name = "case A13 no JSON object at all: {0}")
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"keys\":[],\"keys\":[]}",
        "{\"keys\":[{\"a\":1}]}x",
        "{\"keys\":[{\"a\":1},]}",
        "{\"keys\":[,{\"a\":1}]}",
        "{\"keys\":[{\"a\":1},,{\"a\":1}]}",
        "{\"keys\":[{\"a\":1} {\"a\":1}]}",
        "{\"keys\":[{\"a\":1}:1]}",
        "{\"keys\":[\"a\"\"b\"]}",
        "{\"keys\":[{\"a\":1}],}",
        "{\"keys\":[{\"a\":1}],\"x\":NaN}",
        "{\"keys\" [{\"a\":1}]}",
        "{\"keys\":[{\"a\":\"1}]}",
        "{\"keys\":[{\"a\":1}]",
        "{\"keys\":[{\"a\":1}]}}",
        "{\"\\u006beys\":[1],\"keys\":[2]}",
        "{keys:[{\"a\":1}]}",
        "{\"keys\":[{\"a\":1}",
        "{\"\\ud800\":[],\"keys\":[]}",
        "\ufeff{\"keys\":[]}"
      })
  void noJson(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(JsonException.class);
  }

  @Test
  @DisplayName("case A13 bytes that are not UTF-8 spoil everything, within an item too")
  void notUtf8() {
    byte[] text = "{\"keys\":[{\"a\":\"?\"}]}".getBytes(StandardCharsets.US_ASCII);
    text[15] = (byte) 0xff;

    assertThatThrownBy(() -> Json.objectOfItems(text, "keys"))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  @DisplayName("what breaks no rule is read as ever, whatever the member holds")
  void asEver() throws JsonException {
    for (String text :
        new String[] {
          "{\"keys\":[]}",
          "{\"keys\":{\"keys\":[1]}}",
          "{\"keys\":null,\"n\":[12345678901234567890,1.5,-1,true,false,null,\"ä😀\",{}]}",
          "{\"other\":[{\"a\":[1,{\"b\":{}}]}]}",
          "{\"keys\":[" + "[".repeat(30) + "]".repeat(30) + "]}"
        }) {
      assertThat(read(text)).isEqualTo(Json.object(text.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
