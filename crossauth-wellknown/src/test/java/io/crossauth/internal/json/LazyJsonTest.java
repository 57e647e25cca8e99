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
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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

  private static final List<String> LETTERS =
      List.of(
          "a",
          "b",
          "c",
          "d",
          "e",
          "f",
          "g",
          "h",
          "i",
          "j",
          "\"",
          "\\",
          " ",
          "\n",
          "/",
          "\u00e9",
          "\u042e",
          "\u82b1",
          "\ud83d\ude00",
          "\u0080");

  private static Map<String, Object> lazy(String text) throws JsonException {
    return Json.lazyObject(text.getBytes(UTF_8));
  }

  private static Map<String, Object> atOnce(String text) throws JsonException {
    // The parser's word, not the scanner's.
    return Json.parsed(text.getBytes(UTF_8));
  }

  private static void assertSame(String text) throws JsonException {
    assertThat(lazy(text)).isEqualTo(atOnce(text)).hasSameHashCodeAs(atOnce(text));
    assertThat(lazy(text)).hasToString(atOnce(text).toString());
    assertThat(Json.object(text.getBytes(UTF_8)))
        .isEqualTo(atOnce(text))
        .hasToString(atOnce(text).toString());
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
  @ValueSource(
      strings = {
        "Jos\u00e9phine",
        "\u042e\u043b\u0438\u044f",
        "\u82b1\u5b50 \u82b1\u5b50",
        "\ud83d\ude00",
        "\u00e9\ud83d\ude00\\\" \\\\ \\u00e9\\ud83d\\ude00",
        "\\/\\n\\u0041",
        "\u007f\u0080\u07ff\u0800\uffff\ud800\udc00\udbff\udfff"
      })
  @DisplayName("what is not ASCII, or escaped, is read late too")
  void everyText(String text) throws Exception {
    String names =
        "{\"" + text + "\":{\"" + text + "\":\"" + text + "\"},\"b\":[\"" + text + "\"]}";

    assertThat(lazy(names)).isInstanceOf(LazyJsonObject.class);
    assertSame(names);
    assertThat(lazy("{\"a\":\"" + text + "\"}"))
        .containsEntry("a", (String) atOnce("{\"a\":\"" + text + "\"}").get("a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c3",
        "c328",
        "80",
        "c080",
        "c1bf",
        "e08080",
        "e09f80",
        "eda080",
        "edbfbf",
        "f0808080",
        "f08f8080",
        "f4908080",
        "f5808080",
        "f8888080",
        "ff",
        "e282",
        "f09f98",
        "c3a9c3"
      })
  @DisplayName("S-29 bytes that are not UTF-8 are refused wherever they stand")
  void notUtf8(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    for (String around :
        new String[] {"{\"a\":\"|\"}", "{\"|\":1}", "{\"\u00e9\":\"b|", "|{}", "{}|"}) {
      byte[] text = spliced(around, bytes);

      assertThatThrownBy(() -> Json.lazyObject(text))
          .hasMessage("expected UTF-8, found other bytes");
    }
  }

  private static byte[] spliced(String around, byte[] bytes) {
    int place = around.indexOf('|');
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    text.writeBytes(around.substring(0, place).getBytes(UTF_8));
    text.writeBytes(bytes);
    text.writeBytes(around.substring(place + 1).getBytes(UTF_8));
    return text.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\ud800",
        "\\uDfFf",
        "\\ud800\\u0041",
        "\u00e9\\udc00",
        "\\\\\\ud800",
        "\\\"\\uDBFF"
      })
  @DisplayName("S-29 half of a surrogate pair is refused in names and values, before anybody asks")
  void halves(String text) {
    for (String around : new String[] {"{\"a\":\"|\"}", "{\"|\":1}", "{\"a\":[{\"|\":1}]}"}) {
      assertThatThrownBy(() -> lazy(around.replace("|", text)))
          .hasMessageContaining("half of a surrogate pair");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_765, 32_766, 32_767, 32_768, 40_000, 65_510, 70_000, 200_000})
  void isWhatIsReadAtOnceHoweverLongAStringIs(int length) throws Exception {
    String text = "x".repeat(length);

    assertSame("{\"a\":\"" + text + "\",\"b\":\"c\"}");
    assertThat(lazy("{\"a\":\"" + text + "\",\"b\":\"c\"}").get("a")).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"c", "\u00e9", "\u82b1", "a\\u00e9b", ""})
  @DisplayName("a string is what is read at once wherever it begins, and however many bytes it has")
  void isWhatIsReadAtOnceWhereverAStringBegins(String value) throws Exception {
    for (int place = 65_500; place < 65_560; place++) {
      String text = "{\"a\":\"" + "x".repeat(place) + "\",\"b\":\"" + value + "\"}";

      assertSame(text);
    }
    for (int bytes = 32_760; bytes < 32_776; bytes++) {
      assertSame("{\"a\":\"" + value.repeat(bytes / 2) + "x".repeat(bytes % 2) + "\"}");
    }
  }

  @DisplayName("a name that was guessed a hundred times is still read as it stands")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"iss\":1,\"iss\":2}",
        "{xiss\":1}",
        "{\"iss",
        "{\"iss\"",
        "{\"iss\"\":1}",
        "{\"issx\":1}",
        "{\"is\":1}",
        "{\"iss\\\"\":1}",
        "{\"\\u0069ss\":1}",
        "{\"o\":{\"iss\":1,\"iss\":2}}",
        "{\"iss\":1,\"\\u0069ss\":2}"
      })
  void guessedNames(String text) throws Exception {
    for (int i = 0; i < 200; i++) {
      lazy("{\"iss\":1,\"sub\":{\"iss\":2,\"aud\":3},\"exp\":4}");
    }

    assertSameOutcome(text);
  }

  @Test
  @DisplayName("threads that read few names at the same time read each as it stands")
  void manyThreads() throws Exception {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      texts.add(
          "{\"n" + i % 7 + "\":\"v" + i + "\",\"m" + i % 5 + "\":{\"n" + i % 3 + "\":" + i + "}}");
    }
    Callable<Boolean> reader =
        () -> {
          for (int round = 0; round < 500; round++) {
            for (String text : texts) {
              if (!lazy(text).equals(Json.parsed(text.getBytes(UTF_8)))) {
                return false;
              }
            }
          }
          return true;
        };
    ExecutorService crew = Executors.newFixedThreadPool(4);
    try {
      for (Future<Boolean> done : crew.invokeAll(Collections.nCopies(4, reader))) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      crew.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 9, 31, 32, 33, 64, 65, 255, 256, 257, 3_000})
  void findsAllMembersOfSmallAndLargeObjects(int members) throws Exception {
    String text = members(members);

    assertSame(text);
    assertSame("{\"inner\":" + text + ",\"after\":\"it\"}");
    Map<String, Object> object = lazy(text);
    assertThat(object).isInstanceOf(LazyJsonObject.class);
    for (int i = 0; i < members; i++) {
      assertThat(object.get("member " + i)).isEqualTo("value " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_766, 32_767, 32_768, 65_535, 65_536, 100_000})
  void findsWhatIsBehindHoweverManyItems(int items) throws Exception {
    String text = "{\"\":[0" + ",0".repeat(items) + "],\"b\":\"c\"}";

    assertThat(lazy(text)).isInstanceOf(LazyJsonObject.class).containsEntry("b", "c").hasSize(2);
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

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          " ",
          "\n",
          "\t",
          "\r",
          "\f",
          "\"a\"",
          "\"b\"",
          "\"\"",
          "\"",
          "\"\\u00e9\"",
          "\"\\ud83d\\ude00\"",
          "\"\\ud83d\"",
          "\"\\ude00\\ud83d\"",
          "\"\\u12g4\"",
          "\"\\uD83D\\n\"",
          "\"\\x\"",
          "\"\\\"",
          "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
          "\"\u00e9\"",
          "\"\ud83d\ude00\"",
          "\"\u0001\"",
          "\"\u007f\"",
          "\"\\u0000\"",
          "\"\\u\"",
          "\"\\u12\"",
          "0",
          "-0",
          "00",
          "01",
          "-",
          "+1",
          "1",
          "-1",
          "-01",
          "0.0",
          "-0.0",
          "1.",
          ".5",
          "1.5",
          "1e5",
          "1E+5",
          "1e",
          "1e+",
          "1e-400",
          "1e1000",
          "1e1001",
          "-1e-1001",
          "1-2",
          "1.2.3",
          "0e0",
          "0x1",
          "123456789012345678",
          "-123456789012345678",
          "1234567890123456789",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "1".repeat(40),
          "1".repeat(41),
          "0." + "1".repeat(39),
          "true",
          "false",
          "null",
          "tru",
          "truee",
          "nul",
          "True",
          "NaN",
          "Infinity",
          "-Infinity",
          "/**/",
          "//x\n",
          "'a'",
          "a",
          "\u00e9",
          "\u00a0",
          "\ufeff");

  private static final List<String> WHOLE =
      List.of(
          "{", "\"c\"", ":", "[", "1", ",", "{", "\"d\"", ":", "true", "}", "]", ",", "\"e\"", ":",
          "{", "\"f\"", ":", "\"g\"", ",", "\"h\"", ":", "null", "}", "}");

  @Test
  @DisplayName(
      "S-29 each piece of JSON, and of what is nearly JSON, in each place is read, or refused, as"
          + " at once")
  void eachPieceInEachPlace() {
    for (String piece : PIECES) {
      for (int place = 0; place <= WHOLE.size(); place++) {
        List<String> more = new ArrayList<>(WHOLE);
        more.add(place, piece);
        assertSameOutcome(String.join("", more));
        if (place < WHOLE.size()) {
          more.remove(place + 1);
          assertSameOutcome(String.join("", more));
          more.remove(place);
          assertSameOutcome(String.join("", more));
        }
      }
    }
  }

  @Test
  @DisplayName("S-29 random pieces of JSON are read, or refused, as at once")
  void randomPieces() {
    Random random = new Random(8_259);
    for (int round = 0; round < 20_000; round++) {
      List<String> text = new ArrayList<>(WHOLE);
      for (int i = 1 + random.nextInt(3); i > 0; i--) {
        text.set(random.nextInt(text.size()), PIECES.get(random.nextInt(PIECES.size())));
      }
      assertSameOutcome(String.join("", text));
    }
  }

  private static void assertSameOutcome(String text) {
    assertThat(outcome(text, true)).as("%s", text).isEqualTo(outcome(text, false));
  }

  @Test
  @DisplayName(
      "whatever is JSON by the rules is read late: numbers of every form, pairs, escapes in names")
  void everythingGood() throws Exception {
    for (String number :
        List.of("0", "-0", "-0.0", "1e5", "1.5", "-12345678901234567890", "1E+5", "1".repeat(40))) {
      String text = "{\"a\":" + number + ",\"b\":[" + number + "," + number + "]}";
      assertThat(lazy(text)).as(number).isInstanceOf(LazyJsonObject.class);
      assertSame(text);
    }
    Random random = new Random(7_493);
    for (int round = 0; round < 500; round++) {
      String text = Json.write(object(random, 4));
      assertThat(lazy(text)).as("%s", text).isInstanceOf(LazyJsonObject.class);
      assertSame(text);
    }
  }

  @Test
  @DisplayName("two names of one hash are two names: the cache compares whole")
  void namesThatWereReadBefore() throws Exception {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 5_000; i++) {
        String name = "name " + i + (i % 7 == 0 ? "\u00e9" : "") + "x".repeat(i % 80);
        assertThat(lazy("{\"" + name + "\":1}").keySet()).containsExactly(name);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {63, 64, 65, 1_023, 1_024, 1_025, 5_000})
  @DisplayName("names of every length are read, or refused, as at once")
  void longNames(int length) {
    assertSameOutcome("{\"" + "n".repeat(length) + "\":1}");
    assertSameOutcome("{\"" + "\u00e9".repeat(length) + "\":1}");
    assertSameOutcome("{\"\\u0061" + "n".repeat(length) + "\":1}");
  }

  @Test
  @DisplayName("S-29 texts with a spoilt byte are read, or refused, as they are at once")
  void spoiltBytes() {
    Random random = new Random(90_125);
    for (int round = 0; round < 3_000; round++) {
      byte[] text = Json.write(object(random, 4)).getBytes(UTF_8);
      text[random.nextInt(text.length)] = (byte) random.nextInt(256);
      assertThat(outcome(text, true))
          .as("%s", HexFormat.of().formatHex(text))
          .isEqualTo(outcome(text, false));
    }
  }

  private static Object outcome(String text, boolean lazily) {
    return outcome(text.getBytes(UTF_8), lazily);
  }

  private static Object outcome(byte[] text, boolean lazily) {
    try {
      return new HashMap<>(lazily ? Json.lazyObject(text) : Json.parsed(text));
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
        .ints(random.nextInt(20), 0, 20)
        .mapToObj(i -> LETTERS.get(i))
        .collect(Collectors.joining());
  }
}
