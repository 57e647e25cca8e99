package io.crossauth.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static Map<String, Object> object(String text) throws JsonException {
    return Json.object(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(byte[] bytes, String expected) {
    assertThatThrownBy(() -> Json.value(bytes))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining("canary")
        .hasNoCause();
  }

  private static void assertRefused(String text, String expected) {
    assertRefused(text.getBytes(StandardCharsets.UTF_8), expected);
  }

  @Test
  void readsEveryKindOfValueInOrder() throws Exception {
    Map<String, Object> read =
        object(
            " {\"s\":\"a\\u00e4\\n😀\",\"n\":-7,\"big\":12345678901234567890,\"d\":1.50,\"e\":1e3,"
                + "\"t\":true,\"f\":false,\"z\":null,\"a\":[1,[],{}],\"o\":{\"x\":\"y\"}} \n");

    assertThat(read.keySet()).containsExactly("s", "n", "big", "d", "e", "t", "f", "z", "a", "o");
    assertThat(read)
        .containsEntry("s", "aä\n😀")
        .containsEntry("n", -7L)
        .containsEntry("big", new BigInteger("12345678901234567890"))
        .containsEntry("d", new BigDecimal("1.50"))
        .containsEntry("t", true)
        .containsEntry("f", false)
        .containsEntry("z", null)
        .containsEntry("a", List.of(1L, List.of(), Map.of()))
        .containsEntry("o", Map.of("x", "y"));
  }

  @Test
  void namesThatStrangersChooseDoNotOutliveTheirText() throws Exception {
    String name = object("{\"chosen by a stranger\":1}").keySet().iterator().next();

    assertThat(new String(name).intern()).isNotSameAs(name);
  }

  @Test
  void whatIsReadCannotBeChanged() throws Exception {
    Map<String, Object> read = object("{\"a\":[1]}");

    assertThatThrownBy(() -> read.put("b", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> ((List<?>) read.get("a")).remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  /** U+0635 ends as the digit 5 does, U+0641 and U+FF41 as A does: so some parsers see them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\\u007\u0635\"}",
        "{\"a\":\"\\u\u06306e\u0635\"}",
        "{\"i\\u007\u0633s\":\"canary\"}",
        "{\"a\":\"\u00e9\\u004\u0641\"}",
        "{\"a\":\"\\u004\uff41\"}"
      })
  @DisplayName("S-16 the digits of an escape are those of ASCII alone, whoever reads them")
  void digitsOfEscapesAreAscii(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertRefused(bytes, "expected JSON, found text that is not: JsonParseException");
    assertThatThrownBy(() -> Json.lazyObject(bytes)).isInstanceOf(JsonException.class);
    assertThatThrownBy(() -> Json.objectOfItems(bytes, "keys")).isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"canary\",\"a\":2}",
        "{\"o\":{\"a\":\"canary\",\"\\u0061\":2}}",
        "[{\"a\":1},{\"b\":1,\"b\":\"canary\"}]"
      })
  @DisplayName("S-16 duplicate members are refused at every depth, however they are written")
  void duplicates(String text) {
    assertRefused(text, "a duplicate member");
  }

  @Test
  @DisplayName("S-11 nesting of 32 is read, of 33 is refused, of a million costs nothing")
  void depth() throws Exception {
    assertThat(Json.value(nested(32))).isInstanceOf(List.class);
    assertRefused(nested(33), "nesting deeper than 32");
    assertRefused("[".repeat(1_000_000), "nesting deeper than 32");
    assertRefused("{\"a\":".repeat(1_000_000), "nesting deeper than 32");
  }

  private static byte[] nested(int depth) {
    return ("[".repeat(depth) + "]".repeat(depth)).getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}x", "{} {}", "{},", "[1]]", "{}\0", "1 2", "{}//canary", "null null"})
  @DisplayName("S-29 nothing may follow the value")
  void trailingJunk(String text) {
    assertThatThrownBy(() -> Json.value(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t ",
        "{",
        "{\"a\":",
        "{\"a\"}",
        "[1,]",
        "{a:1}",
        "{'a':1}",
        "01",
        "+1",
        ".5",
        "1.",
        "NaN",
        "Infinity",
        "tru",
        "\"a",
        "\"\t\"",
        "\"\\x\"",
        "/**/1",
        "#1",
        "<html>",
        "\u00a0{}"
      })
  @DisplayName("S-29 what is not JSON is refused")
  void notJson(String text) {
    assertThatThrownBy(() -> Json.value(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonException.class);
  }

  @Test
  @DisplayName("S-29 a byte order mark is refused")
  void byteOrderMark() {
    assertRefused("\ufeff{\"a\":\"canary\"}", "expected JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
  @DisplayName("S-29 other encodings of Unicode are refused")
  void otherEncodings(String charset) {
    byte[] bytes = "{\"a\":\"canary\"}".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> Json.value(bytes)).isInstanceOf(JsonException.class);
  }

  @Test
  @DisplayName("J6 bytes that are not UTF-8 are refused: overlong, lone, surrogate, cut")
  void invalidUtf8() {
    int[][] sequences = {
      {0xff}, {0x80}, {0xc0, 0xaf}, {0xed, 0xa0, 0x80}, {0xe2, 0x82}, {0xf5, 0x80, 0x80, 0x80}
    };
    for (int[] sequence : sequences) {
      byte[] bytes = new byte[sequence.length + 2];
      Arrays.fill(bytes, (byte) '"');
      for (int i = 0; i < sequence.length; i++) {
        bytes[i + 1] = (byte) sequence[i];
      }
      assertRefused(bytes, "expected UTF-8");
    }
  }

  @Test
  @DisplayName("S-11 numbers, names and strings have limits")
  void limits() throws Exception {
    assertThat(Json.value("9".repeat(40).getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(BigInteger.class);
    assertRefused("9".repeat(41), "expected JSON");
    assertRefused("{\"" + "n".repeat(2_000) + "\":1}", "expected JSON");
    assertRefused("\"" + "s".repeat(2_000_000) + "\"", "expected JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"a\"", "1", "true", "null"})
  @DisplayName("S-29 an object is not an array, nor anything else")
  void notAnObject(String text) {
    assertThatThrownBy(() -> object(text))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("expected a JSON object, found ");
  }

  @Test
  void writesWhatItReads() throws Exception {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("s", "a\"\\\n\u0001ä😀");
    value.put("n", 7);
    value.put("big", new BigInteger("12345678901234567890"));
    value.put("d", new BigDecimal("1.50"));
    value.put("a", Arrays.asList(true, null, List.of()));
    value.put("o", Map.of());

    String text = Json.write(value);

    assertThat(text).startsWith("{\"s\":").doesNotContain("\n");
    assertThat(object(text)).containsEntry("s", value.get("s")).containsEntry("n", 7L);
    assertThat(Json.write(object(text))).isEqualTo(text);
  }
}
