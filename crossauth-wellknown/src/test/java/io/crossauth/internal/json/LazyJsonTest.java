package io.crossauth.internal.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LazyJsonTest {

  private static final String TOKEN =
      "{\"iss\":\"https://id.example.com\",\"aud\":[\"a\",\"b\"],\"exp\":1795342587,\"x\":null,"
          + "\"realm_access\":{\"roles\":[\"one\",{\"deep\":[[],{}]}],\"t\":true},\"e\":\"\","
          + "\"name\":\"A \\\"B\\\" \\u00e4\\\\\",\"half\":1.50,\"last\":\"z\"}";

  private static Map<String, Object> lazy(String text) throws JsonException {
    return Json.lazyObject(text.getBytes(UTF_8));
  }

  private static Map<String, Object> atOnce(String text) throws JsonException {
    return Json.object(text.getBytes(UTF_8));
  }

  private static void assertSame(String text) throws JsonException {
    assertThat(lazy(text)).isEqualTo(atOnce(text)).hasSameHashCodeAs(atOnce(text));
    assertThat(lazy(text)).hasToString(atOnce(text).toString());
  }

  @Test
  void holdsWhatIsThereInOrder() throws Exception {
    Map<String, Object> object = lazy(TOKEN);

    assertThat(object).isInstanceOf(LazyJsonObject.class).hasSize(9);
    assertThat(object.keySet())
        .containsExactly("iss", "aud", "exp", "x", "realm_access", "e", "name", "half", "last");
    assertThat(object.get("iss")).isEqualTo("https://id.example.com");
    assertThat(object.get("aud")).isEqualTo(List.of("a", "b"));
    assertThat(object.get("name")).isEqualTo("A \"B\" ä\\");
    assertThat(object.get("e")).isEqualTo("");
    assertSame(TOKEN);
  }

  @Test
  void tellsNullFromNothing() throws Exception {
    Map<String, Object> object = lazy(TOKEN);

    assertThat(object.get("x")).isNull();
    assertThat(object.containsKey("x")).isTrue();
    assertThat(object.get("y")).isNull();
    assertThat(object.containsKey("y")).isFalse();
    assertThat(object.get(null)).isNull();
    assertThat(object.containsKey(null)).isFalse();
  }

  @Test
  void aStringIsMadeOnce() throws Exception {
    Map<String, Object> object = lazy(TOKEN);

    assertThat(object.get("iss")).isSameAs(object.get("iss"));
    assertThat(object.get("realm_access")).isSameAs(object.get("realm_access"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } ",
        "{\"a\":\"\"}",
        "\n{ \"a\" :\t\"b\" ,\r\n\"c\" : [ \"d\" , { \"e\" : \"f\" } ] }\n",
        "{\"\\u0061\":\"\\u0062\",\"\":\"\\\\\"}",
        "{\"a\":\"1234567\\\"\",\"b\":\"12345678\",\"c\":\"123456789\\\\\"}",
        "{\"a\":{\"b\":{\"c\":{\"d\":\"e\"}}},\"f\":[[[[\"g\"]]]]}",
        "{\"ä\":\"ö\"}"
      })
  void isWhatIsReadAtOnce(String text) throws Exception {
    assertSame(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_765, 32_766, 32_767, 32_768, 40_000, 65_510})
  void isWhatIsReadAtOnceHoweverLongAStringIs(int length) throws Exception {
    String text = "x".repeat(length);

    assertSame("{\"a\":\"" + text + "\",\"b\":\"c\"}");
    assertThat(lazy("{\"a\":\"" + text + "\",\"b\":\"c\"}").get("a")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 9, 31, 32, 33, 64, 65, 255, 256, 257, 3_000})
  void findsAllMembersOfSmallAndLargeObjects(int members) throws Exception {
    String text = members(members);

    assertSame(text);
    assertSame("{\"inner\":" + text + ",\"after\":\"it\"}");
    Map<String, Object> object = lazy(text);
    // More of them would take long to find, if their names were made to have the same hash.
    assertThat(object instanceof LazyJsonObject).isEqualTo(members <= 256);
    for (int i = 0; i < members; i++) {
      assertThat(object.get("member " + i)).isEqualTo("value " + i);
    }
  }

  @Test
  void findsWhatIsBehindAsManyItemsAsFit() throws Exception {
    String begin = "{\"\":[0";
    String end = "],\"b\":1}";
    String full = begin + ",0".repeat((64 * 1024 - begin.length() - end.length()) / 2);

    String lazy = full + end + " ".repeat(64 * 1024 - full.length() - end.length());
    assertThat(lazy(lazy)).isInstanceOf(LazyJsonObject.class).containsEntry("b", 1L);
    assertThat(lazy(lazy + " ")).isNotInstanceOf(LazyJsonObject.class).containsEntry("b", 1L);
  }

  private static String members(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"member " + i + "\":\"value " + i + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"canary\",\"a\":2}",
        "{\"a\":1,\"\\u0061\":\"canary\"}",
        "{\"o\":{\"a\":\"canary\",\"b\":[{}],\"a\":2}}",
        "{\"o\":[{\"a\":1},{\"b\":{\"b\":1},\"b\":\"canary\"}]}"
      })
  @DisplayName("S-16 duplicate members are refused at every depth, before anybody asks for them")
  void duplicates(String text) {
    assertThatThrownBy(() -> lazy(text))
        .isInstanceOf(JsonException.class)
        .hasMessageContaining("a duplicate member")
        .hasMessageNotContaining("canary");
  }

  @Test
  @DisplayName("S-16 duplicate members of large objects are refused")
  void duplicatesOfLargeObjects() {
    for (int members : new int[] {40, 64, 65, 256, 257}) {
      String twice = members(members).replace("}", ",\"member 7\":0}");

      assertThatThrownBy(() -> lazy(twice)).hasMessageContaining("a duplicate member");
      assertThatThrownBy(() -> lazy("{\"o\":" + twice + "}"))
          .hasMessageContaining("a duplicate member");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{\"a\":",
        "{\"a\":\"b",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\t\"}",
        "{\"a\":\"\0\"}",
        "{\"a\":[}",
        "{\"a\":{]}",
        "{\"a\":01}",
        "{\"a\":1e1001}",
        "{\"a\":[1e-1001]}",
        "{\"a\":11111111111111111111111111111111111111111}",
        "{}{}",
        "{}x",
        "\ufeff{}"
      })
  @DisplayName("S-29 what is not JSON is refused, before anybody asks for it")
  void notJson(String text) {
    String sameAsAtOnce =
        org.assertj.core.api.Assertions.catchThrowableOfType(
                JsonException.class, () -> atOnce(text))
            .getMessage();

    assertThatThrownBy(() -> lazy(text)).isInstanceOf(JsonException.class).hasMessage(sameAsAtOnce);
  }

  @Test
  @DisplayName("S-11 nesting of 32 is read, of 33 is refused")
  void depth() throws Exception {
    assertSame("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}");
    assertThatThrownBy(() -> lazy("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"))
        .hasMessageContaining("nesting deeper than 32");
  }

  @Test
  void nobodyCanChangeIt() throws Exception {
    Map<String, Object> object = lazy(TOKEN);

    assertUnchangeable(object);
    assertUnchangeable((Map<?, ?>) object.get("realm_access"));
    assertThatThrownBy(() -> ((List<?>) object.get("aud")).remove(0))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static void assertUnchangeable(Map<?, ?> object) {
    Map.Entry<?, ?> first = object.entrySet().iterator().next();
    assertThatThrownBy(() -> object.remove(first.getKey()))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(object::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> object.keySet().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> first.setValue(null))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void handsOutAllMembersInOrder() throws Exception {
    List<String> seen = new ArrayList<>();

    lazy(TOKEN).forEach((name, value) -> seen.add(name + "=" + value));

    assertThat(seen).hasSize(9).startsWith("iss=https://id.example.com").endsWith("last=z");
  }

  @Test
  void isWrittenAsAnOrdinaryMap() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(lazy(TOKEN));
    }

    assertThat(readBack(bytes)).isEqualTo(atOnce(TOKEN)).isNotInstanceOf(LazyJsonObject.class);
  }

  private static Object readBack(ByteArrayOutputStream bytes)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  @Test
  @DisplayName("S-29 made and spoilt texts are read, or refused, as they are at once")
  void spoiltTexts() {
    Random random = new Random(7_519);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder(Json.write(object(random, 4)));
      if (round % 3 != 0) {
        int place = random.nextInt(text.length());
        text.setCharAt(place, "{}[]\",:\\ 0a-eu\t".charAt(random.nextInt(15)));
      }
      assertThat(outcome(text.toString(), true))
          .as("%s", text)
          .isEqualTo(outcome(text.toString(), false));
    }
  }

  private static Object outcome(String text, boolean lazily) {
    try {
      return lazily ? new HashMap<>(lazy(text)) : new HashMap<>(atOnce(text));
    } catch (JsonException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new HashMap<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      object.put(text(random), value(random, depth));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> random.nextLong();
      case 1 -> random.nextBoolean();
      case 2 -> 1.25 * random.nextInt(100);
      case 5 -> object(random, depth - 1);
      case 6 -> Collections.nCopies(random.nextInt(4), value(random, depth - 1));
      default -> text(random);
    };
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(20), 0, 15)
        .mapToObj(i -> "abcdefghij\"\\ \n/".charAt(i))
        .map(String::valueOf)
        .collect(Collectors.joining());
  }
}
